import * as z from 'zod';
import { idSchema } from '../conditions/id-schema.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import { issue } from '../errors/problem.ts';
import { countedInstantSchema, instantSchema } from '../time/instant-schema.ts';
import { causeSchema } from './cause-schema.ts';
import { onboardSchema } from './onboarding/onboard-command.ts';
import { mayAmountTo, moneyKinds } from './order-money.ts';
import { applyRedistributionSchema, undoRedistributionSchema } from './reassignment-command.ts';
import {
  factsSchema,
  intervalSchema,
  orderLinesSchema,
  orderSchema,
  personFields,
  rateSchema,
  recordKeySchema,
  shortText,
} from './record-schemas.ts';

const text = shortText;
const client = { clientId: idSchema };
/** When it happened, if not now: what is recorded late still counts from when it was. */
const past = { at: countedInstantSchema.optional() };
/** Why: in a person's words, or by code where a service says it. */
const said = { reason: text.optional(), cause: causeSchema.optional() };
const anOrder = { ...client, orderId: idSchema, ...past };

const registerSchema = z.strictObject({
  type: z.literal('register'),
  ...client,
  /** One of the blueprint's entries. */
  source: text,
  facts: factsSchema.optional(),
  ...past,
});

const recordContactSchema = z.strictObject({
  type: z.literal('recordContact'),
  ...client,
  channel: text,
  /** Whether the client answered. Contacts without an answer do not count as activity. */
  twoWay: z.boolean(),
  personId: idSchema.optional(),
  note: text.optional(),
  /** The employee who had it. Default the sender, where that is no service. */
  performedBy: idSchema.optional(),
  ...past,
});

export const learnFactsSchema = z.strictObject({
  type: z.literal('learnFacts'),
  ...client,
  /** Values by fact path; `null` says that the value is not known any more. */
  facts: factsSchema.refine((facts) => Object.keys(facts).length > 0, issue('NO_FACTS')),
  source: text.optional(),
  ...past,
});

const recordPersonSchema = z.strictObject({
  type: z.literal('recordPerson'),
  ...client,
  personId: recordKeySchema,
  ...personFields,
  ...past,
});

const recordWindowSchema = z.strictObject({
  type: z.literal('recordWindow'),
  ...client,
  /** A window that is known already is moved. */
  windowId: recordKeySchema,
  category: text,
  /**
   * When the client decides, or once decided: a recurring window is taken up at the round that is still open.
   */
  decidesAt: countedInstantSchema,
  /** Left out, a known window keeps its rhythm; `null` makes it a single one. */
  every: intervalSchema.nullable().optional(),
  /**
   * The role whose deal it is: whoever holds the client in it prepares. Left out, a known window keeps its
   * own; `null` leaves it to the responsible role.
   */
  role: text.nullable().optional(),
  ...past,
});

const resolveWindowSchema = z.strictObject({
  type: z.literal('resolveWindow'),
  ...client,
  windowId: idSchema,
  outcome: z.enum(['won', 'missed']),
  reason: text.optional(),
  ...past,
});

const recordOrderSchema = z.strictObject({
  type: z.literal('recordOrder'),
  ...client,
  order: orderSchema,
});

const shipOrderSchema = z.strictObject({ type: z.literal('shipOrder'), ...anOrder });
const payOrderSchema = z.strictObject({ type: z.literal('payOrder'), ...anOrder });
const cancelOrderSchema = z.strictObject({
  type: z.literal('cancelOrder'),
  ...anOrder,
  reason: text.optional(),
});
const returnOrderSchema = z.strictObject({
  type: z.literal('returnOrder'),
  ...anOrder,
  reason: text.optional(),
});

const recordMoneySchema = z
  .strictObject({
    type: z.literal('recordMoney'),
    ...anOrder,
    /** By it the same record is known again: it counts once. */
    recordId: idSchema,
    kind: z.enum(moneyKinds),
    /** In the currency of the order's total, above 0; of a price correction also below. */
    amount: moneySchema,
    rate: rateSchema.optional(),
    lines: orderLinesSchema.optional(),
    reason: text.optional(),
  })
  .refine(({ kind, amount }) => mayAmountTo(kind, amount.amount), {
    ...issue('TOO_SMALL', { above: 0, of: 'number' }),
    path: ['amount', 'amount'],
  });

