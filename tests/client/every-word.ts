/** Every reason of a refusal and every event, with what they carry: for tests that say all of them. */
import {
  type Client,
  type ClientEvent,
  compileCondition,
  type EventPayloads,
  type EventType,
  type RefusalCode,
  type RefusalDetails,
} from 'sales-conveyor';
import { conditionSchema } from 'sales-conveyor/schema';
import { at, conveyor, stages } from './department.ts';
import { storyOf } from './story.ts';

export const instant = at('02-12', '14:30');
const { orders, contacts } = storyOf(stages.cold).known;
const handoff = {
  transfer: 'handToClientManager',
  from: { role: 'developmentSpecialist', employeeId: 'denis' },
  to: { role: 'clientManager', employeeId: 'ivanova' },
  offeredAt: instant,
  expiresAt: instant,
} as const;
const stood: NonNullable<Client['mergedInto']>['stood'] = {
  state: 'cold',
  stateSince: instant,
  custody: {},
  received: {},
};
const explanation = compileCondition(conditionSchema.parse({ fact: 'fit', is: 'equals', value: true }), {
  facts: conveyor.blueprint.facts,
  readerOf: () => () => undefined,
}).explain({}, instant);

/** Every code with all that it may carry. */
export const refusals: { readonly [Code in RefusalCode]: RefusalDetails[Code] } = {
  UNKNOWN_CLIENT: { clientId: 'acme' },
  ALREADY_REGISTERED: { clientId: 'acme' },
  MERGED_AWAY: { into: 'acme' },
  NOT_AUTHORIZED: {
    actor: 'denis',
    action: 'transfer',
    holders: ['ivanova'],
    roles: ['headOfSales'],
    deputies: ['petrova'],
  },
  UNKNOWN_NAME: { kind: 'state', name: 'nirvana', known: ['cold', 'lead'] },
  INVALID_VALUE: { field: 'wakeAt', problem: { code: 'PAST', at: instant } },
  TOO_EARLY: { field: 'at', at: instant, since: instant },
  IN_THE_FUTURE: { field: 'at', at: instant, now: instant },
  WRONG_STATE: { transfer: 'qualify', state: 'cold', from: ['inQualification'] },
  NOT_BY_HAND: { transfer: 'becomeOverdue' },
  WRONG_ROLE: { transfer: 'qualify', by: ['telemarketer'] },
  CONDITION_NOT_MET: { transfer: 'qualify', explanation },
  BLOCKED_BY_HOLD: { hold: 'locked', reason: 'lawsuit', until: instant },
  REASON_NEEDED: { field: 'reason', known: ['misfit'] },
  WAKE_DATE_NEEDED: { transfer: 'defer' },
  ALREADY_THERE: { state: 'cold' },
  HANDOFF_OPEN: {
    transfer: 'handToClientManager',
    to: 'ivanova',
    expiresAt: instant,
    away: { until: instant, deputies: [] },
  },
  HANDOFF_ESCALATED: { transfer: 'handToClientManager', cause: 'expired', at: instant, to: 'headOfSales' },
  NO_HANDOFF: {},
  NOTHING_TO_RETURN: {},
  RETURN_TOO_LATE: { until: instant },
  RECEIVER_NEEDED: { role: 'clientManager' },
  UNKNOWN_EMPLOYEE: { employeeId: 'nobody' },
  EMPLOYEE_NOT_HIRED_YET: { employeeId: 'x', hiredAt: '2026-02-01T00:00:00.000Z' },
  EMPLOYEE_LEFT: { employeeId: 'denis', leftAt: instant },
  EMPLOYEE_LACKS_ROLE: { employeeId: 'denis', role: 'clientManager' },
  ROLE_NOT_IN_STATE: { role: 'telemarketer', state: 'regular', roles: ['clientManager'] },
  NOT_HELD: { role: 'clientManager' },
  ALREADY_HELD: { role: 'clientManager', employeeId: 'ivanova' },
  CLAIMS_FULL: { role: 'telemarketer', limit: 400 },
  HELD_BY_ANOTHER: { role: 'clientManager', expected: 'ivanova', actual: 'petrova' },
  NOT_MOVED_BY_PLAN: { role: 'clientManager', planId: 'plan-1' },
  HOLD_IN_PLACE: { hold: 'locked' },
  NO_SUCH_HOLD: { hold: 'locked' },
  UNKNOWN_ORDER: { orderId: 'o1' },
  ORDER_EXISTS: { orderId: 'o1' },
  REVENUE_TOO_LARGE: { currency: 'EUR', most: 9_007_199_254_740_991 },
  ORDER_ALREADY: { orderId: 'o1', status: 'shipped' },
  UNKNOWN_WINDOW: { windowId: 'w' },
  WINDOW_CLOSED: { windowId: 'w', status: 'won' },
  UNKNOWN_PERSON: { personId: 'p' },
  TOO_MANY_PEOPLE: { limit: 200 },
  TOO_MANY_WINDOWS: { limit: 200 },
  SAME_CLIENT: { clientId: 'acme' },
  NOT_MERGED: { clientId: 'twin' },
  UNKNOWN_RECORD: { eventId: 'acme#9' },
  NOT_CORRECTABLE: { eventId: 'acme#9', type: 'stateChanged' },
  COMMAND_ID_REUSED: { commandId: 'c-1' },
};

