import type { Instant } from '../../time/instant.ts';
import { timeActor } from '../actor.ts';
import type { Client } from '../client.ts';
import { type ClientRules, toDecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { asCorrected } from '../evolve.ts';
import { relive } from '../merge/relive.ts';
import { isTimes } from '../merge/since-merge.ts';
import { type Standing, standingOf } from '../merge/standing.ts';

/**
 * Where a client would stand if it had not been migrated by the event at `index`. It lives through what
 * people did and recorded since, by the old rules, with what these and time bring about up to now. Undefined
 * where something of it could not have happened.
 */
export function standingByOldRules(
  before: Client,
  history: readonly ClientEvent[],
  index: number,
  { now, rules }: { readonly now: Instant; readonly rules: ClientRules },
): Standing | undefined {
  const steps = asCorrected(history)
    .slice(index + 1)
    .flatMap(({ event, counts }) => (counts && !isTimes(event) ? [event] : []));
  const scope = toDecisionScope(rules, { now, by: timeActor, history });
  const { client, impossible } = relive(before, steps, history.slice(0, index), scope);
  return impossible.length > 0 ? undefined : standingOf(client);
}
