import { all, any, now } from '../../../conditions/builder.ts';
import type { Label } from '../../../locales/label.ts';
import type { Duration } from '../../../time/duration.ts';
import type { Handoff, Transfers } from '../assemble.ts';
import { changes, fact, label, objections, type RoleName, type StateName } from '../vocabulary.ts';
import { decidedByHead } from './decided-by-head.ts';
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
      acceptWithin: { workingHours: 8 },
      ...decidedByHead,
      rejections: {
        noPattern: { ...objections.noPattern, fixable: true },
        noContract: { ...objections.noContract, fixable: true },
      },
      // An exception returns the task; a client who is all exceptions goes back whole.
      onReturn: {
        to: 'regular',
        within: { months: 12 },
        reasons: { exceptions: objections.exceptions, noPattern: objections.noPattern },
      },
    },
  },
};

/** The client manager keeps the client; the development specialist owns the deal. */
const deal = (lasts: Duration): Handoff => ({
  to: 'developmentSpecialist',
  acceptWithin: { workingHours: 8 },
  firstContactWithin: { workingHours: 27 },
  lasts,
  ...decidedByHead,
  rejections: {
    noPotential: { ...objections.noPotential, fixable: false },
    unclear: { ...objections.unclear, fixable: true },
  },
});

/**
 * A client that asks for another manager is heard by somebody else. The present manager keeps it until
 * another accepts.
 */
const anotherManager = (state: StateName, name: Label, roles: readonly RoleName[]): Transfers[string] => ({
  label: name,
  from: [state],
  to: state,
  trigger: by(...roles),
  reasons: changes,
  handoff: {
    to: 'clientManager',
    acceptWithin: { workingHours: 8 },
    firstContactWithin: { workingHours: 27 },
    ...decidedByHead,
    rejections: { noCapacity: { ...objections.noCapacity, fixable: true } },
  },
});

/** The wish of a client for another manager, recorded by these roles or the head of sales. */
export const changeManager = (...roles: RoleName[]): Transfers => ({
  changeManager: anotherManager(
    'regular',
    label('wants another manager', 'клиент просит другого менеджера'),
    roles,
  ),
  changeManagerOfOverdue: anotherManager(
    'overdue',
    label('overdue, wants another', 'клиент под угрозой просит другого менеджера'),
    roles,
  ),
});

/** A client that may grow, or that comes back, is sold to anew. */
export const sellAnew: Transfers = {
  reenter: {
    label: label('re-enter with a new line', 'повторный вход с новой линейкой'),
    from: ['regular'],
    to: 'regular',
    trigger: by('clientManager'),
    when: any(
      fact('newLine').equals(true),
      fact('orders.trend').oneOf('stable', 'declining'),
      fact('windows.preparationAt').before(now),
    ),
    handoff: deal({ months: 6 }),
  },
  winBack: {
    label: label('win the client back', 'вернуть спящего клиента'),
    from: ['dormant'],
    to: 'dormant',
    trigger: by('clientManager'),
    handoff: deal({ days: 60 }),
  },
};
