import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { Instant } from '../time/instant.ts';
import type { Escalation } from './handoff.ts';

/** Before whom the handoff goes, and by when they are to decide. */
export function escalation(
  { escalateTo, decideWithinHours: hours }: BlueprintHandoff,
  cause: Escalation['cause'],
  at: Instant,
  { calendar }: ClientRules,
): Escalation {
  const decideBy = hours && { decideBy: calendar.addWorkingHours(at, hours) };
  return { to: escalateTo, cause, at, ...decideBy };
}
