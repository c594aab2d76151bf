import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { standInOf } from '../../workforce/presence.ts';
import { namesOf } from '../actor.ts';
import { isThereAmong } from '../away.ts';
import { type Client, KEPT_PEOPLE, KEPT_WINDOWS } from '../client.ts';
import type { RecordCommand } from '../command.ts';
import { heldBelow, heldOver, isFreeOf } from '../credit-hold.ts';
import type { DecisionScope } from '../decision-context.ts';
import { givenPart } from '../given-part.ts';
import { type HandlerResult, type NewEvent, refused, ruled } from '../handler-result.ts';
import type { ClockRecord, Lapse } from '../lapse.ts';
import { blockingHolds } from '../obstacles.ts';
import { findOrder, mayBeOld, type OrderMark } from '../order-book.ts';
import { moneyIn } from '../order-money.ts';
import type { RefusalReason } from '../refusal.ts';
import { nextRound, openRound } from '../windows.ts';
import { inOtherCurrency, learnedFacts, notInFuture, notOnStaff } from './inputs.ts';
import { knownOrder } from './known-order.ts';
import { mayHaveLapsed } from './may-have-lapsed.ts';
import { recordedOrder } from './recorded-order.ts';

type RecordHandler<Type extends RecordCommand['type']> = (
  client: Client,
  command: Extract<RecordCommand, { type: Type }>,
  scope: DecisionScope,
) => HandlerResult;

/** What only records what the world did: one event each, in any state. */
export const recordHandlers: {
  readonly [Type in Exclude<RecordCommand['type'], 'recordMoney'>]: RecordHandler<Type>;
} = {
  recordContact: (client, { channel, twoWay, personId, note, performedBy, at: given }, scope) => {
    const at = given ?? scope.now;
    const reasons: RefusalReason[] = [];
    if (personId !== undefined && !Object.hasOwn(client.people, personId)) {
      reasons.push({ code: 'UNKNOWN_PERSON', personId });
    }
    const { staff, rules, by } = scope;
    // Of somebody who was taken on again, the first time is not known any more: by now they are hired.
    if (performedBy !== undefined) reasons.push(...notOnStaff(performedBy, staff, scope.now, at));
    const isService = Object.hasOwn(rules.blueprint.services, by.id);
    const who = performedBy ?? (isService ? undefined : by.id);
    const countsFor = who !== undefined && rules.blueprint.contactsOf !== 'anyone';
    const lapses = lapsesSince(client, at, 'contactRecorded', scope);
    const { before } = lapses[0] ?? {};
    const contact: NewEvent<'contactRecorded'> = {
      type: 'contactRecorded',
      happenedAt: at,
      channel,
      twoWay,
      ...(personId && { personId }),
      ...(note && { note }),
      ...(who !== undefined && { performedBy: who }),
      ...(countsFor && { countsFor: [who, ...stoodInFor(before ?? client, who, at, scope)] }),
    };
    const undone = undo(lapses, contact, client, scope);
    const ruling = record(scope, at, reasons, contact, ...(undone ? [undone] : []));
    return undone && before ? { ...ruling, judgedAs: before } : ruling;
  },
  learnFacts: (client, { facts: values, source, at }, scope) => {
    const origin = { source: source ?? scope.by.id, at: at ?? scope.now };
    const { facts, reasons } = learnedFacts(values, origin, scope);
    const learned = { type: 'factsLearned', facts } as const;
    return record(scope, at, reasons, learned, ...heldBelow(client, learned, scope));
  },
  recordPerson: ({ people }, { personId, name, part, reachable, at }, scope) =>
    record(scope, at, roomFor(personId, people, { code: 'TOO_MANY_PEOPLE', limit: KEPT_PEOPLE }), {
      type: 'personRecorded',
      personId,
      person: { name, part, reachable },
    }),

  recordWindow: ({ windows }, { windowId, category, decidesAt, every: given, role, at }, scope) => {
    const every = given === undefined ? windows[windowId]?.every : (given ?? undefined);
    const reasons = roomFor(windowId, windows, { code: 'TOO_MANY_WINDOWS', limit: KEPT_WINDOWS });
    return record(scope, at, reasons, {
      type: 'windowRecorded',
      windowId,
      category,
      ...openRound(decidesAt, every, scope),
      ...(every && { every }),
      ...(role !== undefined && { role }),
    });
  },
  resolveWindow: ({ windows }, { windowId, outcome, reason, at }, scope) => {
    const window = lookup(windows, windowId);
    if (!window) return refused({ code: 'UNKNOWN_WINDOW', windowId });
    const { status } = window;
    if (status !== 'expected') return refused({ code: 'WINDOW_CLOSED', windowId, status });
    return record(scope, at, [], {
      type: outcome === 'won' ? 'windowWon' : 'windowMissed',
      windowId,
      at: window.at,
      ...nextRound(window, scope.rules.blueprint.timeZone),
      ...(reason && { reason }),
    });
  },

  recordOrder: (client, { type, order }, scope) => {
    const { id, placedAt } = order;
    const isOld = mayBeOld(client.orders, id);
    const known = isOld ? knownOrder(client, id, type, scope) : findOrder(client.orders, id);
    const reasons: RefusalReason[] = blockingHolds(client, scope, type, placedAt);
    if (known) reasons.push({ code: 'ORDER_EXISTS', orderId: id });
    if ((order.total?.amount ?? 0) < 0)
      reasons.push({ code: 'INVALID_VALUE', field: 'order.total', problem: { code: 'NEGATIVE_ORDER' } });
    if (!order.rate) reasons.push(...inOtherCurrency('order.total', order.total, scope.rules.blueprint));
    const recorded: NewEvent<'orderRecorded'> = {
      type: 'orderRecorded',
      order: recordedOrder(order, scope.rules.blueprint),
      happenedAt: placedAt,
    };
    const lapses = lapsesSince(client, placedAt, 'orderRecorded', scope);
    const undone = undo(lapses, recorded, client, scope);
    const held = heldOver(client, recorded.order, scope);
    return record(scope, placedAt, reasons, recorded, ...(undone ? [undone] : []), ...held);
  },
  shipOrder: marks('orderShipped', 'shipped', 'cancelled'),
  payOrder: marks('orderPaid', 'paid'),
  cancelOrder: marks('orderCancelled', 'cancelled', 'returned'),
  returnOrder: marks('orderReturned', 'cancelled', 'returned'),
};

