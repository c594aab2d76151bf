import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Instant } from '../time/instant.ts';
import type { Custody } from './client.ts';
import type { ClientEvent } from './event.ts';

/**
 * Who held the client in the role at a moment, by its history as known today. Undefined where nobody did.
 * Years before the client moved in count as far as past holders were told. The role goes by the name that it
 * had at the moment. `history` is all of the client's events, oldest first.
 */
export function holderAt(history: readonly ClientEvent[], role: string, at: Instant): string | undefined {
  return withArguments('holderAt', { history, role, at }, () => {
    let holder: string | undefined;
    for (const event of history) {
      if (event.type === 'clientOnboarded') {
        const past = event.pastHolders?.filter(
          (one) => one.role === role && one.since <= at && at < one.until,
        );
        holder = past?.at(-1)?.employeeId;
      }
      const custody = custodyAfter(event, role);
      // Of an opening balance the custody began before; whatever comes later happens when it says.
      const since = event.type === 'clientOnboarded' ? (custody?.since ?? '~') : event.happenedAt;
      if (custody !== undefined && since <= at) holder = custody?.employeeId;
    }
    return holder;
  });
}

/**
 * Who holds the client in the role after the event, `null` for nobody; undefined where it changes nothing.
 */
function custodyAfter(
  event: ClientEvent,
  role: string,
): Pick<Custody, 'employeeId' | 'since'> | null | undefined {
  const entry = (custody: Readonly<Record<string, Custody>> | undefined) =>
    custody && (lookup(custody, role) ?? null);
  switch (event.type) {
    case 'clientOnboarded':
    case 'releaseUndone':
    case 'duplicateUnmerged':
      return entry(event.stands?.custody);
    case 'mergeUndone':
      return entry(event.custody);
    case 'clientMigrated':
      return entry(event.parts.custody);
    case 'migrationUndone':
      return entry((event.stands ?? event.parts).custody);
    case 'holderAssigned':
      return event.role === role ? { employeeId: event.employeeId, since: event.happenedAt } : undefined;
    case 'holderReleased':
      return event.role === role ? null : undefined;
    case 'clientReassigned':
      return event.role === role ? event.to : undefined;
    default:
      return undefined;
  }
}
