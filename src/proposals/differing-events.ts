import type { Command } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import type { EventDifference } from './proposal.ts';

/**
 * In what events are no longer as they were proposed, in their order. Who does it, ids of events and moments
 * that the command does not name follow from when it is done, and are no difference.
 */
export function differingEvents(
  proposed: readonly ClientEvent[],
  now: readonly ClientEvent[],
  command: Command,
): EventDifference[] {
  const named = instantsIn(command);
  const print = (event: ClientEvent | undefined) => event && JSON.stringify(lasting(event, named));
  const length = Math.max(proposed.length, now.length);
  return Array.from({ length }, (_, i) => i).flatMap((i) => {
    const [before, after] = [proposed[i], now[i]];
    if (print(before) === print(after)) return [];
    return [{ ...(before && { proposed: before }), ...(after && { now: after }) }];
  });
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const eventId = /#\d+$/;

/** Sorted by key, since stores keep no order of keys. */
function lasting(value: unknown, named: ReadonlySet<string>): unknown {
  if (typeof value === 'string')
    return eventId.test(value) || (instant.test(value) && !named.has(value)) ? null : value;
  if (Array.isArray(value)) return value.map((item) => lasting(item, named));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => key !== 'by' && key !== 'commandId')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, lasting(part, named)]);
}

function instantsIn(value: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(value).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g) ?? []);
}
