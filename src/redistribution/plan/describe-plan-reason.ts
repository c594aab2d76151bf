import { causeInWords } from '../../client/describe-cause.ts';
import type { WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { causeOfMove } from './cause-of-move.ts';
import type { PlanReason } from './plan-reason.ts';

/**
 * Why there is a plan, in a few words.
 */
export function describePlanReason(reason: PlanReason, options: WordOptions): string {
  return withArguments('describePlanReason', { reason, ...inWords('describePlanReason', options) }, () =>
    causeInWords(causeOfMove({ reason }), options),
  );
}
