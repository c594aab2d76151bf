/** What an assignment says; `client/words.ts` tells how placeholders are written. */
export const assignmentRu = {
  made: '{clientId}: достаётся {employeeId}, роль {role:role}: причиталось {owed}, могли взять {able} из {candidates}.',
  pooled: '{clientId}: место в пуле {role:pool}, взять клиента некому.',
  /** One who can take the client. */
  able: '{employeeId}: причитается {before} + доля {share} + надбавка {bonus} = {score}, затем {after}; получено {received}, держит: {clients} ({openHours} из {capacity}, {utilisation})',
  unable: '{employeeId} не может: {reasons}',
  obstacles: {
    NOT_HIRED_YET: 'выходит на работу {date:hiredAt}',
    LEFT: 'в штате до {date:leftAt}',
    ABSENT: 'отсутствует[ до {date:until}][, замещает {deputy}]',
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
  hours: '{number} ч',
  clients: (number: string, plural: Intl.LDMLPluralRule) =>
    `${number} ${plural === 'one' ? 'клиент' : plural === 'many' ? 'клиентов' : 'клиента'}`,
  /** The reasons that go into the log. */
  log: {
    made: 'распределение: причиталось {owed}, могли взять {able} из {candidates}',
    pooled: 'взять клиента некому: {reasons}',
    reasons: {
      NO_CANDIDATES: 'роли ни у кого нет',
      NOT_HIRED_YET: 'ещё не вышли',
      LEFT: 'ушли',
      ABSENT: 'отсутствуют',
      LACKS_ROLE: 'не та роль',
      HOLDS_ALREADY: 'уже держат его',
      NOT_ELIGIBLE: 'не подходят',
      NO_CAPACITY: 'нет времени на клиентов',
      OVER_CAP: 'загружены',
      ON_HOLD: 'клиент заблокирован',
    },
  },
};
