/** What the features say in Russian has no English in it: tasks, pay, proposals, inboxes, access, clients that moved in. */
import type { ClientEvent, Command } from 'sales-conveyor';
import { describeDuplicate } from 'sales-conveyor/duplicates';
import { describeInboxItem, type InboxItem } from 'sales-conveyor/inbox';
import { ru } from 'sales-conveyor/locales/ru';
import {
  describePayEvent,
  explainPayRefusal,
  type PayEvent,
  type PayReason,
} from 'sales-conveyor/motivation';
import { describeOddity, type NewcomerOddity } from 'sales-conveyor/onboarding';
import {
  describeProposal,
  describeProposalEvent,
  explainProposal,
  type Proposal,
  type ProposalEvent,
} from 'sales-conveyor/proposals';
import { type AccessReason, describeAccess } from 'sales-conveyor/reading';
import {
  type CancelCause,
  type DeadlineExplanation,
  defineWork,
  describeCaveat,
  describeDeadline,
  describeTaskEvent,
  describeTaskItem,
  describeTaskRefusal,
  describeWork,
  type EscalationCause,
  mixedWork,
  openingDeadlines,
  type StaffingCaveat,
  type Task,
  type TaskEvent,
  type TaskInboxItem,
  type TaskRefusal,
} from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { conveyor } from '../client/department.ts';
import { eventOf, events, instant, refusals } from '../client/every-word.ts';
import { expectRussian, options } from './expect-russian.ts';

/** What those of a union carry whose code or type may be this one. */
type Carried<Union, Key extends string, Name> =
  Union extends Readonly<Record<Key, infer Of>> ? (Name extends Of ? Omit<Union, Key> : never) : never;

/** Each code or type of a union, with all that it may carry. */
type EachOf<Union extends Readonly<Record<Key, string>>, Key extends string> = {
  readonly [Name in Union[Key]]: readonly Carried<Union, Key, Name>[];
};

/** One of each, as it is said. */
const each = <Union>(key: string, all: Readonly<Record<string, readonly object[]>>, more: object = {}) =>
  Object.entries(all).flatMap(([name, some]) =>
    some.map((one) => [name, { [key]: name, ...more, ...one } as Union] as const),
  );

const phrasesIn = (words: unknown): readonly string[] =>
  typeof words === 'string'
    ? [words]
    : typeof words === 'object' && words !== null
      ? Object.values(words).flatMap(phrasesIn)
      : [];

/** What is written so in whatever language. */
const examples =
  /Europe\/Moscow|orders\.count|\bru или pt-BR|ISO 4217|RUB|2026-03-02T09:00:00\+03:00|смещением от UTC/g;

test('no phrase of the dictionary has a Latin letter outside the places for values', () => {
  const { tag: _, language, dateStyle, ...words } = ru;
  const phrases = phrasesIn(words);
  expect(phrases.length).toBeGreaterThan(1_200);
  const isOdd = (phrase: string) => /[A-Za-z]/.test(phrase.replace(/\{[\w:.]+\}/g, '').replace(examples, ''));
  expect(isOdd('{a:b} and')).toBe(true);
  expect(phrases.filter(isOdd)).toEqual([]);
});

const work = defineWork(conveyor, mixedWork());
const spoken = { ...options, work };
const taskType = 'enterOrder';
const type = work.document.tasks[taskType];
const { service = [], pauses = {}, returns = {}, cancels = {} } = type ?? {};
const classNames = service.map(({ name }) => name);
const hours = { role: 'orderOperator' } as const;
const promiseOf = (service: string) =>
  ({ service, rank: 0, hours, responds: 'take', tried: [], rests: {} }) as const;
const escalations: readonly EscalationCause[] = [
  { code: 'ASKED' },
  { code: 'NOBODY_ANSWERS' },
  { code: 'DEADLINE_NEAR', target: 'resolve', deadline: instant },
  { code: 'CHAIN_LIMIT_NEAR', queue: 'orderDesk', deadline: instant },
];
const callings: readonly CancelCause[] = [
  { code: 'CLIENT_CLOSED' },
  ...Object.keys(cancels).map((reason) => ({ code: 'REASON', reason }) as const),
];

