import type { planEventsEn } from './plan-events.en.ts';

export const planEventsRu: typeof planEventsEn = {
  events: {
    planDrafted: 'план {planId} составлен: {reason}; переходит клиентов: {moves}[ ({why})]',
    planEdited: 'план {planId} изменён вручную: решений: {edits}, переходит клиентов: {moves}[ ({why})]',
    planRebased: 'план {planId} составлен заново; переходит клиентов: {moves}[ ({why})]',
    planApproved: 'план {planId} утверждён[: {why}]',
    planRejected: 'план {planId} отклонён[: {why}]',
    planDiscarded: 'план {planId} снят с рассмотрения[: {why}]',
    planFoundStale:
      'план {planId} снова черновик: то, на чём он построен, изменилось[; клиенты: {client:clientIds}][; сотрудники: {employee:employeeIds}]',
    planApplied: 'план {planId} применён[: {why}]',
    planUndone: 'план {planId} отменён планом {undoingId}[: {why}]',
    planReturned: 'клиенты плана {planId} возвращаются по плану {returnId}[: {why}]',
    planReturnGivenUp: 'по плану {planId} возврата не будет: {cause}',
    planForgotten: 'данные, по которым составлен план {planId}, больше не хранятся',
  },
  causes: {
    LEFT: 'больше не работает: {employee:employeeId}',
    ALL_MOVED_ON: 'все клиенты уже перешли к другим',
  },
};
