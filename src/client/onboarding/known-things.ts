import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { KEPT_PEOPLE, KEPT_WINDOWS } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { NewEvent } from '../handler-result.ts';
import { learnedFacts, notInFuture, unknownName } from '../handlers/inputs.ts';
import type { RefusalReason } from '../refusal.ts';
import { openRound } from '../windows.ts';

/** What is known of a client beside orders and holders, as the events that would have recorded it. */
interface KnownThings {
  /** Facts and people: known as of some day, and taken to have been so all along. */
  readonly undated: readonly NewEvent<'factsLearned' | 'personRecorded'>[];
  readonly windows: readonly NewEvent<'windowRecorded'>[];
  readonly holds: readonly NewEvent<'holdPlaced'>[];
  readonly reasons: readonly RefusalReason[];
}

/** The same, with everything that is wrong with it. */
export function knownThings(
  command: CommandOf<'onboard'>,
  knownAt: Instant,
  scope: DecisionScope,
): KnownThings {
  const { people = {}, windows = {}, holds = {}, from } = command;
  const source = from?.system ?? scope.by.id;
  const { facts, reasons } = learnedFacts(command.facts ?? {}, { source, at: knownAt }, scope);
  if (Object.keys(people).length > KEPT_PEOPLE) reasons.push({ code: 'TOO_MANY_PEOPLE', limit: KEPT_PEOPLE });
  if (Object.keys(windows).length > KEPT_WINDOWS)
    reasons.push({ code: 'TOO_MANY_WINDOWS', limit: KEPT_WINDOWS });
  const { holds: rules } = scope.rules.blueprint;
  const placed = Object.entries(holds).flatMap(([hold, { reason, since = scope.now, until }]) => {
    const rule = lookup(rules, hold);
    reasons.push(
      ...notInFuture('since', since, scope, { hold }),
      ...(rule ? [] : [unknownName('hold', hold, rules)]),
    );
    if (until && until < since) reasons.push({ code: 'TOO_EARLY', field: 'until', at: until, since, hold });
    if (!rule) return [];
    const { stopsClock } = rule;
    const terms = { hold, reason, stopsClock, ...(until && { until }) };
    return [{ type: 'holdPlaced', ...terms, happenedAt: since } as const];
  });
  return {
    undated: [
      ...(Object.keys(facts).length > 0 ? [{ type: 'factsLearned', facts } as const] : []),
      ...Object.entries(people).map(
        ([personId, person]) => ({ type: 'personRecorded', personId, person, happenedAt: knownAt }) as const,
      ),
    ],
    windows: Object.entries(windows).map(([windowId, { category, decidesAt, every }]) => {
      const dates = { ...openRound(decidesAt, every, scope), ...(every && { every }) };
      return { type: 'windowRecorded', windowId, category, ...dates, happenedAt: knownAt } as const;
    }),
    holds: placed,
    reasons,
  };
}
