import type { reasonsEn } from './reasons.en.ts';

export const reasonsRu: typeof reasonsEn = {
  holderLeft: 'держатель ушёл из отдела',
  registered: 'только что заведён',
  person: 'решено вручную',
  event: 'следует из события',
  time: 'наступил срок',
  timeOver: 'срок истёк',
  handoff: 'передан',
  rejection: 'передачу отклонили',
  return: 'возвращён отправителю',
  override: 'решено в обход правил',
  merge: 'объединён с другим клиентом',
  merged: 'пришёл вместе с дублем',
  unmerge: 'объединение отменено',
  unmerged: 'дубль снова сам по себе',
  moved: 'клиент перешёл в другое состояние',
  expired: 'никто не ответил в срок',
  rejectedTwice: 'отклонено дважды',
  migration: 'изменились правила',
};
