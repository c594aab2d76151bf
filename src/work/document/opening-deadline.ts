import * as z from 'zod';
import type { TimeLimit } from '../../blueprint/time-limit.ts';
import { workingHoursSchema } from '../../blueprint/time-limit-schema.ts';
import type { Instant } from '../../time/instant.ts';
import { spanSchema } from './service-limit.ts';

/**
 * The deadlines of a client that may open tasks. A handoff has to be answered, or decided once it was brought
 * before somebody; the first contact after a handoff is owed; a decision window opens; a hold ends, or is to
 * be reviewed; a transfer by time falls due, as the one to overdue does.
 */
export const openingDeadlines = ['handoff', 'firstContact', 'window', 'hold', 'review', 'transfer'] as const;

/** The name of one of the {@link openingDeadlines}. */
export type OpeningDeadline = (typeof openingDeadlines)[number];

/** A deadline of a client for which a task was opened. */
export interface TaskOpeningDeadline {
  readonly kind: OpeningDeadline;
  /** The transfer of a handoff or of a transfer, the role of a first contact, a hold, a window's category. */
  readonly of: string;
  readonly at: Instant;
}

/** Admits how long ahead of a deadline a task is opened. */
export const aheadSchema = z.union([spanSchema, workingHoursSchema]) satisfies z.ZodType<TimeLimit>;
