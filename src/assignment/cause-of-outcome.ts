import type { Cause } from '../client/cause.ts';
import { tallyOf } from './describe-assignment.ts';
import type { AssignmentOutcome } from './outcome.ts';

/** What goes into the client's log: the same as long as the same stands in the way. */
export function causeOfOutcome(outcome: AssignmentOutcome): Cause {
  if ('pool' in outcome) return { code: 'nobodyCanTake', obstacles: [...outcome.reason] };
  return { code: 'assigned', measure: outcome.measure, ...tallyOf(outcome) };
}
