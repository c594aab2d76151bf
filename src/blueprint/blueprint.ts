import * as z from 'zod';
import type { Condition } from '../conditions/condition.ts';
import { conditionSchema } from '../conditions/condition-schema.ts';
import { factSchemaSchema } from '../conditions/fact-declaration-schema.ts';
import type { FactSchema } from '../conditions/fact-schema.ts';
import { forms } from '../errors/problem-words.ts';
import { labelSchema, languageSchema } from '../locales/label-schema.ts';
import { durationSchema } from '../time/duration-schema.ts';
import { timeZoneSchema } from '../time/time-zone.ts';
import { actions } from './action.ts';
import { cadencePolicySchema } from './cadence-policy.ts';
import { namedSchema, nameSchema } from './name-schema.ts';
import { timeLimitSchema } from './time-limit-schema.ts';
import { triggerEvents } from './trigger-event.ts';
import { workingTimeSchema } from './working-time.ts';

/** Typed as what may be written in code: read-only, too. */
const condition = conditionSchema as z.ZodType<Condition, Condition>;
const facts = factSchemaSchema as z.ZodType<FactSchema, FactSchema>;
const hours = z.number().nonnegative().max(744);

const actionList = z.array(z.enum(actions));

const roleSchema = z.strictObject({
  label: labelSchema,
  /** What the role may do with clients that it holds (or deputises for), and with any client. */
  may: z.strictObject({ own: actionList.default([]), any: actionList.default([]) }),
  /**
   * Whom the role sees where queries are made as an employee (`readAs`): clients for whom it certainly holds.
   * Those that they have to do with are seen anyway. Left out: all.
   */
  mayRead: condition.optional(),
  /**
   * Whoever holds so many clients in the role claims no more from its pool. Whoever may assign any client can
   * give them more.
   */
  claims: z.int().min(1).max(100_000).optional(),
  /**
   * Share of their capacity that newcomers have in their first, second, ... month; after the last it is
   * whole.
   */
  rampUp: z.array(z.number().min(0).max(1)).max(36).optional(),
  /**
   * What the load norms are multiplied by. The factor goes by one of the blueprint's own enum facts, or by
   * `orders.pace`.
   */
  loadBy: z
    .strictObject({ fact: z.string(), factors: z.record(z.string(), z.number().positive().max(100)) })
    .optional(),
  /**
   * Its own, with its own days off, in place of the department's. What is owed by somebody in the role, and
   * their capacity, goes by it.
   */
  workingHours: workingTimeSchema.optional(),
});

const gradeSchema = z.strictObject({
  label: labelSchema,
  /** Time that this grade needs for what the load norm says takes one hour. */
  load: z.number().positive().max(10),
});

const serviceSchema = z.strictObject({
  label: labelSchema,
  may: actionList,
  /** What it may only propose: a person approves it (`openProposals`). */
  mayPropose: actionList.optional(),
});

const holdSchema = z.strictObject({
  label: labelSchema,
  /** No cadence clock runs meanwhile: the silence is our own doing. */
  stopsClock: z.boolean().default(false),
  /** Nobody may transfer the client meanwhile. */
  blocksTransfers: z.boolean().default(false),
  /** Records that are refused meanwhile, of what happened since it was placed. */
  blocks: z.array(z.enum(['recordOrder', 'shipOrder'])).optional(),
  /**
   * The roles and services that alone may place and lift it, beside whoever may override. Left out: whoever
   * may place holds.
   */
  by: z.array(nameSchema).optional(),
  /** One that lasts so long is brought before a role (`noticeGiven`), and the cadence clock runs again. */
  review: z.strictObject({ after: durationSchema, by: nameSchema }).optional(),
});

