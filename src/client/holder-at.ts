import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import type { ClientEvent } from './event.ts';
import { replay } from './evolve.ts';

/**
 * Who held the client in the role at a moment, by its history as known today. Undefined where nobody did.
 * Years before the client moved in count as far as past holders were told. The role goes by the name that it
 * had at the moment. `history` is all of the client's events, oldest first.
 */
export function holderAt(history: readonly ClientEvent[], role: string, at: Instant): string | undefined {
  return withArguments(
    'holderAt',
    { 'history: array': history, 'role: string': role, 'at: string': at },
    () => {
      const [first] = history;
      const moment = toInstant(at);
      if (first && first.happenedAt <= moment)
        return lookup(replay(history, moment).custody, role)?.employeeId;
      if (first?.type !== 'clientOnboarded') return undefined;
      const held = lookup(first.stands.custody, role);
      const past = first.pastHolders?.findLast(
        (one) => one.role === role && one.since <= moment && moment < one.until,
      );
      return held && held.since <= moment ? held.employeeId : past?.employeeId;
    },
  );
}