/** The commands that only record what the world did; a correction replaces a record by one of them. */
const recordSchemas = [
  recordContactSchema,
  learnFactsSchema,
  recordPersonSchema,
  recordWindowSchema,
  resolveWindowSchema,
  recordOrderSchema,
  shipOrderSchema,
  payOrderSchema,
  cancelOrderSchema,
  returnOrderSchema,
  recordMoneySchema,
] as const;

const transferSchema = z.strictObject({
  type: z.literal('transfer'),
  ...client,
  /** The blueprint's transfer. One with a handoff is offered, and happens on acceptance. */
  transfer: text,
  /**
   * The receiving employee. Without one, who is picked where the handoff is `dealt`, or whoever of the role
   * accepts.
   */
  to: idSchema.optional(),
  reason: text.optional(),
  wakeAt: instantSchema.optional(),
  ...past,
});

/** Says why in a person's words or by code. */
export const releaseHolderSchema = z
  .strictObject({ type: z.literal('releaseHolder'), ...client, role: text, ...said, ...past })
  .refine(({ reason, cause }) => reason !== undefined || cause !== undefined, {
    ...issue('WHY_NEEDED'),
    path: ['reason'],
  });

/** Runtime schema of every command: what comes from outside is parsed by it. */
export const commandSchema = z.discriminatedUnion('type', [
  registerSchema,
  onboardSchema,
  ...recordSchemas,
  transferSchema,
  z.strictObject({
    type: z.literal('acceptHandoff'),
    ...client,
    /** Who receives the client, where somebody else than the receiver decides on an escalated handoff. */
    to: idSchema.optional(),
    ...past,
  }),
  z.strictObject({
    type: z.literal('rejectHandoff'),
    ...client,
    reason: text,
    note: text.optional(),
    ...past,
  }),
  z.strictObject({ type: z.literal('withdrawHandoff'), ...client, ...said, ...past }),
  z.strictObject({
    type: z.literal('returnClient'),
    ...client,
    reason: text,
    note: text.optional(),
    ...past,
  }),
  z.strictObject({
    type: z.literal('assignHolder'),
    ...client,
    role: text,
    /**
     * `null`: nobody can be given the client in its pool; the reason, which must be there then, becomes the
     * pool's.
     */
    employeeId: idSchema.nullable(),
    ...said,
    ...past,
  }),
  releaseHolderSchema,
  z.strictObject({
    type: z.literal('setDeputy'),
    ...client,
    role: text,
    /** `null` ends the deputyship, also of those who were named before. */
    employeeId: idSchema.nullable(),
    /** With `null`: whose deputyship ends, where not everybody's. */
    of: idSchema.optional(),
    until: instantSchema.optional(),
    ...past,
  }),
  applyRedistributionSchema,
  undoRedistributionSchema,
  z.strictObject({
    type: z.literal('placeHold'),
    ...client,
    hold: text,
    reason: text,
    until: instantSchema.optional(),
    ...past,
  }),
  z.strictObject({ type: z.literal('releaseHold'), ...client, hold: text, reason: text.optional(), ...past }),
  z.strictObject({ type: z.literal('mergeDuplicate'), ...client, duplicateId: idSchema }),
  z.strictObject({ type: z.literal('unmergeDuplicate'), ...client, duplicateId: idSchema }),
  z.strictObject({
    type: z.literal('correctRecord'),
    ...client,
    eventId: text,
    reason: text,
    /** The record as it should have been; without it the record is void. */
    replacement: z.discriminatedUnion('type', recordSchemas).optional(),
  }),
  z.strictObject({
    type: z.literal('override'),
    ...client,
    to: text,
    reason: text,
    wakeAt: instantSchema.optional(),
    ...past,
  }),
  /** Processes due deadlines and nothing else; `runDue` of the shell sends it. */
  z.strictObject({ type: z.literal('advanceTime'), ...client }),
]);

/** A command as parsed: canonical instants, defaults filled in. */
export type Command = z.output<typeof commandSchema>;
/** The name of a command. All but `advanceTime` are actions, too: the blueprint says who may do them. */
export type CommandType = Command['type'];
/** A parsed command of one type. */
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>;
type InputsByType = { [Input in z.input<typeof commandSchema> as Input['type']]: Input };
/** A command of one type as a caller may write it. */
export type CommandInputOf<Type extends CommandType> = {
  [Field in keyof InputsByType[Type]]: InputsByType[Type][Field];
};
/** A command as a caller may write it. */
export type CommandInput = { [Type in CommandType]: CommandInputOf<Type> }[CommandType];

/** A command that only records what the world did; these can be corrected. */
export type RecordCommand = NonNullable<CommandOf<'correctRecord'>['replacement']>;