describe('of tasks', () => {
  const head = { id: '@@task/w#1', taskId: 'w', taskType, happenedAt: instant, recordedAt: instant, by: 'x' };
  type Said<Type extends TaskEvent['type']> = Omit<
    Extract<TaskEvent, { type: Type }>,
    keyof typeof head | 'type'
  >;
  const all: { readonly [Type in TaskEvent['type']]: readonly Said<Type>[] } = {
    taskOpened: classNames.map((name) => ({
      clientId: 'acme',
      orderId: 'o1',
      queue: 'orderDesk',
      facts: {},
      promise: promiseOf(name),
    })),
    taskTaken: [{}],
    taskDeclined: [{}],
    taskPassedOn: [{ queue: 'orderDesk' }, { queue: 'claims', employeeId: 'x' }],
    taskRenamed: [
      {
        names: {
          types: { оформление: 'order' },
          queues: { заказы: 'orderDesk' },
          calendars: { старый: 'новый' },
          roles: { оператор: 'orderOperator' },
          facts: { сумма: 'orders.count' },
        },
      },
    ],
    taskPaused: Object.keys(pauses).map((reason) => ({ pauseId: 'p', reason, stopsClock: true })),
    taskResumed: [{ pauseId: 'p' }],
    taskPauseRecorded: [{ pauseId: 'p', reason: 'client', stopsClock: true, from: instant, until: instant }],
    taskPauseWithdrawn: [{ pauseId: 'p' }],
    taskAnswered: [{}],
    taskDone: [{}],
    taskReturned: Object.keys(returns).map((reason) => ({ reason })),
    taskResubmitted: [{}],
    taskReopened: [{ queue: 'claims' }],
    taskEscalated: escalations.map((cause) => ({ cause, to: 'headOfSales' })),
    taskChanged: [{ facts: {}, promise: promiseOf('usual') }],
    taskOpeningCorrected: [{ openedAt: instant, promise: promiseOf('usual') }],
    taskCancelled: callings.map((cause) => ({ cause })),
    taskFollowedClient: [{ clientId: 'acme', from: 'twin' }],
  };
  test.each(each<TaskEvent>('type', all, head))('the event %s', (_, event) => {
    expectRussian(describeTaskEvent(event, spoken));
    expectRussian(describeTaskEvent({ ...event, by: 'system' }, spoken));
  });

  const statuses = Object.keys(ru.work.statuses) as (keyof typeof ru.work.statuses)[];
  const refused: EachOf<TaskRefusal, 'code'> = {
    UNKNOWN_TASK: [{ taskId: 'w' }],
    TASK_EXISTS: [{ taskId: 'w' }],
    UNKNOWN_TASK_TYPE: [{ taskType: 'nirvana', known: Object.keys(work.document.tasks) }],
    UNKNOWN_QUEUE: [{ queue: 'nirvana', known: Object.keys(work.document.queues) }],
    UNKNOWN_TASK_REASON: [pauses, returns, cancels].map((reasons) => ({
      taskType,
      reason: 'nirvana',
      known: Object.keys(reasons),
    })),
    UNKNOWN_TASK_FACT: [{ fact: 'nirvana', known: [] }],
    WRONG_TASK_FACT: (Object.keys(ru.things.types) as (keyof typeof ru.things.types)[]).map((expected) => ({
      fact: 'nirvana',
      expected,
    })),
    WRONG_TASK_STATUS: statuses.map((status) => ({ taskId: 'w', status, allowed: statuses })),
    TASK_TAKEN: [{ taskId: 'w', employeeId: 'x' }],
    TASK_NOT_FOR_THEM: [[], Object.keys(ru.work.parties) as never[]].map((parties) => ({
      employeeId: 'x',
      step: 'take',
      parties,
      roles: ['orderOperator'],
    })),
    UNKNOWN_TASK_CLIENT: [{ clientId: 'acme' }],
    TASK_CLIENT_CLOSED: [{ clientId: 'acme' }],
    TASK_CLIENT_MERGED: [{ clientId: 'acme', into: 'twin' }],
    NOT_IN_QUEUE: [{ employeeId: 'x', queue: 'orderDesk' }],
    WORKER_AWAY: [{ employeeId: 'x' }, { employeeId: 'x', until: instant }],
    NO_TIME_LEFT: [{ employeeId: 'x', minutes: 30, left: 12.5 }],
    COMMAND_ID_REUSED: [{ commandId: 'c-1' }],
    UNKNOWN_PAUSE: [{ pauseId: 'p' }],
    PAUSE_EXISTS: [{ pauseId: 'p' }],
    PAUSE_ENDS_BEFORE_IT_BEGINS: [{ from: instant, until: instant }],
    TASK_IN_THE_FUTURE: [{ at: instant, now: instant }],
    TASK_TOO_EARLY: [{ at: instant, since: instant }],
    OPENED_TOO_LATE: [{ at: instant, until: instant }],
  };
  test.each(each<TaskRefusal>('code', refused))('the refusal %s', (_, reason) => {
    expectRussian(describeTaskRefusal([reason], spoken));
  });

  test('how a deadline comes about, whatever became of it', () => {
    const explained: DeadlineExplanation = {
      target: 'resolve',
      status: 'running',
      at: instant,
      metAt: instant,
      taskType,
      openedAt: instant,
      limit: { workingHours: 4 },
      service: 'usual',
      classes: [
        { service: 'first', truth: 'no', explanation: refusals.CONDITION_NOT_MET.explanation },
        { service: 'usual', truth: 'yes' },
      ],
      facts: {},
      hours,
      timeZone: 'Europe/Moscow',
      firstDay: '2026-03-06',
      counted: [
        { from: instant, to: instant, minutes: 90 },
        { from: instant, to: instant, minutes: 0.5 },
      ],
      countedMinutes: 90.5,
      leftMinutes: 30,
      daysOff: ['2026-03-08'],
      changedDays: ['2026-03-07'],
      pauses: [
        { pauseId: 'p', reason: 'client', from: instant, stopsClock: true, costMinutes: 5 },
        { pauseId: 'p', reason: 'client', from: instant, until: instant, stopsClock: true, costMinutes: 5 },
        { pauseId: 'p', reason: 'colleague', from: instant, stopsClock: false, costMinutes: 0 },
      ],
    };
    const limits = [
      { workingHours: 1.5 },
      { days: 1 },
      { hours: 2 },
      { workingDays: 0, cutOff: '14:00' },
      { workingDays: 3, cutOff: '14:00', by: '12:00' },
      { workingDays: 1 },
    ];
    for (const target of ['respond', 'resolve'] as const)
      for (const status of Object.keys(ru.work.deadline.heads[target]) as DeadlineExplanation['status'][])
        for (const limit of limits)
          expectRussian(describeDeadline({ ...explained, target, status, limit }, spoken));
  });

  const caveats: EachOf<StaffingCaveat, 'code'> = {
    TOO_FEW: [
      { of: 'arrivals', count: 3 },
      { of: 'handlingMinutes', count: 3 },
    ],
    ARRIVALS_IN_WAVES: [{ dispersion: 2.5 }],
    ARRIVALS_BY_PLAN: [{ dispersion: 0.5 }],
    HANDLING_VARIES: [{ variation: 2, waitFactor: 2.5 }],
    SOME_GIVE_UP: [{ share: 0.2 }],
  };
  test.each(each<StaffingCaveat>('code', caveats))('the caveat %s', (_, caveat) => {
    expectRussian(describeCaveat(caveat, spoken));
  });

  test('what there is to do at a desk, and the chapter of the regulation', () => {
    const task = {
      id: 'w',
      type: taskType,
      clientId: 'acme',
      pausedBy: 'p',
      pauses: { p: { reason: 'client' } },
      returned: { reason: 'unclear' },
    } as unknown as Task;
    const items: readonly TaskInboxItem[] = [
      ...(['IN_HAND', 'PAUSED', 'RETURNED'] as const).map((code) => ({ code, task, insteadOf: 'x' })),
      ...escalations.map((cause) => ({
        code: 'BROUGHT_BEFORE' as const,
        role: 'headOfSales',
        task: { ...task, escalated: { cause } } as Task,
      })),
      ...openingDeadlines.map((kind) => ({
        code: 'IN_HAND' as const,
        task: { ...task, deadline: { kind, of: '', at: instant } } as Task,
      })),
      { code: 'QUEUE_WAITS', queue: 'orderDesk', tasks: 3 },
    ];
    for (const item of items) expectRussian(describeTaskItem(item, spoken));
    expectRussian(describeWork(work, spoken));
    const { queues } = work.document;
    const dealt = {
      ...work.document,
      queues: { ...queues, orderDesk: { ...queues.orderDesk!, dealt: true } },
    };
    const printed = describeWork({ document: dealt }, spoken);
    expectRussian(printed);
    expect(printed).toContain('поступившие задачи распределяются по сотрудникам сразу');
  });
});

