import { ConveyorError } from '../../errors/conveyor-error.ts';
import { fromCursor } from '../../storage/port/page.ts';
import { compareText, compareTexts } from '../../storage/port/text-order.ts';
import type { InboxItem } from './inbox-item.ts';

/** An item's place: no two items of one inbox share it. */
export type InboxKey = readonly [deadline: string, amount: string, ...name: string[]];

/** Behind every instant. */
const NEVER = '~';

export function keyOf(item: InboxItem): InboxKey {
  const { clientId = '', code, value, deadline = NEVER } = item;
  return [deadline, String(value.amount), clientId, code, aboutOf(item)];
}

/** What tells two items of one client and code, or of no client, from each other. */
export function aboutOf(item: InboxItem): string {
  if ('employeeId' in item) return item.employeeId;
  if ('pool' in item) return item.pool;
  if ('role' in item) return item.role;
  return 'windowId' in item ? item.windowId : '';
}

const byDeadline = ([a]: InboxKey, [b]: InboxKey) => compareText(a, b);
const byValue = ([, a]: InboxKey, [, b]: InboxKey) => Number(b) - Number(a);
const byName = ([, , ...a]: InboxKey, [, , ...b]: InboxKey) => compareTexts(a, b);

/** How the items of an inbox are ordered, by the name of the order. */
export const inboxOrders = {
  deadline: (a: InboxKey, b: InboxKey) => byDeadline(a, b) || byValue(a, b) || byName(a, b),
  value: (a: InboxKey, b: InboxKey) => byValue(a, b) || byDeadline(a, b) || byName(a, b),
};

/**
 * Where the page before ended.
 * @throws INVALID_CURSOR for a text that is no cursor, or one of another order.
 */
export function startOf(order: keyof typeof inboxOrders, after: string): InboxKey {
  const [of, deadline, amount, ...name] = fromCursor(after) ?? [];
  if (of === order && deadline !== undefined && amount !== undefined) return [deadline, amount, ...name];
  throw new ConveyorError('INVALID_CURSOR', 'Not a cursor of this inbox', { details: { after } });
}
