import { all, any, not } from '../../../conditions/builder.ts';
import type { Condition } from '../../../conditions/condition.ts';
import type { Duration } from '../../../time/duration.ts';
import type { Transfers } from '../assemble.ts';
import { fact, label, objections } from '../vocabulary.ts';
import { decidedByHead } from './decided-by-head.ts';
import { type Front, openFor } from './front.ts';
import { onTime, orderNews } from './purchase-cadence.ts';
import { after, at, by } from './triggers.ts';

/**
 * The first shipment starts the ramp-in from whatever state the client is in. It does not if it was long
 * ago and no order came since; and if every order fell through, there was none. A client that falls silent
 * in ramp-in stays with the seller and is sold to anew: the client managers get no client that none of them
 * has accepted.
 */
export const firstOrder = (front: Front): Transfers => ({
  firstShipment: {
    label: label('first order shipped', 'отгружен первый заказ'),
    from: openFor(front),
    to: 'rampIn',
    trigger: after('orderShipped', 'duplicateMerged', 'recordCorrected'),
    when: all(
      fact('orders.shipped').atLeast(1),
      any(
        onTime,
        fact('orders.inState').atLeast(1),
        not(fact('orders.firstShippedAt').before(fact('state.since'))),
      ),
    ),
  },
  noFurtherOrder: {
    label: label('no new order for long: sold to anew', 'новых заказов долго нет: продаём заново'),
    from: ['rampIn'],
    to: front.selling[0],
    trigger: at('cadence.dormantAt'),
  },
  buyAgain: {
    label: label('buys again', 'покупает снова'),
    from: [...front.selling],
    to: 'rampIn',
    trigger: orderNews,
    priority: 2,
    when: all(fact('orders.shipped').atLeast(1), onTime),
  },
});

/**
 * The development specialist hands over proven clients: after three purchase days, or that long after the
 * first shipment.
 */
export const handToClientManager = (rampIn: Duration, ...more: Condition[]): Transfers => ({
  handToClientManager: {
    label: label('hand to the client manager', 'передать клиентскому менеджеру'),
    from: ['rampIn'],
    to: 'regular',
    trigger: by('developmentSpecialist'),
    when: all(
      fact('orders.shipped').atLeast(1),
      fact('orders.paid').atLeast(1),
      fact('decisionGroupMapped').equals(true),
      fact('termsAgreed').equals(true),
      fact('introductionMade').equals(true),
      ...more,
      any(fact('orders.moments').atLeast(3), fact('state.since').olderThan(rampIn)),
    ),
    // Whoever holds a regular client as development specialist owns a new deal with it, not the old one.
    releases: ['developmentSpecialist'],
    handoff: {
      to: 'clientManager',
      acceptWithin: { workingHours: 8 },
      firstContactWithin: { workingHours: 27 },
      ...decidedByHead,
      rejections: {
        undocumentedPromises: { ...objections.undocumentedPromises, fixable: true },
        unpaid: { ...objections.unpaid, fixable: true },
        incomplete: { ...objections.incomplete, fixable: true },
        oneOff: { ...objections.oneOff, fixable: false },
      },
      onReturn: {
        to: 'rampIn',
        within: { months: 3 },
        reasons: {
          noSecondOrder: objections.noSecondOrder,
          undocumentedPromises: objections.undocumentedPromises,
        },
      },
    },
  },
});
