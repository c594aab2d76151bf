import type { plansEn } from './plans.en.ts';

export const plansRu: typeof plansEn = {
  refusals: {
    UNKNOWN_PLAN: 'Плана {planId} нет.',
    PLAN_EXISTS: 'План {planId} уже есть.',
    WRONG_PLAN_STATUS: 'План {planId}: {status}; это можно сделать, только пока он: {allowed}.',
    NOT_EFFECTIVE_YET: 'План {planId} вступает в силу {date:effective}; раньше он не применяется.',
    NOTHING_TO_REDISTRIBUTE: 'За ролью {role:role} нет ни одного клиента.',
    NOBODY_OVERLOADED: 'Ни у кого с ролью {role:role} загрузка не выше {utilisation}.',
    CONTRADICTION: 'Так не получится: {problems}.',
    PLAN_FORGOTTEN: 'План {planId} давно завершён: данные, на которых он был построен, больше не хранятся.',
    NOT_UNDOABLE: 'План {planId} сам отменяет другой план; составьте новый.',
    NO_RETURN: 'По плану {planId} возвращать некого.',
    NOT_BACK: '{employee:employeeId} ещё не на месте[; ожидается {date:until}].',
  },
  contradictions: {
    NO_SUCH_CLIENT: 'клиента {client:clientId} в плане нет',
    NO_SUCH_EMPLOYEE: 'сотрудника {employee:employeeId} в плане нет',
    PINNED_AND_FORBIDDEN: 'клиент {client:clientId} и закреплён, и запрещён: {employee:employeeId}',
    PINNED_TWICE: 'клиент {client:clientId} закреплён сразу за несколькими: {employee:employeeIds}',
    PINS_SPLIT_GROUP: 'закрепления разделяют холдинг {group}: {client:clientIds}',
    FORBIDDEN: '[холдинг {group} неделим: ]клиент {client:clientId} запрещён: {employee:employeeId}',
    KEEPS_NONE:
      '[холдинг {group} неделим: ]клиент {client:clientId} закреплён за {employee:employeeId}, за кем клиентов не остаётся',
    PROTECTED:
      '[холдинг {group} неделим: ]клиент {client:clientId} закреплён за {employee:employeeId}, но защищён у {employee:holder} ({why})',
    ACCEPTS_NONE:
      '[холдинг {group} неделим: ]клиент {client:clientId} закреплён за {employee:employeeId}, кто клиентов не принимает',
    NOT_ELIGIBLE:
      '[холдинг {group} неделим: ]клиент {client:clientId} закреплён за {employee:employeeId}, кому он не подходит',
  },
  statuses: {
    draft: 'черновик',
    approved: 'утверждён',
    rejected: 'отклонён',
    discarded: 'отложен навсегда',
    applied: 'применён',
    undone: 'отменён',
  },
  stale: {
    client: '{client:clientId}: {changed}[, {employee:from} → {employee:to}].',
    employee: '{employee:employeeId}: {changed}.',
    violation: '{employee:employeeId}: теперь было бы нарушено правило «{rule}».',
    rule: '{client:clientId} больше нельзя передать: {employee:employeeId}.',
    other: 'Передачи больше не подходят к клиентам.',
    clients: {
      gone: 'в этой роли больше ни за кем не закреплён',
      holder: 'закреплён за другим',
      hours: 'требует другого времени',
      holding: 'входит в другой холдинг',
      protected: 'теперь защищён',
      eligible: 'больше не подходит новому держателю',
      other: 'изменился',
    },
    employees: {
      gone: 'больше не в этой роли',
      capacity: 'другая ёмкость',
      accepts: 'изменилось, принимает ли клиентов',
      keeps: 'изменилось, остаются ли клиенты',
      other: 'есть изменения',
    },
  },
  leftOut: {
    PROTECTED: '{client:clientId} остаётся на месте: {why}.',
    MOVED_ON: '{client:clientId} уже ушёл дальше[ к {employee:employeeId}].',
    refused: '{client:clientId}: {reasons}',
  },
};
