import * as z from 'zod';
import { causeSchema } from '../client/cause-schema.ts';
import type { ClientEvent, EventPayloads, EventType } from '../client/event.ts';
import { moneyKinds } from '../client/order-money.ts';
import { orderLinesSchema } from '../client/record-schemas.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import { durationSchema } from '../time/duration-schema.ts';
import { eventsOf, type PayloadShapes } from './events-of.ts';
import {
  acceptedHandoffSchema,
  awaySchema,
  broughtParts,
  changedPartsSchema,
  contactsSchema,
  custodySchema,
  escalationSchema,
  factMoveSchema,
  handoffSchema,
  laterDeputySchema,
  learnedFactSchema,
  moveSchema,
  nextDeputiesSchema,
  openingBalance,
  orderBookSchema,
  personSchema,
  poolSchema,
  recordedOrderSchema,
  senderSchema,
  standingSchema,
  stoodSchema,
  storedInstant,
  text,
  unmergeConflictsSchema,
  windowSchema,
} from './snapshot-schemas.ts';

const maybeText = z.exactOptional(text);
const said = { reason: maybeText, cause: z.exactOptional(causeSchema) };
const maybeInstant = z.exactOptional<typeof storedInstant>(storedInstant);
const round = z.int().min(0);
const version = z.int().min(1);
const record = <T extends z.ZodType>(value: T) => z.record(text, value);

const outcome = {
  windowId: text,
  at: storedInstant,
  next: maybeInstant,
  round: z.exactOptional(round),
  reason: maybeText,
};
const custodyByRole = record(custodySchema);

