import * as z from 'zod';
import type { Away } from '../client/away.ts';
import { causeSchema } from '../client/cause-schema.ts';
import type {
  Client,
  ContactSummary,
  Custody,
  DecisionWindow,
  LearnedFact,
  Person,
  Pool,
} from '../client/client.ts';
import type { Standing } from '../client/merge/standing.ts';
import type { UnmergeConflict } from '../client/merge/unmerge-conflict.ts';
import type { ChangedParts, FactMove } from '../client/migrated-parts.ts';
import type { Oddity } from '../client/onboarding/oddity.ts';
import type { OpeningBalance, OpeningOrder } from '../client/onboarding/opening-balance.ts';
import type { OrderBook, OrderEntry, RecordedOrder } from '../client/order-book.ts';
import { moneyKinds } from '../client/order-money.ts';
import { orderLinesSchema } from '../client/record-schemas.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import type { AcceptedHandoff, Escalation, Handoff } from '../handoff/handoff.ts';
import { durationSchema } from '../time/duration-schema.ts';
import type { Instant } from '../time/instant.ts';

/** Instants as they are stored: the one canonical spelling. */
export const storedInstant: z.ZodType<Instant> = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'must be an instant such as 2026-01-31T00:00:00.000Z');

const count = z.int().min(0);
export const text = z.string();
const maybe = z.exactOptional<typeof storedInstant>(storedInstant);

export const learnedFactSchema = z.strictObject({
  value: z.union([z.number(), text, z.boolean(), moneySchema, z.array(text), z.null()]),
  source: text,
  at: storedInstant,
}) satisfies z.ZodType<LearnedFact>;

export const personSchema = z.strictObject({
  name: text,
  part: z.enum(['decisionMaker', 'influencer', 'user', 'gatekeeper']),
  reachable: z.boolean(),
  at: storedInstant,
}) satisfies z.ZodType<Person>;

const nextDeputy = z.strictObject({ employeeId: text, until: maybe });

export const nextDeputiesSchema = z.array(nextDeputy).readonly();

/** Whose days are not over when those of a deputy are. */
export const laterDeputySchema = nextDeputy.extend({ followedBy: z.exactOptional(nextDeputiesSchema) });

export const custodySchema = z.strictObject({
  employeeId: text,
  since: storedInstant,
  deputy: z.exactOptional(laterDeputySchema.extend({ since: storedInstant })),
  move: z.exactOptional(
    z.strictObject({
      planId: text,
      cause: z.exactOptional(causeSchema),
      why: z.exactOptional(text),
      introduceBy: maybe,
      grace: z.exactOptional(z.strictObject({ employeeId: text, until: storedInstant })),
    }),
  ),
}) satisfies z.ZodType<Custody>;

export const poolSchema = z.strictObject({
  name: text,
  cause: z.exactOptional(causeSchema),
  reason: z.exactOptional(text),
  since: storedInstant,
}) satisfies z.ZodType<Pool>;

export const escalationSchema = z.strictObject({
  to: text,
  cause: z.enum(['expired', 'rejectedTwice', 'returnedTwice']),
  at: storedInstant,
  decideBy: maybe,
}) satisfies z.ZodType<Escalation>;

const someone = { role: text, employeeId: text };
export const senderSchema = z.strictObject({ role: text, employeeId: z.exactOptional(text) });

export const handoffSchema = z.strictObject({
  transfer: text,
  from: senderSchema,
  to: senderSchema,
  offeredAt: storedInstant,
  expiresAt: storedInstant,
  reason: z.exactOptional(text),
  escalated: z.exactOptional(escalationSchema),
}) satisfies z.ZodType<Handoff>;

export const awaySchema = z.strictObject({
  until: maybe,
  deputies: z.array(text),
}) satisfies z.ZodType<Away>;

export const acceptedHandoffSchema = z.strictObject({
  transfer: text,
  from: senderSchema,
  to: z.strictObject(someone),
  acceptedAt: storedInstant,
  firstContactBy: maybe,
  endsAt: maybe,
}) satisfies z.ZodType<AcceptedHandoff>;