/** Every event with no more than it must carry. */
export const events: { readonly [Type in EventType]: EventPayloads[Type] } = {
  clientRegistered: { source: 'cold', state: 'cold' },
  clientOnboarded: {
    source: 'cold',
    registeredAt: instant,
    stands: { state: 'cold', stateSince: instant, custody: {}, received: {} },
    parts: { facts: {}, people: {}, windows: {}, contacts: { count: 0, twoWay: 0 }, holds: {}, pauses: [] },
    orders: [],
  },
  contactRecorded: { channel: 'phone', twoWay: true },
  factsLearned: { facts: { fit: { value: true, source: 'tanya', at: instant } } },
  personRecorded: { personId: 'p', person: { name: 'Ada', part: 'user', reachable: true } },
  windowRecorded: { windowId: 'w', category: 'dairy', at: instant },
  windowWon: { windowId: 'w', at: instant },
  windowMissed: { windowId: 'w', at: instant },
  orderRecorded: { order: { id: 'o1', placedAt: instant, day: '2026-02-12' } },
  orderShipped: { orderId: 'o1' },
  orderPaid: { orderId: 'o1' },
  orderCancelled: { orderId: 'o1' },
  orderReturned: { orderId: 'o1' },
  stateChanged: { from: 'cold', to: 'lead', cause: 'override' },
  deadlinePassed: { transfer: 'releaseStagnant', dueAt: instant },
  noticeGiven: { transfer: 'releaseStagnant', to: 'denis', dueAt: instant },
  holderAssigned: { role: 'clientManager', employeeId: 'ivanova' },
  holderReleased: { role: 'clientManager', employeeId: 'ivanova', reason: 'left' },
  clientReassigned: {
    role: 'clientManager',
    planId: 'plan-1',
    cause: { code: 'plan', kind: 'departure', employeeIds: ['ivanova'] },
    from: { employeeId: 'ivanova', since: at('01-05') },
    to: { employeeId: 'petrova', since: at('02-12') },
  },
  clientPooled: { pool: 'clientManager', cause: { code: 'moved' } },
  deputySet: { role: 'clientManager', employeeId: 'petrova' },
  deputyCleared: { role: 'clientManager', employeeId: 'petrova' },
  handoffOffered: { handoff: { ...handoff, transfer: 'changeManager', reason: 'service' } },
  handoffAccepted: { accepted: { ...handoff, acceptedAt: instant } },
  handoffRejected: { transfer: 'handToClientManager', reason: 'unpaid', fixable: true },
  releaseUndone: {
    transfer: 'releaseUntouched',
    stands: { state: 'inQualification', stateSince: instant, custody: {}, received: {} },
  },
  handoffSenderChanged: { transfer: 'handToClientManager', from: handoff.from },
  handoffEscalated: {
    handoff: { ...handoff, escalated: { to: 'headOfSales', cause: 'expired', at: instant } },
  },
  handoffWithdrawn: { transfer: 'handToClientManager' },
  clientReturned: { transfer: 'handToClientManager', reason: 'noSecondOrder' },
  firstContactMissed: {
    transfer: 'handToClientManager',
    role: 'clientManager',
    employeeId: 'ivanova',
    dueAt: instant,
  },
  holdPlaced: { hold: 'locked', reason: 'lawsuit', stopsClock: false },
  holdReleased: { hold: 'locked' },
  duplicateMerged: {
    duplicateId: 'twin',
    brought: { orders, contacts, facts: {}, people: {}, windows: {} },
    holders: {},
  },
  duplicateUnmerged: { duplicateId: 'twin', mergeEventId: 'acme#3' },
  mergedAway: { into: 'acme', stood },
  mergeUndone: { into: 'acme', custody: {} },
  clientMigrated: { from: 1, to: 2, parts: { state: 'lead' } },
  migrationUndone: { eventId: 'acme#9', from: 2, to: 1, parts: { state: 'cold' } },
  recordCorrected: { eventId: 'acme#3', reason: 'a slip' },
};

export const eventOf = (type: EventType, payload: object): ClientEvent =>
  ({
    type,
    id: 'acme#1',
    clientId: 'acme',
    happenedAt: instant,
    recordedAt: instant,
    by: 'head',
    ...payload,
  }) as ClientEvent;