/** What time has done to the client that the record, had it come in time, would have kept off. */
const lapsesSince = (
  client: Client,
  moment: Instant,
  type: ClockRecord,
  scope: DecisionScope,
): readonly Lapse[] =>
  mayHaveLapsed(client, moment, type, scope)
    ? givenPart('bookkeeping', scope.rules).lapsesAfter(client, moment, type, scope)
    : [];

const undo = (
  lapses: readonly Lapse[],
  record: NewEvent<ClockRecord>,
  client: Client,
  scope: DecisionScope,
) =>
  lapses.length > 0
    ? givenPart('bookkeeping', scope.rules).undoLapses(lapses, record, client, scope)
    : undefined;

/**
 * Whose deputy somebody was at a moment, of those who hold the client. They are one by the client's custody,
 * or by an absence.
 */
function stoodInFor(
  { custody }: Client,
  who: string,
  at: Instant,
  { staff = {}, by, now }: DecisionScope,
): string[] {
  const names = by.id === who && at === now ? namesOf(by, now).map(({ employeeId }) => employeeId) : [];
  const answersFor = (employeeId: string) => {
    const employee = lookup(staff, employeeId);
    return employee && standInOf(employee, at, isThereAmong({ staff, now: at }))?.employeeId === who;
  };
  const holders = Object.values(custody).flatMap(({ employeeId, deputy: named }) => {
    const deputy = named && named.since <= at ? named.employeeId : undefined;
    const isDeputy = deputy !== undefined && (deputy === who || answersFor(deputy));
    return isDeputy || answersFor(employeeId) ? [employeeId] : [];
  });
  return [...new Set([...names, ...holders])].filter((id) => id !== who).sort();
}

function record(
  scope: DecisionScope,
  at: Instant | undefined,
  reasons: readonly RefusalReason[],
  event: NewEvent,
  ...more: readonly NewEvent[]
): HandlerResult {
  const order = event.type === 'orderRecorded' ? { orderId: event.order.id } : event;
  const all = [
    ...reasons,
    ...notInFuture('at', at, scope, 'orderId' in order ? { orderId: order.orderId } : {}),
  ];
  return ruled(all, { ...event, happenedAt: at ?? scope.now }, ...more);
}

interface MarkCommand {
  readonly type: string;
  readonly orderId: string;
  readonly reason?: string | undefined;
  readonly at?: Instant | undefined;
}

/** Marks an order, unless it is not there or has one of the marks that exclude this one. */
function marks(
  type: 'orderShipped' | 'orderPaid' | 'orderCancelled' | 'orderReturned',
  ...excluded: readonly OrderMark[]
) {
  return (
    client: Client,
    { type: command, orderId, reason, at }: MarkCommand,
    scope: DecisionScope,
  ): HandlerResult => {
    const order = knownOrder(client, orderId, command, scope);
    const status = excluded.find((mark) => order?.[`${mark}At`]);
    const blocking = command === 'shipOrder' ? blockingHolds(client, scope, command, at) : [];
    const reasons: RefusalReason[] = blocking.filter(({ hold }) => !isFreeOf(hold, client, orderId, scope));
    if (!order) reasons.push({ code: 'UNKNOWN_ORDER', orderId });
    if (status)
      reasons.push({
        code: 'ORDER_ALREADY',
        orderId,
        status,
        ...(status === 'paid' && order?.money && { money: moneyIn(order) }),
      });
    return record(scope, at, reasons, { type, orderId, ...(reason && { reason }) });
  };
}

/** Whether one more may be recorded; another report of one that is there always may. */
function roomFor(
  id: string,
  known: Readonly<Record<string, unknown>>,
  full: RefusalReason<'TOO_MANY_PEOPLE' | 'TOO_MANY_WINDOWS'>,
): readonly RefusalReason[] {
  return Object.hasOwn(known, id) || Object.keys(known).length < full.limit ? [] : [full];
}