describe('of pay', () => {
  const head = {
    id: '@@payStatement/w#1',
    statementId: 'w',
    whose: 'x',
    period: '2026-02',
    happenedAt: instant,
    recordedAt: instant,
    by: 'y',
  };
  const digest = 'a';
  const all: { readonly [Type in PayEvent['type']]: readonly object[] } = {
    statementClosed: [{ knownTo: 1, digest, total: 1, paid: 1, owed: 0 }],
    statementRestated: [{ knownTo: 1, digest, revision: 2, difference: 1 }],
    objectionOpened: [{ objectionId: 'p', line: 0 }],
    objectionAnswered: [{ objectionId: 'p' }],
    objectionClosed: Object.keys(ru.payRecords.outcomes).map((outcome) => ({ objectionId: 'p', outcome })),
  };
  test.each(each<PayEvent>('type', all, head))('the event %s', (_, event) => {
    expectRussian(describePayEvent(event, options));
  });

  const roles = ['headOfSales'];
  const refused: EachOf<PayReason, 'code'> = {
    CLOSED_FOR_ANOTHER: [{ employeeId: 'x' }],
    CLOSED_OUT_OF_ORDER: [{ period: '2026-01', after: '2026-02' }],
    COMMAND_ID_REUSED: [{ commandId: 'c-1' }],
    KNOWN_BEFORE: [{ knownAt: instant }],
    MAY_NOT_CLOSE_PAY: [
      { by: 'x', roles },
      { by: 'x', roles: [] },
    ],
    MAY_NOT_SEE_PAY: [{ by: 'x', employeeId: 'y', roles }],
    NOT_THEIR_OBJECTION: [{ by: 'x', openedBy: 'y' }],
    OBJECTION_CLOSED: [{ objectionId: 'p' }],
    PERIOD_CLOSED: [{ last: '2026-02' }],
    PERIOD_LEFT_OUT: [{ missing: '2026-01' }],
    PERIOD_NOT_OVER: [{ endsAt: instant }],
    UNKNOWN_EMPLOYEE: [{ employeeId: 'x' }],
    UNKNOWN_LINE: [{ line: 9, lines: 3 }],
    UNKNOWN_OBJECTION: [{ objectionId: 'p' }],
    UNKNOWN_STATEMENT: [{ statementId: 'p' }],
  };
  test.each(each<PayReason>('code', refused))('the refusal %s', (_, reason) => {
    expectRussian(explainPayRefusal({ reasons: [reason] }, options));
  });
});

