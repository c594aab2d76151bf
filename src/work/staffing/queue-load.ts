import * as z from 'zod';
import { admit } from '../../errors/admit.ts';

const loadShape = {
  /** Tasks that come in an hour. */
  arrivalsPerHour: z.number().positive().max(1_000_000),
  /** Minutes that one takes somebody, on average. */
  handlingMinutes: z.number().positive().max(100_000),
};
const staffedSchema = z.strictObject({
  ...loadShape,
  agents: z.int().min(1).max(100_000),
  /** Within how many minutes somebody is to begin. */
  withinMinutes: z.number().nonnegative().optional(),
});
const share = z.number().gt(0).lt(1);
const targetSchema = z.union([
  z.strictObject({ waitProbability: share }),
  z.strictObject({ serviceLevel: share, withinMinutes: z.number().nonnegative() }),
  z.strictObject({ averageWaitMinutes: z.number().positive() }),
]);
const demandSchema = z.strictObject({
  ...loadShape,
  target: targetSchema,
  /** How much of their time people may be busy: near 1, queues explode. */
  maxOccupancy: z.number().gt(0).lt(1).default(0.9),
});
const ruleSchema = z.strictObject({ ...loadShape, waitProbability: share });

/** A queue with people: how often a task comes, how long one takes, how many work. */
export type StaffedQueue = z.input<typeof staffedSchema>;
/** What is promised of beginning: of how many nobody waits, or within how many minutes for which share. */
export type StaffingTarget = z.input<typeof targetSchema>;
/** A queue for which people are sought. */
export type StaffingDemand = z.input<typeof demandSchema>;
/** A queue for which people are sought by the square-root rule. */
export type SquareRootDemand = z.input<typeof ruleSchema>;

export const admitStaffed = (input: StaffedQueue) => admit(staffedSchema, input, 'INVALID_QUERY', 'a queue');
export const admitDemand = (input: StaffingDemand) => admit(demandSchema, input, 'INVALID_QUERY', 'a queue');
export const admitRule = (input: SquareRootDemand) => admit(ruleSchema, input, 'INVALID_QUERY', 'a queue');

/** Erlangs: how many people are busy on average, if nobody is idle for want of tasks. */
export const erlangsOf = (load: { arrivalsPerHour: number; handlingMinutes: number }): number =>
  (load.arrivalsPerHour * load.handlingMinutes) / 60;