const payloads = {
  clientRegistered: { source: text, state: text, blueprintVersion: z.exactOptional(version) },
  clientOnboarded: { source: text, blueprintVersion: z.exactOptional(version), ...openingBalance },
  contactRecorded: {
    channel: text,
    twoWay: z.boolean(),
    personId: maybeText,
    note: maybeText,
    performedBy: maybeText,
    countsFor: z.exactOptional(z.array(text).readonly()),
  },
  factsLearned: { facts: record(learnedFactSchema) },
  personRecorded: { personId: text, person: personSchema.omit({ at: true }) },
  windowRecorded: {
    windowId: text,
    category: text,
    at: storedInstant,
    every: z.exactOptional(durationSchema),
    since: z.exactOptional(z.strictObject({ first: storedInstant, round })),
    role: z.exactOptional(text.nullable()),
  },
  windowWon: outcome,
  windowMissed: outcome,
  orderRecorded: { order: recordedOrderSchema },
  orderShipped: { orderId: text },
  orderPaid: { orderId: text },
  orderCancelled: { orderId: text, reason: maybeText },
  orderReturned: { orderId: text, reason: maybeText },
  moneyRecorded: {
    orderId: text,
    recordId: text,
    kind: z.enum(moneyKinds),
    amount: moneySchema,
    rate: maybeText,
    lines: z.exactOptional(orderLinesSchema),
    reason: maybeText,
  },
  stateChanged: {
    from: text,
    to: text,
    transfer: maybeText,
    cause: z.enum([
      'person',
      'event',
      'time',
      'handoff',
      'rejection',
      'return',
      'override',
      'merge',
      'unmerge',
    ]),
    reason: maybeText,
    wakeAt: maybeInstant,
    restartsClock: z.exactOptional(z.literal(true)),
  },
  deadlinePassed: { transfer: text, dueAt: storedInstant },
  noticeGiven: {
    transfer: maybeText,
    hold: maybeText,
    windowId: maybeText,
    category: maybeText,
    to: text,
    dueAt: storedInstant,
  },
  holderAssigned: {
    role: text,
    employeeId: text,
    from: maybeText,
    ...said,
    came: z.exactOptional(
      z.strictObject({
        duplicateId: text,
        custody: custodySchema,
        received: z.exactOptional(acceptedHandoffSchema),
      }),
    ),
    away: z.exactOptional(awaySchema),
  },
  holderReleased: { role: text, employeeId: text, ...said },
  clientReassigned: {
    role: text,
    planId: text,
    cause: said.cause,
    why: maybeText,
    from: custodySchema.nullable(),
    to: custodySchema.nullable(),
    undone: z.exactOptional(z.literal(true)),
    received: z.exactOptional(acceptedHandoffSchema),
    pool: z.exactOptional(poolSchema),
    oldestMove: z.exactOptional(moveSchema),
  },
  clientPooled: { pool: text, ...said, since: maybeInstant },
  deputySet: {
    role: text,
    employeeId: text,
    until: maybeInstant,
    followedBy: z.exactOptional(nextDeputiesSchema),
  },
  deputyCleared: { role: text, employeeId: text, next: z.exactOptional(laterDeputySchema) },
  handoffOffered: { handoff: handoffSchema, away: z.exactOptional(awaySchema), cause: said.cause },
  handoffAccepted: {
    accepted: acceptedHandoffSchema,
    away: z.exactOptional(awaySchema),
    inTime: z.exactOptional(z.literal(true)),
  },
  handoffRejected: {
    transfer: text,
    reason: text,
    fixable: z.boolean(),
    note: maybeText,
    countsUntil: maybeInstant,
    inTime: z.exactOptional(z.literal(true)),
  },
  handoffSenderChanged: { transfer: text, from: senderSchema },
  handoffEscalated: { handoff: handoffSchema.extend({ escalated: escalationSchema }) },
  handoffWithdrawn: { transfer: text, ...said },
  releaseUndone: { transfer: text, stands: standingSchema, orderId: maybeText, hold: maybeText },
  clientReturned: { transfer: text, reason: text, note: maybeText },
  firstContactMissed: { transfer: text, role: text, employeeId: text, dueAt: storedInstant },
  holdPlaced: {
    hold: text,
    reason: text,
    until: maybeInstant,
    stopsClock: z.boolean(),
    reviewAt: maybeInstant,
  },
  holdReleased: { hold: text, ...said },
  duplicateMerged: {
    duplicateId: text,
    brought: z.strictObject({
      orders: orderBookSchema,
      contacts: contactsSchema,
      facts: record(learnedFactSchema),
      people: record(personSchema),
      windows: record(windowSchema),
      ...broughtParts,
    }),
    taken: z.exactOptional(z.array(text)),
    kept: z.exactOptional(z.array(text)),
    keptOrders: z.exactOptional(z.array(text)),
    holders: record(text),
    staff: z.exactOptional(z.array(text)),
  },
  duplicateUnmerged: {
    duplicateId: text,
    mergeEventId: text,
    handedBack: z.exactOptional(z.array(text)),
    stands: z.exactOptional(standingSchema),
    conflicts: z.exactOptional(unmergeConflictsSchema),
  },
  mergedAway: {
    into: text,
    stood: stoodSchema,
  },
  clientMigrated: {
    from: z.exactOptional(version),
    to: version,
    endedOffer: z.exactOptional(z.strictObject({ transfer: text, from: senderSchema, to: senderSchema })),
    parts: changedPartsSchema,
    facts: z.exactOptional(record(factMoveSchema)),
    holders: z.exactOptional(record(record(text))),
    timeZone: z.exactOptional(text),
  },
  migrationUndone: {
    eventId: text,
    from: version,
    to: z.exactOptional(version),
    parts: changedPartsSchema,
    facts: z.exactOptional(
      z.strictObject({ gone: z.array(text), back: record(learnedFactSchema), order: z.array(text) }),
    ),
    holders: z.exactOptional(record(record(text))),
    timeZone: z.exactOptional(text),
    stands: z.exactOptional(standingSchema),
  },
  mergeUndone: { into: text, custody: custodyByRole, conflicts: z.exactOptional(unmergeConflictsSchema) },
  recordCorrected: {
    eventId: text,
    reason: text,
    correct: z.exactOptional(
      z.strictObject({ happenedAt: storedInstant, payload: z.record(z.string(), z.unknown()) }),
    ),
  },
  personalDataErased: { personId: maybeText, employeeId: maybeText, reason: maybeText },
} satisfies PayloadShapes<EventPayloads>;

const head = {
  id: text,
  clientId: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  commandId: maybeText,
  opening: z.exactOptional(z.literal(true)),
};

/**
 * Admits the events of clients as the log has them. The conveyor does not look at its own events so closely;
 * this is for those who get them from elsewhere: published as JSON Schema, and held against the events of
 * whole lives by a test.
 */
export const eventSchema = eventsOf<ClientEvent>(head, payloads);

/** Each payload is what its event carries: where they part, this line does not compile. */
type Carried = { readonly [T in EventType]: Readonly<z.output<z.ZodObject<(typeof payloads)[T]>>> };
const _carried = (payload: Carried): { readonly [T in EventType]: Readonly<EventPayloads[T]> } => payload;