describe('of proposals', () => {
  const commands = [
    ...Object.keys(ru.things.actions).filter((type) => !/Redistribution$|Rules$|Data$|Employees$/.test(type)),
    'advanceTime',
  ];
  const command = (type: string) => ({ type, clientId: 'acme' }) as Command;
  const event = eventOf('holdPlaced', events.holdPlaced);
  const other: ClientEvent = eventOf('orderShipped', events.orderShipped);
  const proposal: Proposal = {
    id: 'p',
    status: 'open',
    clientId: 'acme',
    command: command('placeHold'),
    events: [event],
    by: 'x',
    to: 'y',
    at: instant,
    expiresAt: instant,
    decision: {
      by: 'y',
      at: instant,
      refusal: { command: 'placeHold', clientId: 'acme', reasons: [{ code: 'NO_HANDOFF' }] },
      differences: [{ proposed: event, now: other }, { proposed: event }, { now: other }],
    },
  };
  const statuses = Object.keys(ru.proposals.statuses) as Proposal['status'][];

  test('whatever came of one, and whatever is proposed', () => {
    for (const status of statuses) {
      expectRussian(describeProposal({ ...proposal, status }, options));
      expectRussian(
        explainProposal(
          { reasons: [{ code: 'PROPOSAL_CLOSED', proposal: { ...proposal, status } }] },
          options,
        ),
      );
    }
    for (const type of commands)
      expectRussian(describeProposal({ ...proposal, command: command(type) }, options));
    for (const reason of [
      { code: 'UNKNOWN_PROPOSAL', proposalId: 'p' },
      { code: 'PERSON_NEEDED', by: 'x' },
    ] as const)
      expectRussian(explainProposal({ reasons: [reason] }, options));
  });

  const head = {
    id: '@@proposal/p#1',
    proposalId: 'p',
    happenedAt: instant,
    recordedAt: instant,
    by: 'y',
    command: { type: 'placeHold', clientId: 'acme' },
    proposedBy: 'x',
  };
  const all: { readonly [Type in ProposalEvent['type']]: readonly object[] } = {
    proposalMade: [{ to: 'y', expiresAt: instant }],
    proposalApproved: [{ eventIds: [] }],
    proposalRejected: [{}],
    proposalRefused: [{ reasons: ['NO_HANDOFF'] }],
    proposalFoundStale: [{ differing: ['holdPlaced'] }],
  };
  test.each(each<ProposalEvent>('type', all, head))('the event %s', (_, event) => {
    expectRussian(describeProposalEvent(event, options));
  });
});

