import type { planReasonsEn } from './plan-reasons.en.ts';

export const planReasonsRu: typeof planReasonsEn = {
  reasons: {
    departure: '{employeeId} уходит',
    absence: '{employeeId} отсутствует[ до {date:until}]',
    newHire: '{employeeId} — новый сотрудник',
    overload: 'перегрузка[ у {employeeIds}]',
    newSegment: 'сегмент переходит к {employeeIds}',
    manual: 'перераспределение',
    undo: 'план {planId} отменён',
    return: '{employeeId} снова на месте',
  },
  causes: {
    HOLDER_KEEPS_NONE: 'за {from} клиентов не остаётся',
    NOBODY_HOLDS_IT: 'клиент ни за кем не закреплён',
    PINNED: 'решено вручную',
    FORBIDDEN_TO_HOLDER: 'клиент не должен оставаться у {from}',
    FOLLOWS_HOLDING: 'идёт вместе со своим холдингом',
    RELIEVES_HOLDER: 'разгружает {from}',
    STRENGTHENS_RECEIVER: '{to} подходит лучше',
  },
};
