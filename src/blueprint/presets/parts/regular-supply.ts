import { all, any } from '../../../conditions/builder.ts';
import type { Handoff, Transfers } from '../assemble.ts';
import { fact, label, objections } from '../vocabulary.ts';
import { by } from './triggers.ts';

/** The client manager keeps the client; the order operator takes what repeats itself. */
export const handToOrderOperator: Transfers = {
  handToOrderOperator: {
    label: label('hand the routine to the order operator', 'передать текущие заказы операционисту'),
    from: ['regular'],
    to: 'regular',
    trigger: by('clientManager'),
    when: all(
      fact('standingOrder').equals(true),
      fact('contractSigned').equals(true),
      fact('creditLimit').present(),
    ),
    handoff: {
      to: 'orderOperator',
      acceptWithinHours: 8,
      escalateTo: 'headOfSales',
      rejections: {
        noPattern: { ...objections.noPattern, fixable: true },
        noContract: { ...objections.noContract, fixable: true },
      },
    },
  },
};

/** The client manager keeps the client; the development specialist owns the deal. */
const deal: Handoff = {
  to: 'developmentSpecialist',
  acceptWithinHours: 8,
  escalateTo: 'headOfSales',
  rejections: {
    noPotential: { ...objections.noPotential, fixable: false },
    unclear: { ...objections.unclear, fixable: true },
  },
};

/** Growth and return of a client are sold anew. */
export const sellAnew: Transfers = {
  reenter: {
    label: label('re-enter with a new line', 'повторный вход с новой линейкой'),
    from: ['regular'],
    to: 'regular',
    trigger: by('clientManager'),
    when: any(fact('newLine').equals(true), fact('orders.trend').oneOf('stable', 'declining')),
    handoff: deal,
  },
  winBack: {
    label: label('win the client back', 'вернуть спящего клиента'),
    from: ['dormant'],
    to: 'dormant',
    trigger: by('clientManager'),
    handoff: deal,
  },
};
