import {
  type Client,
  type ClientEvent,
  compileCondition,
  conditionSchema,
  describeEvent,
  type EventPayloads,
  type EventType,
  explain,
  labelIn,
  type RefusalCode,
  type RefusalDetails,
  type RefusalReason,
} from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { at, conveyor, denis, head, ivanova, stages } from './department.ts';
import { storyOf } from './story.ts';

const instant = at('02-12', '14:30');
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
const refusals: { readonly [Code in RefusalCode]: RefusalDetails[Code] } = {
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
  INVALID_VALUE: { field: 'wakeAt', problem: 'is past' },
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
const events: { readonly [Type in EventType]: EventPayloads[Type] } = {
  clientRegistered: { source: 'cold', state: 'cold' },
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
  roleAssigned: { role: 'clientManager', employeeId: 'ivanova' },
  roleReleased: { role: 'clientManager', employeeId: 'ivanova', reason: 'left' },
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
  handoffOffered: { handoff },
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

const eventOf = (type: EventType, payload: object): ClientEvent =>
  ({
    type,
    id: 'acme#1',
    clientId: 'acme',
    happenedAt: instant,
    recordedAt: instant,
    by: 'head',
    ...payload,
  }) as ClientEvent;

function expectWords(text: string) {
  expect(text).not.toBe('');
  expect(text).not.toMatch(/[{}[\]]|undefined|null|NaN|\[object|Invalid/);
}

describe.each(['en', 'ru'] as const)('in %s', (locale) => {
  test.each(Object.keys(refusals) as RefusalCode[])('the refusal %s is said in whole words', (code) => {
    const reason = { code, ...refusals[code] } as RefusalReason;
    for (const options of [
      { dictionary: dictionaries[locale] },
      { dictionary: dictionaries[locale], conveyor },
    ]) {
      const text = explain({ reasons: [reason] }, options);
      expectWords(text);
      // What is wrong with a value comes from the parser, in English.
      if (locale === 'ru' && code !== 'INVALID_VALUE') expect(text).toMatch(/[а-я]/);
    }
  });

  test.each(Object.keys(events) as EventType[])('the event %s is said in whole words', (type) => {
    for (const options of [
      { dictionary: dictionaries[locale] },
      { dictionary: dictionaries[locale], conveyor },
    ]) {
      const text = describeEvent(eventOf(type, events[type]), options);
      expectWords(text);
      if (locale === 'ru' && type !== 'stateChanged') expect(text).toMatch(/[а-я]/);
    }
  });
});

describe('words', () => {
  test('say each reason of a refusal in a line of its own', () => {
    const story = storyOf(stages.qualified);
    const reasons = story.ask({ type: 'transfer', transfer: 'qualify' }, denis, at('01-08'));
    const lines = explain({ reasons }, { dictionary: en, conveyor }).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(
      'denis may not do this (transfer). For this client: tanya. For any client: «head of sales».',
    );
  });

  test('call things by their labels with the conveyor, by their names without it', () => {
    const moved = eventOf('stateChanged', { from: 'cold', to: 'lead', cause: 'person', transfer: 'wake' });
    expect(describeEvent(moved, { dictionary: en })).toBe('cold → lead: wake');
    expect(describeEvent(moved, { dictionary: ru, conveyor })).toBe(
      '«холодный» → «лид»: «вернуться к клиенту»',
    );
  });

  test('say the reasons that the library or the blueprint gives in the reader’s language', () => {
    const pooled = eventOf('clientPooled', { pool: 'telemarketer', reason: 'registered' });
    expect(describeEvent(pooled, { dictionary: ru, conveyor })).toBe(
      'в общем пуле роли «телемаркетолог»: только что заведён',
    );
    const transfer = 'handToClientManager';
    const [reason = ''] = Object.keys(conveyor.blueprint.transfers[transfer]?.handoff?.rejections ?? {});
    const label = labelIn(
      conveyor.blueprint.transfers[transfer]?.handoff?.rejections[reason]?.label ?? '',
      'ru',
    );
    const rejected = eventOf('handoffRejected', { transfer, reason, fixable: true });
    expect(describeEvent(rejected, { dictionary: ru, conveyor })).toContain(label);
    expect(describeEvent(rejected, { dictionary: ru })).toContain(reason);
  });

  test('leave out what was not said', () => {
    const cancelled = (reason?: string) =>
      describeEvent(eventOf('orderCancelled', { orderId: 'o1', reason }), { dictionary: en });
    expect(cancelled()).toBe('order o1 cancelled');
    expect(cancelled('too dear')).toBe('order o1 cancelled: too dear');
  });

  test('repeat what people wrote as they wrote it, whatever it looks like', () => {
    const note = 'ask for {by} or {nobody} [sic] $& $1';
    expect(
      describeEvent(eventOf('contactRecorded', { channel: '{note}', twoWay: true, note }), {
        dictionary: en,
      }),
    ).toBe(`contact by {note}: ${note}`);
  });

  test("say moments in the department's time zone", () => {
    const until = at('02-12', '23:30');
    const reasons: RefusalReason[] = [{ code: 'RETURN_TOO_LATE', until }];
    const inZone = (timeZone: string) => ({
      dictionary: en,
      conveyor: { blueprint: { ...conveyor.blueprint, timeZone } },
    });
    expect(explain({ reasons }, inZone('UTC'))).toContain('12 Feb 2026, 23:30');
    expect(explain({ reasons }, inZone('Europe/Moscow'))).toContain('13 Feb 2026, 02:30');
  });

  test('are found for every event of a life', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'placeHold', hold: 'creditStop', reason: 'debt' }, head, at('02-12'));
    story.do({ type: 'releaseRole', role: 'clientManager', reason: 'left' }, ivanova, at('02-13'));
    for (const event of story.history) {
      for (const locale of ['en', 'ru'] as const)
        expectWords(describeEvent(event, { dictionary: dictionaries[locale], conveyor }));
    }
  });
});
