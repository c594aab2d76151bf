import * as z from 'zod';
import { assignedSchema } from '../client/cause-schema.ts';
import { openingDeadlines } from '../work/document/opening-deadline.ts';
import { serviceLimitSchema } from '../work/document/service-limit.ts';
import type { TaskEvent, TaskEventPayloads } from '../work/task/task-event.ts';
import { taskNamesSchema } from '../work/task/task-names.ts';
import { eventsOf, type PayloadShapes } from './events-of.ts';
import { learnedFactSchema, storedInstant, text } from './snapshot-schemas.ts';

const hours = z.strictObject({ workingHours: z.number() });
const fact = learnedFactSchema.shape.value;
const facts = z.record(text, fact);

const promise = z.strictObject({
  service: text,
  rank: z.int().min(0),
  respond: z.exactOptional(serviceLimitSchema),
  resolve: z.exactOptional(serviceLimitSchema),
  hours: z.union([z.strictObject({ calendar: text }), z.strictObject({ role: text })]),
  responds: z.enum(['take', 'answer']),
  escalate: z.exactOptional(z.strictObject({ before: hours, to: text })),
  chain: z.exactOptional(z.array(z.strictObject({ queue: text, within: hours })).readonly()),
  tried: z.array(z.strictObject({ service: text, truth: z.enum(['yes', 'no', 'unknown']) })).readonly(),
  rests: facts,
});

const cause = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('ASKED') }),
  z.strictObject({ code: z.literal('NOBODY_ANSWERS') }),
  z.strictObject({
    code: z.literal('DEADLINE_NEAR'),
    target: z.enum(['respond', 'resolve']),
    deadline: storedInstant,
  }),
  z.strictObject({ code: z.literal('CHAIN_LIMIT_NEAR'), queue: text, deadline: storedInstant }),
]);

const cancelled = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('REASON'), reason: text }),
  z.strictObject({ code: z.literal('CLIENT_CLOSED') }),
]);

const span = { from: text, to: text };
const hoursThen = z.strictObject({
  shifts: z.array(z.strictObject({ days: z.array(z.int().min(1).max(7)).readonly(), ...span })).readonly(),
  holidays: z.array(text).readonly(),
  dates: z.record(text, z.array(z.strictObject(span)).readonly()),
});

const pause = { pauseId: text, reason: text, stopsClock: z.boolean() };

/** As the cause of an assignment of a client has it. */
const dealt = assignedSchema.extend({ code: z.literal('DEALT') });

const payloads = {
  taskOpened: {
    clientId: text,
    orderId: z.exactOptional(text),
    queue: text,
    facts,
    promise,
    deadline: z.exactOptional(
      z.strictObject({ kind: z.enum(openingDeadlines), of: text, at: storedInstant }),
    ),
  },
  taskTaken: {},
  taskDeclined: {},
  taskPassedOn: { queue: text, employeeId: z.exactOptional(text), cause: z.exactOptional(dealt) },
  taskRenamed: { names: taskNamesSchema },
  taskPaused: pause,
  taskResumed: { pauseId: text },
  taskPauseRecorded: { ...pause, from: storedInstant, until: storedInstant },
  taskPauseWithdrawn: { pauseId: text },
  taskAnswered: {},
  taskDone: { hours: z.exactOptional(hoursThen) },
  taskReturned: { reason: text },
  taskResubmitted: { queue: z.exactOptional(text) },
  taskReopened: { queue: z.exactOptional(text) },
  taskEscalated: { to: z.exactOptional(text), cause },
  taskChanged: { facts, promise },
  taskOpeningCorrected: { openedAt: storedInstant, promise },
  taskCancelled: { cause: cancelled },
  taskFollowedClient: { clientId: text, from: text },
} satisfies PayloadShapes<TaskEventPayloads>;

const head = {
  id: text,
  taskId: text,
  taskType: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  note: z.exactOptional(text),
  commandId: z.exactOptional(text),
};

/** Admits the events of tasks as the log has them, for those who get them from elsewhere. */
export const taskEventSchema = eventsOf<TaskEvent>(head, payloads);
