import * as z from 'zod';
import { nameSchema } from '../../blueprint/name-schema.ts';
import { recordKeySchema, shortText } from '../../client/record-schemas.ts';
import { factPathSchema } from '../../conditions/fact-declaration-schema.ts';
import { idSchema } from '../../conditions/id-schema.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { taskNamesSchema } from './task-names.ts';

const head = { taskId: recordKeySchema, note: shortText.optional() };
const step = <Name extends string>(type: Name) => ({ type: z.literal(type), ...head });
/** When it happened, if it is told later; never ahead. */
const at = instantSchema.optional();
const facts = z.record(factPathSchema, z.unknown());
const pauseId = recordKeySchema.optional();

/** Admits {@link TaskCommand}. */
export const taskCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...step('open'),
    taskType: nameSchema,
    clientId: idSchema,
    orderId: idSchema.optional(),
    facts: facts.default({}),
    at,
  }),
  z.strictObject(step('take')),
  z.strictObject(step('decline')),
  z.strictObject({
    ...step('passOn'),
    to: z.union([z.strictObject({ employeeId: idSchema }), z.strictObject({ queue: nameSchema })]),
  }),
  z.strictObject({ ...step('pause'), reason: nameSchema, pauseId, at }),
  z.strictObject({ ...step('resume'), at }),
  z.strictObject({
    ...step('recordPause'),
    reason: nameSchema,
    pauseId,
    from: instantSchema,
    until: instantSchema,
  }),
  z.strictObject({ ...step('withdrawPause'), pauseId: recordKeySchema }),
  z.strictObject({ ...step('answer'), at }),
  z.strictObject({ ...step('finish'), at }),
  z.strictObject({ ...step('return'), reason: nameSchema }),
  z.strictObject(step('resubmit')),
  z.strictObject(step('reopen')),
  z.strictObject(step('escalate')),
  z.strictObject(step('remind')),
  z.strictObject(step('leaveToLead')),
  z.strictObject({ ...step('rename'), names: taskNamesSchema }),
  z.strictObject({ ...step('change'), facts, at }),
  z.strictObject({ ...step('correct'), openedAt: instantSchema }),
  z.strictObject({ ...step('cancel'), reason: nameSchema }),
  z.strictObject(step('closeWithClient')),
  z.strictObject({ ...step('follow'), clientId: idSchema }),
]);

/** What is to be done to a task. Values of facts are looked at against what the document declares. */
export type TaskCommand = z.input<typeof taskCommandSchema>;
/** A command as it is decided on: with its defaults, its moments in the canonical spelling. */
export type CheckedTaskCommand = z.output<typeof taskCommandSchema>;
