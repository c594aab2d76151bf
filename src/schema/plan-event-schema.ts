import * as z from 'zod';
import { planEditSchema } from '../redistribution/plan/plan-edit.ts';
import { planPolicySchema } from '../redistribution/plan/plan-policy.ts';
import { planReasonSchema } from '../redistribution/plan/plan-reason.ts';
import type { PlanEvent, PlanEventPayloads } from '../redistribution/plan-life/plan-event.ts';
import { eventsOf, type PayloadShapes } from './events-of.ts';
import { storedInstant, text } from './snapshot-schemas.ts';

const count = z.int().min(0);
const amount = z.number();
const version = z.int().min(1);

const balance = z.strictObject({ maxToMean: amount, variation: amount, gini: amount });
const figures = z.strictObject({
  measures: z.strictObject({
    before: balance,
    after: balance,
    moved: z.strictObject({ clients: amount, hours: amount, revenue: amount }),
    clientsWithoutHolder: z.strictObject({ before: count, after: count }),
    gap: amount,
  }),
  objective: z.strictObject({
    total: amount,
    load: amount,
    potential: amount,
    disruption: amount,
    similarity: amount,
    coverage: amount,
    cost: amount,
    nearness: amount,
  }),
  bound: amount,
  gap: amount,
  status: z.enum(['optimal', 'feasible']),
  start: z.exactOptional(amount),
  attained: z.exactOptional(amount),
});

const reason = z.discriminatedUnion('kind', [
  ...planReasonSchema.options,
  z.strictObject({ kind: z.literal('undo'), planId: text }),
  z.strictObject({ kind: z.literal('return'), planId: text, employeeId: text }),
]);

/** As it is written down: the plan of a return has limits that nobody may ask for. */
const policy = planPolicySchema.extend({ limits: z.looseObject({}) });

const payloads = {
  planDrafted: {
    role: text,
    reason,
    policy,
    effective: z.exactOptional(storedInstant),
    asOf: storedInstant,
    clients: count,
    employees: count,
    moves: count,
    leftOut: count,
    figures: z.exactOptional(figures),
    compared: z.exactOptional(z.strictObject({ id: text, name: text })),
  },
  planEdited: { version, edits: z.array(planEditSchema).readonly(), moves: count, figures },
  planRebased: { version, asOf: storedInstant, clients: count, employees: count, moves: count, figures },
  planApproved: {},
  planRejected: {},
  planDiscarded: {},
  planFoundStale: { clientIds: z.array(text), employeeIds: z.array(text), rules: z.array(text) },
  planApplied: {
    reviews: z.exactOptional(
      z.array(z.strictObject({ afterDays: z.int().min(1), at: storedInstant })).readonly(),
    ),
  },
  planUndone: { undoingId: text },
  planReturned: { returnId: text },
  planReturnGivenUp: {
    cause: z.discriminatedUnion('code', [
      z.strictObject({ code: z.literal('LEFT'), employeeId: text }),
      z.strictObject({ code: z.literal('ALL_MOVED_ON'), employeeId: text, clients: count }),
    ]),
  },
  planForgotten: {},
} satisfies PayloadShapes<PlanEventPayloads>;

const head = {
  id: text,
  planId: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  why: z.exactOptional(text),
  due: z.exactOptional(z.literal(true)),
  commandId: z.exactOptional(text),
};

/**
 * Admits the events of plans as the log has them, for those who get them from elsewhere. `eventSchema` does
 * so for those of clients.
 */
export const planEventSchema = eventsOf<PlanEvent>(head, payloads);
