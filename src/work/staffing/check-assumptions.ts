import * as z from 'zod';
import { admit } from '../../errors/admit.ts';
import { withArguments } from '../../errors/with-arguments.ts';

const measuredSchema = z.strictObject({
  arrivals: z.array(z.int().min(0)).max(100_000),
  handlingMinutes: z.array(z.number().nonnegative()).max(1_000_000),
  cancelled: z.int().min(0).default(0),
});

/** What was measured of a queue. */
export interface MeasuredQueue {
  /** How many tasks came in each span of the same length, such as each half an hour of work. */
  readonly arrivals: readonly number[];
  /** Minutes that each task took somebody. */
  readonly handlingMinutes: readonly number[];
  /** How many were called off while they waited. Default 0. */
  readonly cancelled?: number | undefined;
}

/** What Erlang C takes for granted and measured tasks speak against. */
export type StaffingCaveat =
  /** Fewer than 30 spans or tasks: nothing can be said. */
  | { readonly code: 'TOO_FEW'; readonly of: 'arrivals' | 'handlingMinutes'; readonly count: number }
  /**
   * Arrivals vary more than by chance (`dispersion`, variance by mean, is above 1). They come in waves, over
   * the day, or in batches. More wait than is said; count the hours of a day apart.
   */
  | { readonly code: 'ARRIVALS_IN_WAVES'; readonly dispersion: number }
  /** They vary less than by chance: they come by a plan, and fewer wait than is said. */
  | { readonly code: 'ARRIVALS_BY_PLAN'; readonly dispersion: number }
  /**
   * Handling times vary otherwise than an exponential (`variation`, deviation by mean, is not 1). The wait is
   * about `waitFactor` times what is said, by Allen and Cunneen.
   */
  | { readonly code: 'HANDLING_VARIES'; readonly variation: number; readonly waitFactor: number }
  /** More than one in twenty gave up waiting: fewer people would do than is said. */
  | { readonly code: 'SOME_GIVE_UP'; readonly share: number };

/** So many are needed to say anything. */
const FEWEST = 30;
/** Arrivals of chance are taken for something else once in 20 times. */
const SURE = 1.96;
/** A wait that is wrong by less is not worth a word. */
const NOTICEABLE = 0.1;

/**
 * What of the assumptions of Erlang C does not hold for a queue as it was measured. Empty where nothing
 * speaks against them.
 * @throws INVALID_QUERY where an input is no such number
 */
export function checkAssumptions(measured: MeasuredQueue): readonly StaffingCaveat[] {
  return withArguments('checkAssumptions', { measured }, () => {
    const { arrivals, handlingMinutes, cancelled } = admit(
      measuredSchema,
      measured,
      'INVALID_QUERY',
      'a queue',
    );
    const caveats: StaffingCaveat[] = [];
    for (const [of, { length: count }] of Object.entries({ arrivals, handlingMinutes }))
      if (count < FEWEST) caveats.push({ code: 'TOO_FEW', of: of as 'arrivals', count });
    if (arrivals.length >= FEWEST) caveats.push(...ofArrivals(arrivals));
    if (handlingMinutes.length >= FEWEST) caveats.push(...ofHandling(handlingMinutes));
    const came = arrivals.reduce((sum, count) => sum + count, 0);
    if (came > 0 && cancelled / came > 0.05) caveats.push({ code: 'SOME_GIVE_UP', share: cancelled / came });
    return caveats;
  });
}

/** By the index of dispersion. Of chance, (n - 1) times it is chi-squared with n - 1 degrees of freedom. */
function ofArrivals(arrivals: readonly number[]): readonly StaffingCaveat[] {
  const { mean, variance } = momentsOf(arrivals);
  if (mean === 0) return [];
  const dispersion = variance / mean;
  const deviation = (dispersion - 1) * Math.sqrt((arrivals.length - 1) / 2);
  if (Math.abs(deviation) <= SURE) return [];
  return [{ code: deviation > 0 ? 'ARRIVALS_IN_WAVES' : 'ARRIVALS_BY_PLAN', dispersion }];
}

function ofHandling(minutes: readonly number[]): readonly StaffingCaveat[] {
  const { mean, variance } = momentsOf(minutes);
  if (mean === 0) return [];
  const variation = Math.sqrt(variance) / mean;
  const waitFactor = (1 + variation ** 2) / 2;
  if (Math.abs(waitFactor - 1) <= NOTICEABLE) return [];
  return [{ code: 'HANDLING_VARIES', variation, waitFactor }];
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
