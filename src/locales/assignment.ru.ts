/** What an assignment says; `client/words.ts` tells how placeholders are written. */
export const assignmentRu = {
  made: '{client:clientId}: достаётся {employee:employeeId}, роль {role:role}: причиталось {owed}, могли взять {able} из {candidates}.',
  pooled: '{client:clientId}: место в пуле {role:pool}, взять клиента некому.',
  /** One who can take the client. */
  able: '{employee:employeeId}: причитается {before} + доля {share} + надбавка {bonus} = {score}, затем {after}; получено {received}, держит: {clients} ({openHours} из {capacity}, {utilisation})',
  unable: '{employee:employeeId} не может: {reasons}',
  obstacles: {
    NOT_HIRED_YET: 'выходит на работу {date:hiredAt}',
    LEFT: 'в штате до {date:leftAt}',
    ABSENT: 'отсутствует[ до {date:until}][, замещает {employee:deputy}]',
    LACKS_ROLE: 'нет роли {role:role}',
    HOLDS_ALREADY: 'уже держит этого клиента',
    NO_CAPACITY: 'нет времени на клиентов',
    ON_HOLD: 'клиент заблокирован: {hold:hold} ({reason})[, до {time:until}]',
  },
  caps: {
    openClients: 'стало бы клиентов: {actual}, можно не больше {limit}',
    utilisation: 'загрузка стала бы {actual}, можно не больше {limit}',
    newPerDay: 'новых клиентов за день стало бы {actual}, можно не больше {limit}',
    newPerWeek: 'новых клиентов за неделю стало бы {actual}, можно не больше {limit}',
  },
};
