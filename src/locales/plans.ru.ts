import type { plansEn } from './plans.en.ts';

export const plansRu: typeof plansEn = {
  refusals: {
    UNKNOWN_PLAN: 'Плана {planId} нет.',
    PLAN_EXISTS: 'План {planId} уже есть.',
    WRONG_PLAN_STATUS: 'План {planId}: {status}; это можно сделать, только пока он: {allowed}.',
    NOT_EFFECTIVE_YET: 'План {planId} вступает в силу {date:effective}; раньше он не применяется.',
    NOTHING_TO_REDISTRIBUTE: 'В роли {role:role} никто не ведёт ни одного клиента.',
    NOBODY_OVERLOADED: 'В роли {role:role} ни у кого нет загрузки выше {utilisation}.',
    CONTRADICTION: 'Так не получится: {problems}.',
    PLAN_FORGOTTEN: 'План {planId} давно завершён: данные, на которых он был построен, больше не хранятся.',
    NOT_UNDOABLE: 'План {planId} сам отменяет другой план; составьте новый.',
    NO_RETURN: 'По плану {planId} возвращать некого.',
    NOT_BACK: 'Ещё не на месте: {employee:employeeId}[, отсутствует по {last:until} включительно].',
  },
  statuses: {
    draft: 'черновик',
    approved: 'утверждён',
    rejected: 'отклонён',
    discarded: 'снят с рассмотрения',
    applied: 'применён',
    undone: 'отменён',
  },
  stale: {
    client: '{client:clientId}: {changed}[ ({employee:from} → {employee:to})].',
    employee: '{employee:employeeId}: {changed}.',
    violation: '{employee:employeeId}: теперь было бы нарушено правило «{rule}».',
    rule: '{client:clientId}: этого клиента больше нельзя передать, кому: {employee:employeeId}.',
    other: 'Передачи больше не подходят к клиентам.',
    clients: {
      gone: 'в этой роли клиента больше никто не ведёт',
      holder: 'ответственный уже другой',
      hours: 'требует другого времени[: было {was} в месяц, стало {hours}]',
      accountGroup: 'входит в другую группу компаний',
      protected: 'теперь защищён',
      eligible: 'больше не подходит новому ответственному',
      other: 'изменился',
    },
    employees: {
      gone: 'больше не в этой роли',
      capacity: 'изменилось время на клиентов[: было {was} в месяц, стало {hours}]',
      accepts: '[снова принимает клиентов{accepts}][больше не принимает клиентов{refuses}]',
      keeps: '[клиенты снова остаются{keeps}][клиенты больше не остаются{gives}]',
      other: 'есть изменения',
    },
  },
  leftOut: {
    PROTECTED: '{client:clientId}: ответственный не меняется ({why}).',
    MOVED_ON: '{client:clientId}: ответственный с тех пор сменился[: {employee:employeeId}].',
    refused: '{client:clientId}: {reasons}',
  },
};
