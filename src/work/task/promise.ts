import type { WorkingHours } from '../../blueprint/time-limit.ts';
import type { WorkingShift, WorkingTime } from '../../blueprint/working-time.ts';
import type { Truth } from '../../conditions/condition.ts';
import type { FactValue } from '../../conditions/fact-schema.ts';
import type { ServiceLimit } from '../document/service-limit.ts';

/** Whose hours a promise runs in: a calendar of the document, or a role. */
export type PromiseHours = { readonly calendar: string } | { readonly role: string };

/** {@link WorkingTime} as a task keeps it that was done: its odd days are those that could count. */
export interface HoursThen {
  readonly shifts: readonly WorkingShift[];
  readonly holidays: readonly string[];
  readonly dates: NonNullable<WorkingTime['dates']>;
}

/**
 * What is promised of a task, as it was when the class was chosen. It stands in the log, so that another
 * document changes no promise that was given.
 */
export interface ServicePromise {
  /** The name of the class. */
  readonly service: string;
  /** Lower is taken first. */
  readonly rank: number;
  readonly respond?: ServiceLimit;
  readonly resolve?: ServiceLimit;
  readonly hours: PromiseHours;
  /** What counts as the response. */
  readonly responds: 'take' | 'answer';
  readonly escalate?: { readonly before: WorkingHours; readonly to: string };
  readonly chain?: readonly { readonly queue: string; readonly within: WorkingHours }[];
  /** The classes that were asked, in order, the chosen one last; a class applies where the answer is yes. */
  readonly tried: readonly { readonly service: string; readonly truth: Truth }[];
  /** What was known of the facts that their conditions read; `null` where it was erased. */
  readonly rests: Readonly<Record<string, FactValue | null>>;
}