const stateSchema = z.strictObject({
  label: labelSchema,
  /** The role that answers for the client here. Every state that is neither final nor resting has one. */
  responsible: nameSchema.optional(),
  /**
   * Roles that may hold the client beside the responsible one. Other custody ends when the state is entered.
   */
  supporting: z.array(nameSchema).default([]),
  /** Load norm: hours a month that a client in this state takes of each role. */
  load: z.record(nameSchema, hours).default({}),
  /**
   * Whether the purchase-cadence clock runs: only then may a deadline out of here hang on a `cadence.*` fact.
   */
  cadence: z.boolean().default(false),
  /** A client here waits for a moment, so a deadline must lead out. */
  waiting: z.boolean().default(false),
  /** Nobody need answer for the client here, so it is in no pool, until something leads out again. */
  resting: z.boolean().optional(),
  /** Nothing leads out. */
  final: z.boolean().default(false),
});

const triggerSchema = z.discriminatedUnion('kind', [
  /** Somebody of these roles does it. */
  z.strictObject({ kind: z.literal('person'), by: z.array(nameSchema).min(1) }),
  /** It follows by itself from one of these events. */
  z.strictObject({ kind: z.literal('event'), on: z.array(z.enum(triggerEvents)).min(1) }),
  /** It follows by itself when the instant named by a fact (and so long after it) has come. */
  z.strictObject({
    kind: z.literal('time'),
    at: z.string(),
    plus: durationSchema.optional(),
    /** Minutes of working time beyond that. */
    plusWorkingMinutes: z.int().min(1).max(100_000).optional(),
    /** So long before it the holder is given notice (`noticeGiven`). */
    notice: durationSchema.optional(),
  }),
]);

const reasonSchema = z.strictObject({ label: labelSchema });

const handoffSchema = z.strictObject({
  /** The receiving role. */
  to: nameSchema,
  /**
   * An offer that names nobody goes to the employee whom the rules of assignment pick, where assignment is
   * open. Left out, or where nobody can take the client: anyone of the role may accept.
   */
  dealt: z.boolean().optional(),
  /** An offer unanswered so long goes to `escalateTo`. It is never taken for accepted. */
  acceptWithin: timeLimitSchema,
  /** The receiver's first two-way contact after acceptance. */
  firstContactWithin: timeLimitSchema.optional(),
  /** Who decides on expired and twice rejected handoffs. */
  escalateTo: nameSchema,
  /** What is undecided so long after that is withdrawn. Left out: it waits forever. */
  decideWithin: timeLimitSchema.optional(),
  /**
   * The receiver's custody ends so long after acceptance: a deal beside the one who keeps the client. Left
   * out: it lasts.
   */
  lasts: durationSchema.optional(),
  /** As long as a rejection counts, the next one of the same handoff is the second. Left out: six months. */
  rejectionsCountFor: durationSchema.optional(),
  /**
   * Why the receiver may reject. A fixable reason leaves the client with the sender for rework; `to` moves it
   * on.
   */
  rejections: namedSchema(reasonSchema.extend({ fixable: z.boolean(), to: nameSchema.optional() })),
  /** After acceptance the receiver may give the client back, for these reasons, within so long. */
  onReturn: z
    .strictObject({ to: nameSchema, within: durationSchema, reasons: namedSchema(reasonSchema) })
    .optional(),
});

const transferSchema = z.strictObject({
  label: labelSchema,
  from: z.array(nameSchema).min(1),
  to: nameSchema,
  trigger: triggerSchema,
  when: condition.optional(),
  /** Of several automatic transfers that could follow, the lowest is tried first. */
  priority: z.int().default(0),
  /** One of these must be given. */
  reasons: namedSchema(reasonSchema).optional(),
  /** A wake date must be given; it becomes the fact `state.wakeAt`. */
  needsWakeDate: z.boolean().default(false),
  /** Roles whose custody ends with the transfer. */
  releases: z.array(nameSchema).default([]),
  handoff: handoffSchema.optional(),
  /**
   * Sets right what was recorded late or wrongly: regulations and pictures for people leave it out. Decides
   * nothing.
   */
  technical: z.boolean().optional(),
});

const quietMonthsSchema = z.strictObject({
  fact: z.string(),
  months: z.record(z.string(), z.array(z.int().min(1).max(12)).max(12)),
});

