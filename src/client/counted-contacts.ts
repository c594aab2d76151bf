import { type Instant, later, laterOf } from '../time/instant.ts';
import type { ContactSummary, CountedContacts } from './client.ts';

/** At most so many employees are remembered, those of the latest contacts. */
const KEPT = 20;

/**
 * The latest two-way contact that counts as the employee's: their own, their deputy's, or one that counts for
 * everybody.
 */
export function lastContactOf(
  { lastTwoWayAt, counted }: ContactSummary,
  employeeId: string,
): Instant | undefined {
  if (!counted) return lastTwoWayAt;
  const own = Object.hasOwn(counted.by, employeeId) ? counted.by[employeeId] : undefined;
  return own === undefined ? counted.forAll : later(counted.forAll, own);
}

/**
 * With one more two-way contact; whichever order they come in. Undefined as long as every contact counts for
 * everybody.
 */
export function countContact(
  { lastTwoWayAt, counted }: ContactSummary,
  at: Instant,
  countsFor: readonly string[] | undefined,
): CountedContacts | undefined {
  if (!counted && !countsFor) return undefined;
  const before = counted ?? forAll(lastTwoWayAt);
  if (!countsFor) return { ...before, forAll: later(before.forAll, at) };
  return { ...before, by: latestBy(before.by, Object.fromEntries(countsFor.map((id) => [id, at]))) };
}

/** Of two cards of one client. */
export function uniteCounted(own: ContactSummary, brought: ContactSummary): CountedContacts | undefined {
  if (!own.counted && !brought.counted) return undefined;
  const a = own.counted ?? forAll(own.lastTwoWayAt);
  const b = brought.counted ?? forAll(brought.lastTwoWayAt);
  const last = laterOf(a.forAll, b.forAll);
  return { ...(last !== undefined && { forAll: last }), by: latestBy(a.by, b.by) };
}

const forAll = (at: Instant | undefined): CountedContacts => ({
  ...(at !== undefined && { forAll: at }),
  by: {},
});

function latestBy(known: CountedContacts['by'], added: CountedContacts['by']): CountedContacts['by'] {
  const all = new Map(Object.entries(known));
  for (const [id, at] of Object.entries(added)) all.set(id, later(all.get(id), at));
  const latest = [...all].sort(([a, atA], [b, atB]) => (atA === atB ? (a < b ? -1 : 1) : atA > atB ? -1 : 1));
  return Object.fromEntries(latest.slice(0, KEPT).sort(([a], [b]) => (a < b ? -1 : 1)));
}
