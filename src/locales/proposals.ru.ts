import type { proposalsEn } from './proposals.en.ts';

/** О чём просят того, кто вправе это сделать. */
export const proposalsRu: typeof proposalsEn = {
  asks: 'Предложение: {action}, клиент {client:clientId}; от кого: {employee:by}, кому: {employee:to}[; причина: {why}]. Что изменится:',
  statuses: {
    open: 'Решения ещё нет[; предложение действует до {time:expiresAt}].',
    done: 'Одобрено и выполнено, решение: {employee:decider}[; {reason}].',
    refused: 'Одобрено, но выполнить уже нельзя, решение: {employee:decider}.',
    stale: 'Одобрено, но не выполнено: сейчас изменилось бы другое. Решение: {employee:decider}.',
    rejected: 'Отклонено, решение: {employee:decider}[; {reason}].',
    expired: 'Решения не было до {time:expiresAt}: предложение больше не действует.',
    erased: 'Данные, о которых шла речь, удалены.',
  },
  advanceTime: 'учесть наступившие сроки',
  changed: 'предложено: {proposed}; сейчас: {now}',
  gone: 'больше не произойдёт: {proposed}',
  added: 'появилось: {now}',
  events: {
    proposalMade:
      'предложение: {action}, клиент {client:clientId}; от кого: {employee:by}, кому: {employee:to}',
    proposalApproved:
      'предложение одобрено: {action}, клиент {client:clientId}; от кого: {employee:proposedBy}, решение: {employee:by}',
    proposalRejected:
      'предложение отклонено: {action}, клиент {client:clientId}; от кого: {employee:proposedBy}, решение: {employee:by}',
    proposalRefused:
      'предложение одобрено, но выполнить его уже нельзя: {action}, клиент {client:clientId}; от кого: {employee:proposedBy}, решение: {employee:by}',
    proposalFoundStale:
      'предложение одобрено, но не выполнено, так как изменилось бы другое: {action}, клиент {client:clientId}; от кого: {employee:proposedBy}, решение: {employee:by}',
  },
  refusals: {
    UNKNOWN_PROPOSAL: 'Предложения {proposalId} нет.',
    PROPOSAL_CLOSED: 'Предложение {proposalId} закрыто: {status}',
    PERSON_NEEDED: 'Решение по предложению принимает только сотрудник, а {employee:by} — нет.',
  },
};
