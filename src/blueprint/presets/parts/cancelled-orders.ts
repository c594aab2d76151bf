import { all, not } from '../../../conditions/builder.ts';
import type { SupplyOptions, Transfers } from '../assemble.ts';
import { fact, label } from '../vocabulary.ts';
import type { Front } from './front.ts';
import { after } from './triggers.ts';

/** No order is left that keeps the rhythm: without one, no cadence clock runs. */
const noneLeft = (cadenceBy: SupplyOptions['cadenceBy']) =>
  fact(cadenceBy === 'shipment' ? 'orders.shipped' : 'orders.count').equals(0);

/**
 * A client whose orders were all cancelled or returned is sold to anew, a regular one, too. Without an order
 * no clock runs, and the client would be stuck. Only a client that came as a buyer stays with its manager: it
 * had bought before its first order was recorded here.
 */
export const cancelledOrders = (
  front: Front,
  { cadenceBy }: Pick<SupplyOptions, 'cadenceBy'>,
): Transfers => ({
  firstOrderFell: {
    label: label('the first order fell through', 'первый заказ не состоялся'),
    from: ['rampIn'],
    to: front.selling[0],
    trigger: after(
      'orderCancelled',
      'orderReturned',
      'moneyRecorded',
      'recordCorrected',
      'duplicateUnmerged',
    ),
    when: noneLeft(cadenceBy),
  },
  everyOrderFell: {
    label: label('every order fell through', 'ни один заказ не состоялся'),
    from: ['regular', 'overdue', 'dormant', 'returned'],
    to: front.selling[0],
    trigger: after('orderCancelled', 'orderReturned', 'moneyRecorded'),
    when: all(noneLeft(cadenceBy), not(fact('client.source').equals('existing'))),
  },
});
