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
