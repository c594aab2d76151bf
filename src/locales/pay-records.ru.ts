import type { payRecordsEn } from './pay-records.en.ts';

/** Закрытые месяцы и возражения против строк расчёта. */
export const payRecordsRu: typeof payRecordsEn = {
  events: {
    statementClosed: 'Расчёт за {period} ({employee:whose}) закрыт, закрыл: {employee:by}',
    statementRestated:
      'Расчёт за {period} ({employee:whose}) пересчитан, пересчитал: {employee:by}; редакция {revision} хранится рядом с закрытой',
    objectionOpened: 'Возражение против строки за {period} ({employee:whose}), подал: {employee:by}',
    objectionAnswered: 'Ответ на возражение за {period} ({employee:whose}), ответил: {employee:by}',
    objectionClosed:
      'Возражение за {period} ({employee:whose}) закрыто, закрыл: {employee:by}; итог: {ended}',
  },
  outcomes: { upheld: 'удовлетворено', declined: 'отклонено', withdrawn: 'отозвано' },
  refusals: {
    CLOSED_FOR_ANOTHER: 'Переданы закрытые месяцы другого сотрудника: {employee:employeeId}.',
    CLOSED_OUT_OF_ORDER: 'Сначала стоит {after}, затем {period}: закрытые месяцы идут не по порядку.',
    COMMAND_ID_REUSED: 'Номер команды {commandId} уже занят другой командой.',
    KNOWN_BEFORE: 'При последнем закрытии было известно больше: оно от {time:knownAt}.',
    MAY_NOT_CLOSE_PAY: '{employee:by} не вправе закрывать расчёты[; вправе: {role:roles}].',
    MAY_NOT_SEE_PAY:
      '{employee:by} не вправе видеть оплату сотрудника {employee:employeeId}[; вправе: {role:roles}].',
    NOT_THEIR_OBJECTION: 'Отозвать возражение может только тот, кто его подал: {employee:openedBy}.',
    OBJECTION_CLOSED: 'Возражение закрыто.',
    PERIOD_CLOSED: 'Месяц закрыт: закрыто по {last} включительно.',
    PERIOD_LEFT_OUT: 'Сначала нужно закрыть {missing}: это более ранний месяц.',
    PERIOD_NOT_OVER: 'Месяц закончится не раньше {time:endsAt}.',
    UNKNOWN_EMPLOYEE: 'Сотрудника {employee:employeeId} нет.',
    UNKNOWN_LINE: 'В расчёте нет строки {line}: счёт идёт с нуля, всего строк {lines}.',
    UNKNOWN_OBJECTION: 'Возражения {objectionId} нет.',
    UNKNOWN_STATEMENT: 'Закрытого расчёта {statementId} нет.',
  },
};