/** A sales conveyor as data. See `docs/architecture.md`; the presets are examples. */
export const blueprintSchema = z.strictObject({
  name: nameSchema,
  version: z.int().min(1),
  label: labelSchema,
  /** The language of a label that does not have the one asked for. */
  language: languageSchema.optional(),
  /** Days, months and working hours are this zone's. */
  timeZone: timeZoneSchema.default('UTC'),
  /** ISO 4217; the currency of the fact `orders.revenue`. */
  currency: z.string().regex(/^[A-Z]{3}$/, forms.currency),
  workingTime: workingTimeSchema,
  /** The user's own facts. */
  facts: facts.default({}),
  roles: namedSchema(roleSchema),
  grades: namedSchema(gradeSchema).default({}),
  /** Programs that act without being employees: imports, the CRM itself. */
  services: namedSchema(serviceSchema).default({}),
  holds: namedSchema(holdSchema).default({}),
  states: namedSchema(stateSchema),
  /** Source of a new client to its first state. */
  entries: namedSchema(nameSchema),
  /** What the sources are called. One without a label is said by its name. */
  entryLabels: namedSchema(labelSchema).optional(),
  transfers: namedSchema(transferSchema),
  cadence: z.strictObject({
    overdue: cadencePolicySchema,
    dormant: cadencePolicySchema,
    lost: cadencePolicySchema,
  }),
  /**
   * Which purchases keep the rhythm: each from its placing on, which is the default, or only those that were
   * shipped. Either way a purchase counts as of the day on which it was placed.
   */
  cadenceBy: z.enum(['order', 'shipment']).optional(),
  /**
   * Seasons: months (1 to 12) of every year in which the cadence clock stands still. They are for clients
   * with these values of one of the blueprint's own facts. Of several the first whose fact is known decides.
   * Who has all twelve has no clock.
   */
  quietMonths: z.array(quietMonthsSchema).optional(),
  /**
   * Whose two-way contacts are a receiver's first one and keep a claim alive. The default is the holder's and
   * their deputy's; it may be anyone's. One of which nobody says who had it counts for whoever holds the
   * client.
   */
  contactsOf: z.enum(['holder', 'anyone']).optional(),
  /** How long before a decision window active selling must begin. */
  windowLeadTime: durationSchema,
  /** The same for windows of one category, where it takes another time to prepare. By category. */
  windowLeadTimes: z.record(z.string(), durationSchema).optional(),
  /** How long after its moment a window's outcome may come in before the window counts as missed. */
  windowGrace: durationSchema.default({ days: 14 }),
  /** The final state of a duplicate that was merged into another client. */
  mergedState: nameSchema,
  /**
   * Why a holder may let a client go; whoever may release any client says why in their own words. Left out:
   * so does the holder.
   */
  releaseReasons: namedSchema(reasonSchema).optional(),
  /** The number fact that says after how many days from its shipment an order is to be paid. */
  paymentTerm: z.string().optional(),
  /**
   * The money fact that unpaid orders are held against. Where they come to more, the hold is placed with the
   * order's id as the reason. By `group`, the orders of all clients with the same value of a text fact are
   * held against a money fact of theirs, too: whatever was said of it last, of whichever of them.
   */
  creditLimit: z
    .strictObject({
      fact: z.string(),
      hold: nameSchema,
      group: z.strictObject({ fact: z.string(), limit: z.string() }).optional(),
    })
    .optional(),
});

/** A blueprint with every default filled in: plain JSON. */
export interface Blueprint extends z.output<typeof blueprintSchema> {}
/** A role: its name, and what it may do with its own clients and with any client. */
export type BlueprintRole = Blueprint['roles'][string];
/** A state of a client's life: who answers for the client, what load it is, and which clocks run. */
export type BlueprintState = Blueprint['states'][string];
/**
 * A way from some states to another: what sets it off, under which condition, and whether it is a handoff.
 */
export type BlueprintTransfer = Blueprint['transfers'][string];
/**
 * What a transfer that the receiver has to accept says beside: limits in time, reasons for rejection and
 * return.
 */
export type BlueprintHandoff = NonNullable<BlueprintTransfer['handoff']>;