const kind = z.exactOptional(z.enum(['trial', 'sample']));
const order = {
  id: text,
  kind,
  placedAt: storedInstant,
  day: z.iso.date(),
  total: z.exactOptional(moneySchema),
};

export const recordedOrderSchema = z.strictObject({
  ...order,
  rate: z.exactOptional(text),
  lines: z.exactOptional(orderLinesSchema),
}) satisfies z.ZodType<RecordedOrder>;

const marks = { shippedAt: maybe, paidAt: maybe, cancelledAt: maybe, returnedAt: maybe };
const money = z.exactOptional(
  z.array(z.strictObject({ id: text, kind: z.enum(moneyKinds), amount: z.int(), at: storedInstant })),
);
const orderEntrySchema = z.strictObject({ ...order, ...marks, money }) satisfies z.ZodType<OrderEntry>;
/** An order as an opening balance brings it. */
const openingOrderSchema = recordedOrderSchema.extend({ ...marks, money }) satisfies z.ZodType<OpeningOrder>;

export const orderBookSchema = z.strictObject({
  count,
  moments: count,
  cancelled: count,
  returned: count,
  shipped: count,
  paid: count,
  revenue: z.record(text, z.int()),
  firstAt: maybe,
  lastAt: maybe,
  firstShippedAt: maybe,
  recent: z.array(orderEntrySchema),
  droppedTo: z.exactOptional(z.iso.date()),
  droppedIds: z.exactOptional(text),
}) satisfies z.ZodType<OrderBook>;

export const contactsSchema = z.strictObject({
  count,
  lastAt: maybe,
  twoWay: count,
  lastTwoWayAt: maybe,
  counted: z.exactOptional(z.strictObject({ forAll: maybe, by: z.record(text, storedInstant) })),
}) satisfies z.ZodType<ContactSummary>;

export const windowSchema = z.strictObject({
  category: text,
  at: storedInstant,
  every: z.exactOptional(durationSchema),
  first: storedInstant,
  round: count,
  reportedAt: storedInstant,
  status: z.enum(['expected', 'won', 'missed']),
  won: count,
  missed: count,
  role: z.exactOptional(text),
  noticed: maybe,
}) satisfies z.ZodType<DecisionWindow>;

export const stoodSchema = z.strictObject({
  state: text,
  stateSince: storedInstant,
  wakeAt: maybe,
  passed: z.exactOptional(z.record(text, storedInstant)),
  custody: z.record(text, custodySchema),
  custodyChanges: z.exactOptional(z.record(text, count)),
  pool: z.exactOptional(poolSchema),
  received: z.record(text, acceptedHandoffSchema),
}) satisfies z.ZodType<NonNullable<Client['mergedInto']>['stood']>;

export const standingSchema = stoodSchema.extend({
  handoff: z.exactOptional(handoffSchema),
}) satisfies z.ZodType<Standing>;

const holdSchema = z.strictObject({
  reason: text,
  since: storedInstant,
  by: text,
  until: maybe,
  stopsClock: z.boolean(),
  reviewAt: maybe,
  isReviewed: z.exactOptional(z.literal(true)),
});

const pauseSchema = z.strictObject({ from: storedInstant, to: storedInstant });
export const moveSchema = z.strictObject({ role: text, planId: text, at: storedInstant });

/**
 * What a merged duplicate brings beside its records: absent in merges from before there were laws of union.
 */
export const broughtParts = {
  wakeAt: maybe,
  custodyChanges: z.exactOptional(z.record(text, count)),
  moves: z.exactOptional(z.array(moveSchema)),
  pool: z.exactOptional(poolSchema),
  handoffs: z.exactOptional(
    z.strictObject({
      offered: count,
      accepted: count,
      rejected: count,
      expired: count,
      lapses: z.exactOptional(count),
      rejections: z.record(text, count),
      rejectedUntil: z.exactOptional(z.record(text, storedInstant)),
      received: z.record(text, acceptedHandoffSchema),
      lastAcceptedAt: maybe,
      lapsed: z.exactOptional(
        z.strictObject({
          transfer: text,
          from: handoffSchema.shape.from,
          at: storedInstant,
          reason: z.exactOptional(text),
        }),
      ),
    }),
  ),
  holds: z.exactOptional(z.record(text, holdSchema)),
  pauses: z.exactOptional(z.array(pauseSchema)),
};

