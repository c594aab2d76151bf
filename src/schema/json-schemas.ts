import * as z from 'zod';
import { blueprintSchema } from '../blueprint/blueprint.ts';
import { cadencePolicySchema } from '../blueprint/cadence-policy.ts';
import { commandSchema, learnFactsSchema, releaseHolderSchema } from '../client/command.ts';
import { recordKeySchema } from '../client/record-schemas.ts';
import { conditionSchema, factTestSchema } from '../conditions/condition-schema.ts';
import { factPathSchema } from '../conditions/fact-declaration-schema.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import { labelRecordSchema, labelSchema, labelTextSchema } from '../locales/label-schema.ts';
import { exactAboveZeroSchema, exactPattern, exactSchema } from '../motivation/money/exact-schema.ts';
import { payPlanSchema } from '../motivation/plan/pay-plan.ts';
import { durationUnits } from '../time/duration.ts';
import { durationSchema } from '../time/duration-schema.ts';
import { spanSchema } from '../work/document/service-limit.ts';
import { workSchema } from '../work/document/work-schema.ts';
import { annotate } from './annotate.ts';
import {
  blueprintWords,
  commandWords,
  conditionWords,
  eventWords,
  payEventWords,
  payPlanWords,
  planEventWords,
  proposalEventWords,
  taskEventWords,
  workWords,
} from './descriptions.ts';
import { eventSchema } from './event-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { notInSchema } from './not-in-schema.ts';
import { payEventSchema } from './pay-event-schema.ts';
import { planEventSchema } from './plan-event-schema.ts';
import { proposalEventSchema } from './proposal-event-schema.ts';
import { taskEventSchema } from './task-event-schema.ts';

/** The names under which the schemas are published, as `sales-conveyor/schema/<name>.json`. */
export type JsonSchemaName =
  | 'blueprint'
  | 'condition'
  | 'command'
  | 'event'
  | 'plan-event'
  | 'work'
  | 'pay-plan'
  | 'proposal-event'
  | 'pay-event'
  | 'task-event';

/** What occurs in many places, or in itself, gets a definition of its own. */
const definitions = z.registry<{ id: string }>();
definitions.add(conditionSchema.out, { id: 'condition' });
definitions.add(cadencePolicySchema, { id: 'cadencePolicy' });
definitions.add(durationSchema, { id: 'duration' });
definitions.add(spanSchema, { id: 'span' });
definitions.add(labelSchema, { id: 'label' });
definitions.add(moneySchema, { id: 'money' });

/** Names that every object has anyway. */
const reserved = { not: { enum: Object.getOwnPropertyNames(Object.prototype) } };

/** A label is trimmed before it is measured. */
const labelText = { pattern: '^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$' };

/** An exact number: whole, or a text. */
const exact = (least: number, pattern: string) => ({
  anyOf: [
    { type: 'integer', minimum: least, maximum: Number.MAX_SAFE_INTEGER },
    { type: 'string', pattern },
  ],
});

/** Rules that the zod schemas keep by code and that JSON Schema can say, too. */
const refinements = new Map<unknown, object>([
  [durationSchema, { minProperties: 1 }],
  [
    spanSchema,
    { anyOf: durationUnits.map((unit) => ({ properties: { [unit]: { minimum: 1 } }, required: [unit] })) },
  ],
  [learnFactsSchema.shape.facts, { minProperties: 1 }],
  [blueprintSchema.shape.roles.keyType, reserved],
  [factPathSchema, reserved],
  [recordKeySchema, reserved],
  [releaseHolderSchema, { anyOf: [{ required: ['reason'] }, { required: ['cause'] }] }],
  [labelTextSchema, labelText],
  [exactSchema, exact(0, exactPattern.source)],
  [exactAboveZeroSchema, exact(1, `^(?![0.]*(/|$))${exactPattern.source.slice(1)}`)],
  [labelRecordSchema, { minProperties: 1 }],
  [
    factTestSchema,
    {
      if: { properties: { is: { enum: ['present', 'absent'] } }, required: ['is'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
      then: { properties: { value: false } },
      else: { required: ['value'] },
    },
  ],
]);

function toJsonSchema(name: JsonSchemaName, schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: definitions,
    // What zod checks by code alone is said by the refinements.
    unrepresentable: name === 'pay-plan' ? 'any' : 'throw',
    override: ({ zodSchema, jsonSchema }) => {
      // What comes in is only measured first; its shape is that of what comes out.
      if (zodSchema === (conditionSchema as unknown)) jsonSchema.$ref = '#/$defs/condition';
      const more = refinements.get(zodSchema);
      if (!more) return;
      if ('pattern' in more) delete jsonSchema.maxLength;
      Object.assign(jsonSchema, more);
    },
  });
  return {
    $schema,
    $id: `urn:sales-conveyor:${name}`,
    title,
    $comment: notInSchema[name].join(' '),
    ...rest,
  } as JsonSchema;
}

/**
 * The schemas of everything that crosses the border as JSON, for editors and other languages. They are made
 * of the same zod schemas by which the library parses, so that they cannot part; what JSON Schema cannot say
 * is named in each `$comment`.
 */
export function jsonSchemas(): Record<JsonSchemaName, JsonSchema> {
  const blueprint = toJsonSchema('blueprint', blueprintSchema, 'A sales conveyor');
  const condition = toJsonSchema('condition', conditionSchema.out, 'A condition on the facts of a client');
  const command = toJsonSchema('command', commandSchema, 'A command to a client');
  const event = toJsonSchema('event', eventSchema, 'An event of a client');
  const planEvent = toJsonSchema('plan-event', planEventSchema, 'An event of a plan of redistribution');
  const work = toJsonSchema('work', workSchema, 'Work in queues: tasks with service levels');
  const payEvent = toJsonSchema('pay-event', payEventSchema, 'An event of a month of pay that was closed');
  const payPlan = toJsonSchema('pay-plan', payPlanSchema, 'A pay plan');
  for (const schema of [blueprint, planEvent, work, payPlan])
    schema.$defs = { ...condition.$defs, ...schema.$defs };
  const proposalEvent = toJsonSchema('proposal-event', proposalEventSchema, 'An event of a proposal');
  const taskEvent = toJsonSchema('task-event', taskEventSchema, 'An event of a task');
  return {
    blueprint: annotate(blueprint, { ...conditionWords, ...blueprintWords }),
    condition: annotate(condition, conditionWords),
    command: annotate(command, commandWords),
    event: annotate(event, eventWords),
    'plan-event': annotate(planEvent, planEventWords),
    work: annotate(work, { ...conditionWords, ...workWords }),
    'pay-event': annotate(payEvent, payEventWords),
    'pay-plan': annotate(payPlan, { ...conditionWords, ...payPlanWords }),
    'proposal-event': annotate(proposalEvent, proposalEventWords),
    'task-event': annotate(taskEvent, taskEventWords),
  };
}
