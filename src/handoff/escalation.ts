import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import { limitEnds } from '../blueprint/time-limit.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { Instant } from '../time/instant.ts';
import type { Escalation } from './handoff.ts';

/** Before whom the handoff goes, and by when they are to decide. */
export function escalation(
  { escalateTo, decideWithin }: BlueprintHandoff,
  cause: Escalation['cause'],
  at: Instant,
  rules: ClientRules,
): Escalation {
  const decideBy = decideWithin && { decideBy: limitEnds(at, decideWithin, rules, escalateTo) };
  return { to: escalateTo, cause, at, ...decideBy };
}
