/** What an assignment says; `client/words.ts` tells how placeholders are written. */
export const assignmentRu = {
  made: '{client:clientId}. Кому: {employee:employeeId}, роль {role:role}. Причиталось: {owed}; могли взять: {able} из {candidates}.',
  pooled: '{client:clientId}: в общей базе роли {role:pool}, взять клиента некому.',
  /** One who can take the client. */
  able: '{employee:employeeId}: причитается: {before}, доля: {share}, надбавка: {bonus}, вместе: {score}, после этого: {after}; получено: {received}; ведёт: {clients} ({openHours} из {capacity}, {utilisation})',
  unable: '{employee:employeeId} — нельзя: {reasons}',
  obstacles: {
    NOT_HIRED_YET: 'на работе с {date:hiredAt}',
    LEFT: 'на работе до {date:leftAt}',
    ABSENT: 'отсутствует[ по {last:until} включительно][, замещающий: {employee:deputy}]',
    LACKS_ROLE: 'нет роли {role:role}',
    HOLDS_ALREADY: 'уже ведёт этого клиента',
    REJECTED: 'уже отказывался от клиента: {transfer:transfer}',
    NO_CAPACITY: 'нет времени на клиентов',
    DECLINED: 'отказался от задачи',
    NO_TIME_LEFT: 'на сегодня осталось {left} мин, а задача займёт {minutes} мин',
    ON_HOLD: 'клиент заблокирован: {hold:hold} ({reason})[, до {time:until}]',
  },
  caps: {
    openClients: 'клиентов стало бы {actual}, а можно не больше {limit}',
    utilisation: 'загрузка стала бы {actual}, а можно не больше {limit}',
    newPerDay: 'новых клиентов за день стало бы {actual}, а можно не больше {limit}',
    newPerWeek: 'новых клиентов за неделю стало бы {actual}, а можно не больше {limit}',
  },
};