describe('of an inbox', () => {
  const transfer = 'handToClientManager';
  const from = { role: 'developmentSpecialist', employeeId: 'x' };
  const to = { role: 'clientManager', employeeId: 'y' };
  const overload = { employeeId: 'y', hours: 140.25, capacity: 130 };
  const nobody = { transfer, from: { role: from.role }, to: { role: to.role } };
  const all: { readonly [Code in InboxItem['code']]: readonly object[] } = {
    OFFERED_TO_ME: [{ transfer, from, to, overload }, nobody],
    OFFERED_TO_ROLE: [nobody],
    ESCALATED_TO_ME: Object.keys(ru.things.escalations).map((cause) => ({ transfer, from, to, cause })),
    OFFER_WAITS: [
      { transfer, from, to },
      { ...nobody, escalatedTo: 'headOfSales' },
    ],
    OFFER_LAPSED: [{ role: from.role, transfer }],
    OFFER_REJECTED: Object.keys(conveyor.blueprint.transfers[transfer]?.handoff?.rejections ?? {}).map(
      (reason) => ({ role: from.role, transfer, reason }),
    ),
    RELEASE_AHEAD: [{ role: 'telemarketer', transfer: 'releaseUntouched' }],
    FIRST_CONTACT: [{ role: to.role, transfer }],
    INTRODUCTION: [{ role: to.role, planId: 'p' }],
    WINDOW_OPEN: [{ windowId: 'w', category: 'dairy', since: instant }],
    ORDER_HELD: ['toLift', 'waits'].map((status) => ({ status, hold: 'creditStop', orderId: 'o1' })),
    OVERDUE: ['overdue', 'dormant'].map((status) => ({ status, since: instant })),
    STANDING_IN: [{ employeeId: 'x', clients: 3, insteadOf: 'x' }],
    IN_POOL: [{ pool: 'clientManager', clients: 3, since: instant }],
  };
  test.each(each<InboxItem>('code', all, { clientId: 'acme', value: { amount: 1, currency: 'EUR' } }))(
    'the item %s',
    (_, item) => {
      expectRussian(describeInboxItem(item, options));
      if ('overload' in item || 'clientId' in item)
        expectRussian(describeInboxItem({ ...item, insteadOf: 'x' } as InboxItem, options));
    },
  );
});

