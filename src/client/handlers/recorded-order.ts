import type { Blueprint } from '../../blueprint/blueprint.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { CommandOf } from '../command.ts';
import type { RecordedOrder } from '../order-book.ts';

/** An order as the log has it. One with a total of 0 is a sample, whatever it is called. */
export function recordedOrder(
  { id, placedAt, total, rate, lines, kind: told }: CommandOf<'recordOrder'>['order'],
  { timeZone }: Blueprint,
): RecordedOrder {
  const kind = total?.amount === 0 ? 'sample' : told;
  return {
    id,
    ...(kind && kind !== 'regular' && { kind }),
    placedAt,
    day: dayOf(placedAt, timeZone),
    ...(total && { total }),
    ...(rate !== undefined && { rate }),
    ...(lines && { lines }),
  };
}