export const unmergeConflictsSchema = z.array(
  z.discriminatedUnion('code', [
    z.strictObject({ code: z.literal('MOVED_SINCE'), eventId: text }),
    z.strictObject({ code: z.literal('HOLDER_UNFIT'), role: text, employeeId: text }),
    z.strictObject({ code: z.literal('FACTS_STAY'), paths: z.array(text) }),
  ]),
) satisfies z.ZodType<UnmergeConflict[]>;

const whoUnfit = {
  role: text,
  employeeId: text,
  why: z.enum(['UNKNOWN_EMPLOYEE', 'EMPLOYEE_LEFT', 'EMPLOYEE_LACKS_ROLE', 'ROLE_NOT_IN_STATE']),
};
const odditySchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('HOLDER_UNFIT'), ...whoUnfit }),
  z.strictObject({ code: z.literal('DEPUTY_UNFIT'), ...whoUnfit }),
  z.strictObject({
    code: z.literal('ORDERS_BEFORE_REGISTRATION'),
    orders: count,
    first: storedInstant,
    registeredAt: storedInstant,
  }),
  z.strictObject({ code: z.literal('NO_ORDER_LASTED'), orders: count }),
  z.strictObject({
    code: z.literal('ORDERS_SAY_OTHERWISE'),
    told: text,
    state: text,
    lastAt: storedInstant,
  }),
  z.strictObject({
    code: z.enum([
      'ORDER_TWICE',
      'MARK_BEFORE_ORDER',
      'RETURNED_UNSHIPPED',
      'NEGATIVE_TOTAL',
      'OTHER_CURRENCY',
    ]),
    orders: count,
    orderId: text,
  }),
]) satisfies z.ZodType<Oddity>;

/** What a client brings along from another system. */
export const openingBalance = {
  registeredAt: storedInstant,
  from: z.exactOptional(z.strictObject({ system: text, ids: z.exactOptional(z.record(text, text)) })),
  stands: standingSchema,
  derived: z.exactOptional(z.literal(true)),
  parts: z.strictObject({
    facts: z.record(text, learnedFactSchema),
    people: z.record(text, personSchema),
    windows: z.record(text, windowSchema),
    contacts: contactsSchema,
    holds: z.record(text, holdSchema),
    pauses: z.array(pauseSchema),
  }),
  orders: z.array(openingOrderSchema),
  pastHolders: z.exactOptional(
    z.array(z.strictObject({ ...someone, since: storedInstant, until: storedInstant })),
  ),
  pastHandoffs: z.exactOptional(z.array(acceptedHandoffSchema)),
  oddities: z.exactOptional(z.array(odditySchema)),
} satisfies { readonly [Key in keyof OpeningBalance]-?: z.ZodType };

const changed = <T extends z.ZodType>(part: T) => z.exactOptional(part.nullable());

/** The parts of a client that a migration changed; `null` for one that is gone. */
export const changedPartsSchema = z.strictObject({
  state: z.exactOptional(text),
  wakeAt: changed(storedInstant),
  passed: changed(z.record(text, storedInstant)),
  custody: z.exactOptional(z.record(text, custodySchema)),
  custodyChanges: z.exactOptional(z.record(text, count)),
  moves: changed(z.array(moveSchema)),
  pool: changed(poolSchema),
  handoff: changed(handoffSchema),
  holds: z.exactOptional(z.record(text, holdSchema)),
  pauses: z.exactOptional(z.array(pauseSchema)),
  mergedInto: changed(z.strictObject({ clientId: text, stood: stoodSchema })),
  rejections: z.exactOptional(z.record(text, count)),
  rejectedUntil: z.exactOptional(z.record(text, storedInstant)),
  received: z.exactOptional(z.record(text, acceptedHandoffSchema)),
}) satisfies z.ZodType<ChangedParts>;

export const factMoveSchema = z.strictObject({
  to: text.nullable(),
  values: z.exactOptional(z.record(text, text.nullable())),
}) satisfies z.ZodType<FactMove>;