describe('of who sees a client', () => {
  const role = 'clientManager';
  const transfer = 'handToClientManager';
  const { explanation } = refusals.CONDITION_NOT_MET;
  const all: EachOf<AccessReason, 'code'> = {
    SERVICE: [{}],
    MAY_OVERRIDE: [{ role }],
    READS_ALL: [{ role }],
    HOLDS: [{ role }],
    STANDS_IN: [{ role, insteadOf: 'y' }],
    OFFERED: [{ transfer }, { transfer, insteadOf: 'y' }],
    OFFERED_TO_ROLE: [{ transfer, role }],
    DECIDES: [{ transfer, role }],
    MAY_READ: [{ role, explanation }],
    MAY_NOT_READ: [{ role, explanation }],
    NOT_CONCERNED: [{}],
    NOT_EMPLOYED: [{}],
  };
  test.each(each<AccessReason>('code', all))('the reason %s', (_, reason) => {
    for (const isVisible of [true, false])
      expectRussian(describeAccess({ clientId: 'acme', as: 'x', isVisible, reasons: [reason] }, options));
  });
});

describe('of clients that moved in', () => {
  const role = 'clientManager';
  const some = { orders: 3, orderId: 'o1' };
  const unfit = (Object.keys(ru.onboarding.unfit) as (keyof typeof ru.onboarding.unfit)[]).map((why) => ({
    role,
    employeeId: 'x',
    why,
  }));
  const alike = (Object.keys(ru.duplicates.kinds) as (keyof typeof ru.duplicates.kinds)[]).flatMap((kind) =>
    (Object.keys(ru.duplicates.by) as (keyof typeof ru.duplicates.by)[]).map((by) => ({
      kind,
      by,
      clientId: 'acme',
    })),
  );
  const all: EachOf<NewcomerOddity, 'code'> = {
    HOLDER_UNFIT: unfit,
    DEPUTY_UNFIT: unfit,
    ORDERS_BEFORE_REGISTRATION: [{ orders: 3, first: instant, registeredAt: instant }],
    ORDERS_SAY_OTHERWISE: [{ told: 'regular', state: 'dormant', lastAt: instant }],
    NO_ORDER_LASTED: [{ orders: 3 }],
    ORDER_TWICE: [some],
    MARK_BEFORE_ORDER: [some],
    RETURNED_UNSHIPPED: [some],
    NEGATIVE_TOTAL: [some],
    OTHER_CURRENCY: [some],
    MOVED_BY_TIME: [{ told: 'regular', state: 'dormant' }],
    SAME_ID: [{ kind: 'ИНН', id: '7707083893', clientId: 'acme' }],
    ALIKE: alike as never,
    SAME_ORDER: [{ ...some, clientId: 'acme' }],
    RELEASED_BY_TIME: [
      { role, employeeId: 'x' },
      { role, employeeId: 'x', transfer: 'releaseUntouched' },
    ],
    ROW_TWICE: [{ first: 3 }],
  };
  test.each(each<NewcomerOddity>('code', all))('the oddity %s', (_, oddity) => {
    expectRussian(describeOddity(oddity, options));
  });

  test('who is perhaps the same company', () => {
    for (const one of alike)
      for (const where of [{ holder: { role, employeeId: 'x' } }, { pool: role }])
        expectRussian(
          describeDuplicate({ ...one, ...where, state: 'regular', commands: [] } as never, options),
        );
  });
});
