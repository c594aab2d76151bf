import * as z from 'zod';
import { admit } from '../../errors/admit.ts';

const loadShape = {
  arrivalsPerHour: z.number().positive().max(1_000_000),
  handlingMinutes: z.number().positive().max(100_000),
};
const staffedSchema = z.strictObject({
  ...loadShape,
  agents: z.int().min(1).max(100_000),
  withinMinutes: z.number().nonnegative().optional(),
});
const share = z.number().gt(0).lt(1);
const targetSchema = z.union(
  [
    z.strictObject({ waitProbability: share }),
    z.strictObject({ serviceLevel: share, withinMinutes: z.number().nonnegative() }),
    z.strictObject({ averageWaitMinutes: z.number().positive() }),
  ],
  'Must be { waitProbability }, { serviceLevel, withinMinutes } or { averageWaitMinutes }',
);
const demandSchema = z.strictObject({
  ...loadShape,
  target: targetSchema,
  maxOccupancy: z.number().gt(0).lt(1).default(0.9),
});
const ruleSchema = z.strictObject({ ...loadShape, waitProbability: share });

/** How often a task comes, and how long one takes. */
export interface QueueLoad {
  /** Tasks that come in an hour. */
  readonly arrivalsPerHour: number;
  /** Minutes that one takes somebody, on average. */
  readonly handlingMinutes: number;
}

/** A queue with people who work in it. */
export interface StaffedQueue extends QueueLoad {
  readonly agents: number;
  /** Within how many minutes somebody is to begin. */
  readonly withinMinutes?: number | undefined;
}

/** What is promised of beginning: how many may wait, or within how many minutes for which share. */
export type StaffingTarget =
  | { readonly waitProbability: number }
  | { readonly serviceLevel: number; readonly withinMinutes: number }
  | { readonly averageWaitMinutes: number };

/** A queue for which people are sought. */
export interface StaffingDemand extends QueueLoad {
  readonly target: StaffingTarget;
  /** How much of their time people may be busy: near 1, queues explode. Default 0.9. */
  readonly maxOccupancy?: number | undefined;
}

/** A queue for which people are sought by the square-root rule. */
export interface SquareRootDemand extends QueueLoad {
  readonly waitProbability: number;
}

export const admitStaffed = (input: StaffedQueue) => admit(staffedSchema, input, 'INVALID_QUERY', 'a queue');
export const admitDemand = (input: StaffingDemand) => admit(demandSchema, input, 'INVALID_QUERY', 'a queue');
export const admitRule = (input: SquareRootDemand) => admit(ruleSchema, input, 'INVALID_QUERY', 'a queue');

/** Erlangs: how many people are busy on average, if nobody is idle for want of tasks. */
export const erlangsOf = (load: QueueLoad): number => (load.arrivalsPerHour * load.handlingMinutes) / 60;
