import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Instant } from '../time/instant.ts';
import type { ClientEvent } from './event.ts';
import { replay } from './evolve.ts';

/**
 * Who held the client in the role at a moment, by its history as known today. Undefined where nobody did.
 * Years before the client moved in count as far as past holders were told. The role goes by the name that it
 * had at the moment. `history` is all of the client's events, oldest first.
 */
export function holderAt(history: readonly ClientEvent[], role: string, at: Instant): string | undefined {
  return withArguments('holderAt', { history, role, at }, () => {
    const [first] = history;
    if (first && first.happenedAt <= at) return lookup(replay(history, at).custody, role)?.employeeId;
    if (first?.type !== 'clientOnboarded') return undefined;
    const held = lookup(first.stands.custody, role);
    const past = first.pastHolders?.findLast((one) => one.role === role && one.since <= at && at < one.until);
    return held && held.since <= at ? held.employeeId : past?.employeeId;
  });
}
