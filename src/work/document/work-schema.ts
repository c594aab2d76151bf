import * as z from 'zod';
import { namedSchema, nameSchema } from '../../blueprint/name-schema.ts';
import { workingHoursSchema } from '../../blueprint/time-limit-schema.ts';
import { triggerEvents } from '../../blueprint/trigger-event.ts';
import { workingTimeSchema } from '../../blueprint/working-time.ts';
import type { Condition } from '../../conditions/condition.ts';
import { conditionSchema } from '../../conditions/condition-schema.ts';
import { factSchemaSchema } from '../../conditions/fact-declaration-schema.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { issue } from '../../errors/problem.ts';
import { labelSchema } from '../../locales/label-schema.ts';
import { aheadSchema, openingDeadlines } from './opening-deadline.ts';
import { serviceLimitSchema } from './service-limit.ts';

/** Typed as what may be written in code: read-only, too. */
const condition = conditionSchema as z.ZodType<Condition, Condition>;
const facts = factSchemaSchema as z.ZodType<FactSchema, FactSchema>;
const reason = z.strictObject({ label: labelSchema });
const [oneShift, manyShifts] = workingTimeSchema.options;
/** Without a label people are told its name. */
const named = { label: labelSchema.optional() };
const calendar = z.union(
  [oneShift.safeExtend(named), manyShifts.safeExtend(named)],
  'Must be { days, from, to } or { shifts }',
);

const serviceClassSchema = z.strictObject({
  name: nameSchema,
  label: labelSchema.optional(),
  /** For which tasks it is: the first class whose condition is met. The last one has none, and no other. */
  when: condition.optional(),
  /** Until the first response. */
  respond: serviceLimitSchema.optional(),
  /** Until it is done. */
  resolve: serviceLimitSchema.optional(),
  /** A name of `calendars`. Left out: the hours of the queue's role. */
  calendar: nameSchema.optional(),
  /** Lower is taken first, whatever the deadlines. Left out: the place in the list, from 0 on. */
  rank: z.int().min(0).max(1_000).optional(),
  /** So much working time before a deadline the task is brought before a role. */
  escalate: z.strictObject({ before: workingHoursSchema, to: nameSchema }).optional(),
  /** What of `resolve` each queue may use up, one after the other. */
  chain: z
    .array(z.strictObject({ queue: nameSchema, within: workingHoursSchema }))
    .min(1)
    .max(20)
    .optional(),
});

const taskTypeSchema = z.strictObject({
  label: labelSchema,
  /** Where its tasks wait. */
  queue: nameSchema,
  /** The roles and services that may open one. */
  opens: z.array(nameSchema).min(1),
  /** On which events of a client it is opened by itself, as far as the condition is met then. */
  opensOn: z
    .array(z.strictObject({ event: z.enum(triggerEvents), when: condition.optional() }))
    .max(20)
    .default([]),
  /**
   * At which deadlines of a client it is opened by itself, or how long before. It is opened once for each, as
   * far as the condition is met then. There is no default: tasks that go by a document would go by another.
   */
  opensAt: z
    .array(
      z.strictObject({
        deadline: z.enum(openingDeadlines),
        /** A transfer, role, hold or category of windows; left out: of any. */
        of: storeKeySchema.optional(),
        before: aheadSchema.optional(),
        when: condition.optional(),
      }),
    )
    .max(20)
    .optional(),
  /** What counts as the response: somebody takes it, or says that they answered. */
  responds: z.enum(['take', 'answer']).default('take'),
  service: z.array(serviceClassSchema).min(1).max(100),
  /** Why the work may rest, and whether the clock of the promise stands still meanwhile. */
  pauses: namedSchema(reason.extend({ stopsClock: z.boolean() })).default({}),
  /** Why it may go back to whoever opened it. */
  returns: namedSchema(reason).default({}),
  /** Why whoever opened it may call it off. Without any, only the end of its client does. */
  cancels: namedSchema(reason).default({}),
  /** What one takes of somebody's time. */
  load: z.strictObject({ minutes: z.number().positive().max(10_000) }).optional(),
});

/** Work in queues as data: which tasks there are, who does them, and what is promised of each. */
export const workSchema = z.strictObject({
  /** Working times beside the department's and the roles'. */
  calendars: namedSchema(calendar).default({}),
  /** Facts of the tasks themselves, beside those of their clients. */
  facts: facts.default({}),
  queues: namedSchema(
    z.strictObject({
      label: labelSchema,
      /** Who works in it. */
      role: nameSchema,
      /** Who may pass on, call off and otherwise put right any of its tasks. */
      lead: nameSchema.optional(),
      /** Whether its tasks are dealt to people as they come, and not only taken. */
      dealt: z.boolean().optional(),
    }),
  ).refine((queues) => Object.keys(queues).length > 0, issue('EMPTY')),
  tasks: namedSchema(taskTypeSchema),
});

/** Work in queues as written: what has a default may be left out. */
export type WorkInput = z.input<typeof workSchema>;
/** Work in queues with every default filled in: plain JSON. */
export interface WorkDocument extends z.output<typeof workSchema> {}
/** A type of tasks: its queue, who opens it, why it may rest or return, and its classes. */
export type TaskType = WorkDocument['tasks'][string];
/** A class of service: for which tasks it is, and what is promised of them. */
export type ServiceClass = TaskType['service'][number];
