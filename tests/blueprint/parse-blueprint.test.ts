import { BlueprintError, type BlueprintInput, defineConveyor, fact, isConveyorError } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { type Change, problemsAfter, problemsOf, smallBlueprint } from './small-blueprint.ts';

const label = { en: 'new', ru: 'новый' };
const state = { label, responsible: 'caller' };
const byCaller = { kind: 'person', by: ['caller'] };
const transfer = { label, trigger: byCaller };

/** A working time in several shifts. */
const week = (workingTime: Change): Change => ({
  days: undefined,
  from: undefined,
  to: undefined,
  ...workingTime,
});

/** One fault, and the one problem that is found: where, and what about it. */
type Fault = readonly [title: string, change: Change, path: string, message: string];

function eachIsFound(faults: readonly Fault[]): void {
  test.each(faults)('%s', (_title, change, path, message) => {
    expect(problemsAfter(change)).toMatchObject([
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    ]);
  });
}

test('the small blueprint is valid', () => {
  expect(problemsAfter({})).toEqual([]);
});

describe('a name that is not declared is found:', () => {
  eachIsFound([
    [
      'the first state of a source',
      { entries: { fair: 'leed' } },
      'entries.fair',
      'no state is called "leed"; did you mean "lead"?',
    ],
    ['the state of merged duplicates', { mergedState: 'gone' }, 'mergedState', 'no state is called "gone"'],
    [
      'a responsible role',
      { states: { lead: { responsible: 'callr' } } },
      'states.lead.responsible',
      'no role is called "callr"; did you mean "caller"?',
    ],
    [
      'a supporting role',
      { states: { lead: { supporting: ['caller', 'ghost'] } } },
      'states.lead.supporting[1]',
      'no role is called "ghost"',
    ],
    [
      'a source state of a transfer',
      { transfers: { park: { from: ['lead', 'limbo'] } } },
      'transfers.park.from[1]',
      'no state is called "limbo"',
    ],
    [
      'a role released by a transfer',
      { transfers: { park: { releases: ['ghost'] } } },
      'transfers.park.releases[0]',
      'no role is called "ghost"',
    ],
    [
      'a role that starts a transfer',
      { transfers: { park: { trigger: { by: ['caller', 'ghost'] } } } },
      'transfers.park.trigger.by[1]',
      'no role is called "ghost"',
    ],
    [
      'the fact of a time trigger',
      { transfers: { wake: { trigger: { at: 'state.wakeUpAt' } } } },
      'transfers.wake.trigger.at',
      'no fact of type instant is called "state.wakeUpAt"; did you mean "state.wakeAt"?',
    ],
    [
      'a fact of another type as the moment of a time trigger',
      { transfers: { wake: { trigger: { at: 'orders.count' } } } },
      'transfers.wake.trigger.at',
      'no fact of type instant is called "orders.count"',
    ],
    [
      'whom a handoff escalates to',
      { transfers: { hand: { handoff: { escalateTo: 'ghost' } } } },
      'transfers.hand.handoff.escalateTo',
      'no role is called "ghost"',
    ],
    [
      'the state after a rejection',
      { transfers: { hand: { handoff: { rejections: { misfit: { to: 'limbo' } } } } } },
      'transfers.hand.handoff.rejections.misfit.to',
      'no state is called "limbo"',
    ],
    [
      'the state after a return',
      { transfers: { hand: { handoff: { onReturn: { to: 'limbo' } } } } },
      'transfers.hand.handoff.onReturn.to',
      'no state is called "limbo"',
    ],
    [
      'who supplies a fact',
      { facts: { fit: { suppliedBy: ['ghost'] } } },
      'facts.fit.suppliedBy[0]',
      'no role is called "ghost"',
    ],
  ]);

  test('the target of a transfer, which then reaches nothing', () => {
    expect(problemsAfter({ transfers: { buy: { to: 'buyr' } } })).toMatchObject([
      { path: 'transfers.buy.to', message: 'no state is called "buyr"; did you mean "buyer"?' },
      { path: 'states.buyer', message: 'cannot be reached from any entry' },
    ]);
  });

  test('the receiver of a handoff, whom the target state cannot name either', () => {
    const problems = problemsAfter({ transfers: { hand: { handoff: { to: 'ghost' } } } });
    expect(problems.map(({ path }) => path)).toEqual(Array(2).fill('transfers.hand.handoff.to'));
    expect(problems[0]?.message).toBe('no role is called "ghost"; there are: caller, keeper, helper, head');
  });

  test('a role in a load norm', () => {
    expect(problemsAfter({ states: { kept: { load: { ghost: 1 } } } })).toMatchObject([
      {
        path: 'states.kept.load.ghost',
        message: 'no role is called "ghost"; there are: caller, keeper, helper, head',
      },
      { path: 'states.kept.load.ghost', message: '"ghost" does not take part in the state' },
    ]);
  });

  test('also where it is one that every JavaScript object has', () => {
    const hand = { to: 'constructor', handoff: { to: 'toString', escalateTo: 'valueOf' } };
    const paths = problemsAfter({
      mergedState: 'hasOwnProperty',
      transfers: { hand, wake: { trigger: { at: 'constructor' } } },
    }).map(({ path }) => path);
    expect(paths).toContain('mergedState');
    expect(paths).toContain('transfers.hand.to');
    expect(paths).toContain('transfers.hand.handoff.to');
    expect(paths).toContain('transfers.hand.handoff.escalateTo');
    expect(paths).toContain('transfers.wake.trigger.at');
  });

  test('with its path written as code, whatever is in the names on the way', () => {
    const facts = { 'size.staff': { type: 'number', label, suppliedBy: ['ghost'] } };
    const problems = problemsAfter({
      facts,
      transfers: { 'close-2': { ...transfer, from: ['lead'], to: 'x' } },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'facts["size.staff"].suppliedBy[0]',
      'transfers["close-2"].to',
    ]);
  });
});

describe('of states is found:', () => {
  eachIsFound([
    [
      'one that no entry and no transfer leads to',
      { states: { island: state }, transfers: { leave: { ...transfer, from: ['island'], to: 'lead' } } },
      'states.island',
      'cannot be reached from any entry',
    ],
    [
      'one that only a state out of reach leads to',
      {
        states: { island: state, reef: state },
        transfers: {
          swim: { ...transfer, from: ['island'], to: 'reef' },
          stay: { ...transfer, from: ['reef'], to: 'lead' },
        },
        entries: { sea: 'reef' },
      },
      'states.island',
      'cannot be reached from any entry',
    ],
    [
      'one that is not final and has no exit',
      { states: { pit: state }, transfers: { fall: { ...transfer, from: ['lead'], to: 'pit' } } },
      'states.pit',
      'is not final, yet no transfer leads out of it',
    ],
    [
      'one whose only transfer leads back to it',
      {
        states: { pit: state },
        transfers: { fall: { ...transfer, from: ['lead', 'pit'], to: 'pit' } },
      },
      'states.pit',
      'is not final, yet no transfer leads out of it',
    ],
    [
      'one that is final and has an exit',
      { transfers: { reopen: { ...transfer, from: ['closed'], to: 'lead' } } },
      'states.closed',
      'is final, yet transfers lead out of it',
    ],
    [
      'one that waits for no moment',
      { states: { lead: { waiting: true } } },
      'states.lead',
      'is a waiting state, so a transfer triggered by time must lead out of it',
    ],
    [
      'one that is not final and that nobody answers for',
      { states: { lead: { responsible: undefined } } },
      'states.lead',
      'is neither final nor resting, so it needs a responsible role',
    ],
    [
      'a load norm for a role that has no part in it',
      { states: { lead: { load: { keeper: 2 } } } },
      'states.lead.load.keeper',
      '"keeper" does not take part in the state',
    ],
    [
      'duplicates that end where clients go on',
      { mergedState: 'lead' },
      'mergedState',
      '"lead" is not a final state',
    ],
  ]);

  test.each([
    ['a rejection', { rejections: { misfit: { label, fixable: false, to: 'attic' } } }],
    ['a return', { onReturn: { to: 'attic' } }],
  ])('%s leads to a state and out of another like any transfer', (_what, handoff) => {
    const attic = { states: { attic: { label, final: true } }, transfers: { hand: { handoff } } };
    expect(problemsAfter(attic)).toEqual([]);
  });
});

describe('of roles is found:', () => {
  eachIsFound([
    [
      'one that nothing uses',
      { states: { kept: { supporting: [] } } },
      'roles.helper',
      'is used by no state, transfer or handoff',
    ],
    [
      'one that is to start a transfer and may start none',
      { transfers: { close: { trigger: { by: ['head', 'helper'] } } } },
      'transfers.close.trigger.by[1]',
      '"helper" may not transfer',
    ],
    [
      'one that is to receive clients and may not accept them',
      { roles: { keeper: { may: { own: ['transfer', 'rejectHandoff', 'returnClient'] } } } },
      'transfers.hand.handoff.to',
      '"keeper" may not acceptHandoff',
    ],
    [
      'one that is to receive clients and may not reject them',
      { roles: { keeper: { may: { own: ['transfer', 'acceptHandoff', 'returnClient'] } } } },
      'transfers.hand.handoff.to',
      '"keeper" may not rejectHandoff',
    ],
    [
      'one that is to give clients back and may not',
      { roles: { keeper: { may: { own: ['transfer', 'acceptHandoff', 'rejectHandoff'] } } } },
      'transfers.hand.handoff.onReturn',
      '"keeper" may not returnClient',
    ],
  ]);

  test('one that is to decide on escalated handoffs and may neither accept nor reject them', () => {
    expect(problemsAfter({ transfers: { hand: { handoff: { escalateTo: 'helper' } } } })).toMatchObject([
      { path: 'transfers.hand.handoff.escalateTo', message: '"helper" may not acceptHandoff' },
      { path: 'transfers.hand.handoff.escalateTo', message: '"helper" may not rejectHandoff' },
    ]);
  });

  test('none that holds any client or its own: either is enough', () => {
    expect(problemsAfter({ roles: { caller: { may: { own: [], any: ['transfer'] } } } })).toEqual([]);
  });
});

describe('of transfers is found:', () => {
  const event = (...on: string[]) => ({ kind: 'event', on });
  const second = { label, from: ['kept'], to: 'closed', trigger: event('orderRecorded', 'orderPaid') };

  eachIsFound([
    [
      'two that follow from one event without saying which comes first',
      { transfers: { also: second } },
      'transfers.also.priority',
      '"buy" follows from "kept" by event orderRecorded with the same priority 0',
    ],
    [
      'two that follow from one moment without saying which comes first',
      {
        transfers: {
          sleep: { label, from: ['parked'], to: 'closed', trigger: { kind: 'time', at: 'state.wakeAt' } },
        },
      },
      'transfers.sleep.priority',
      '"wake" follows from "parked" by time state.wakeAt',
    ],
    [
      'a way without a wake date into a state that is left by it',
      { transfers: { park: { needsWakeDate: false } } },
      'transfers.park',
      'leads to "parked" without the wake date by which it is left',
    ],
    [
      'a rejection into such a state, which can bring no date',
      { transfers: { hand: { handoff: { rejections: { misfit: { to: 'parked' } } } } } },
      'transfers.hand',
      'leads to "parked" without the wake date by which it is left',
    ],
    [
      'a client who would enter in such a state',
      { entries: { later: 'parked' } },
      'entries.later',
      '"parked" needs a wake date',
    ],
    [
      'a handoff that ends the custody of its own receiver',
      { transfers: { hand: { releases: ['keeper'] } } },
      'transfers.hand.releases',
      '"keeper" receives the client',
    ],
    [
      'a handoff to a role that has no part in the target state',
      { transfers: { hand: { handoff: { to: 'caller' } } } },
      'transfers.hand.handoff.to',
      'the target state "kept" does not name the receiving role "caller"',
    ],
    [
      'a handoff that nobody could reject',
      { transfers: { hand: { handoff: { rejections: { misfit: undefined } } } } },
      'transfers.hand.handoff.rejections',
      'the receiver needs at least one reason to reject for',
    ],
    [
      'a handoff that nobody offers',
      { transfers: { hand: { trigger: event('orderPaid') } } },
      'transfers.hand.handoff',
      'only a person can offer a handoff',
    ],
    [
      'a wake date that nobody gives',
      { transfers: { park: { trigger: event('orderPaid') } } },
      'transfers.park',
      'only a person can give a reason or a wake date',
    ],
    [
      'a wake date that an offer cannot carry',
      { transfers: { hand: { needsWakeDate: true } } },
      'transfers.hand.needsWakeDate',
      'an offer carries no wake date to the receiver',
    ],
    [
      'a cadence deadline where no cadence clock runs',
      { transfers: { wake: { trigger: { kind: 'time', at: 'cadence.overdueAt' } } } },
      'transfers.wake.trigger.at',
      'no cadence clock runs in "parked"',
    ],
    [
      'a reason that nobody gives',
      { transfers: { buy: { reasons: { big: { label } } } } },
      'transfers.buy',
      'only a person can give a reason or a wake date',
    ],
    [
      'an automatic one that goes nowhere',
      { transfers: { buy: { from: ['kept', 'buyer'] } } },
      'transfers.buy.to',
      'an automatic transfer must change the state',
    ],
    [
      'a condition on an unknown fact, by its name',
      { transfers: { buy: { when: { all: [{ fact: 'people.reachabel', is: 'atLeast', value: 1 }] } } } },
      'transfers.buy.when.all[0].fact',
      'no fact is called "people.reachabel"; did you mean "people.reachable"?',
    ],
    [
      'a condition with an operand of the wrong type',
      { transfers: { buy: { when: fact('orders.count').atLeast('three' as unknown as number) } } },
      'transfers.buy.when.value',
      'number',
    ],
    [
      'a condition with an operator that does not suit its fact',
      { transfers: { buy: { when: { not: { fact: 'fit', is: 'atLeast', value: 1 } } } } },
      'transfers.buy.when.not.is',
      'atLeast',
    ],
    [
      'a condition with a value that an enumeration lacks',
      { transfers: { buy: { when: { fact: 'orders.trend', is: 'equals', value: 'booming' } } } },
      'transfers.buy.when.value',
      'growing',
    ],
  ]);

  test('no ambiguity where priorities differ', () => {
    expect(problemsAfter({ transfers: { also: { ...second, priority: 1 } } })).toEqual([]);
  });

  test('no ambiguity where two wait for different spans after one moment', () => {
    const trigger = { kind: 'time', at: 'state.wakeAt', plus: { days: 1 } };
    expect(
      problemsAfter({ transfers: { sleep: { label, from: ['parked'], to: 'closed', trigger } } }),
    ).toEqual([]);
  });

  test('no ambiguity of one with itself, where it names an event or a state twice', () => {
    const trigger = event('orderRecorded', 'orderRecorded');
    expect(problemsAfter({ transfers: { buy: { from: ['kept', 'kept'], trigger } } })).toEqual([]);
  });
});

describe('of working hours is found:', () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const morning = { from: '09:00', to: '13:00' };

  eachIsFound([
    [
      'work that goes on when other work of the day has begun, once for all weekdays',
      {
        workingTime: week({
          shifts: [
            { days: [1, 2], from: '12:00', to: '18:00' },
            { days: [1, 2], ...morning },
          ],
        }),
      },
      'workingTime.shifts',
      '09:00–13:00 goes on when 12:00–18:00 has begun',
    ],
    [
      'a night that goes on when the next day has begun, over the end of the week too',
      {
        workingTime: week({
          shifts: [
            { days: [7], from: '22:00', to: '34:00' },
            { days: [1], ...morning },
          ],
        }),
      },
      'workingTime.shifts',
      '22:00–34:00 goes on when 09:00–13:00 has begun',
    ],
    [
      'a night that goes on when the next one has begun',
      { workingTime: { days: everyDay, from: '20:00', to: '45:00' } },
      'workingTime',
      '20:00–45:00 goes on when 20:00–45:00 has begun',
    ],
    [
      'a day of its own that begins before the night is over',
      {
        workingTime: {
          days: [5],
          from: '22:00',
          to: '30:00',
          dates: { '2026-01-10': [{ from: '05:00', to: '09:00' }] },
        },
      },
      'workingTime.dates["2026-01-10"]',
      '22:00–30:00 goes on when 05:00–09:00 has begun',
    ],
    [
      'a day that is off and worked',
      { workingTime: { holidays: ['2026-01-10'], dates: { '2026-01-10': [morning] } } },
      'workingTime.dates["2026-01-10"]',
      'must be left out',
    ],
    [
      'a limit that cannot pass in ten years',
      {
        workingTime: week({
          shifts: [
            { days: [1], from: '09:00', to: '09:15' },
            { days: [1], from: '10:00', to: '10:15' },
          ],
        }),
        transfers: { hand: { handoff: { acceptWithin: { workingHours: 300 } } } },
      },
      'transfers.hand.handoff.acceptWithin.workingHours',
      '300 working hours may not pass in ten years',
    ],
  ]);

  test('nothing where work ends as other work begins, and where as much passes', () => {
    const shifts = [
      { days: [1], from: '10:00', to: '10:15' },
      { days: [1], from: '10:15', to: '24:00' },
      { days: [2], from: '00:00', to: '10:15' },
    ];
    const transfers = { hand: { handoff: { acceptWithin: { workingHours: 2000 } } } };
    expect(problemsAfter({ workingTime: week({ shifts }), transfers })).toEqual([]);
  });
});

describe('of the rest is found:', () => {
  const custom = { kind: 'custom', name: 'ours' };

  eachIsFound([
    [
      'a built-in fact declared anew',
      { facts: { 'orders.count': { type: 'number', label } } },
      'facts["orders.count"]',
      'is a built-in fact and cannot be declared again',
    ],
    [
      'a cadence rule that was not given',
      { cadence: { lost: custom } },
      'cadence.lost',
      'no cadence rule is called "ours"',
    ],
    [
      'a cadence rule that was not given, for clients without a rhythm',
      {
        cadence: {
          overdue: {
            kind: 'ownMedian',
            times: 2,
            minMoments: 3,
            window: { days: 365 },
            otherwise: { kind: 'custom', name: 'ours' },
          },
        },
      },
      'cadence.overdue.otherwise',
      'no cadence rule is called "ours"',
    ],
    [
      'an overdue limit that is a multiple of itself',
      { cadence: { overdue: { kind: 'timesOverdue', times: 2, atLeast: { days: 1 } } } },
      'cadence.overdue',
      'is a multiple of the overdue limit, so it cannot be that limit',
    ],
  ]);

  test('nothing where the custom rule is given', () => {
    expect(problemsAfter({ cadence: { lost: custom } }, { cadenceRules: { ours: () => 5 } })).toEqual([]);
  });
});

describe('a wrong shape is found:', () => {
  eachIsFound([
    ['a missing part', { states: undefined }, 'states', 'is missing, must be an object'],
    ['an unknown key', { states: { lead: { color: 'red' } } }, 'states.lead.color', 'Unknown key'],
    [
      'a name that is none',
      { states: { '9th life': state } },
      'states["9th life"]',
      'must be a name of letters',
    ],
    ['a label in what is no language', { label: { Deutsch: 'x' } }, 'label.Deutsch', 'code of a language'],
    [
      'an empty label',
      { roles: { head: { label: { en: ' ' } } } },
      'roles.head.label.en',
      'must not be empty',
    ],
    ['a currency that is none', { currency: 'euro' }, 'currency', 'ISO 4217'],
    ['a time zone that is none', { timeZone: 'Europe/Nowhere' }, 'timeZone', 'IANA time zone'],
    [
      'an action that is none',
      { roles: { head: { may: { any: ['fire'] } } } },
      'roles.head.may.any[0]',
      'must be one of: register, ',
    ],
    [
      'a trigger of no kind',
      { transfers: { close: { trigger: { kind: 'magic' } } } },
      'transfers.close.trigger.kind',
      'must be one of: person, event, time',
    ],
    [
      'a transfer from nowhere',
      { transfers: { close: { from: [] } } },
      'transfers.close.from',
      'must not be empty',
    ],
    [
      'a negative load',
      { states: { kept: { load: { keeper: -1 } } } },
      'states.kept.load.keeper',
      'must be at least 0',
    ],
    ['a span of nothing', { windowLeadTime: { days: undefined } }, 'windowLeadTime', 'at least one part'],
    ['half a day', { windowGrace: { days: 0.5 } }, 'windowGrace.days', 'must be a whole number'],
    ['a version that is none', { version: 0 }, 'version', 'must be at least 1'],
    [
      'hours that end before they begin',
      { workingTime: { to: '08:00' } },
      'workingTime.to',
      'must be later than',
    ],
    [
      'hours over midnight that are not said to be',
      { workingTime: week({ shifts: [{ days: [1], from: '22:00', to: '06:00' }] }) },
      'workingTime.shifts[0].to',
      'must be later than "from"; on the day after it is written 30:00',
    ],
    [
      'more than the day after',
      { workingTime: week({ shifts: [{ days: [1], from: '22:00', to: '48:00' }] }) },
      'workingTime.shifts[0].to',
      '30:00 for 06:00',
    ],
    ['an empty week', { workingTime: week({ shifts: [] }) }, 'workingTime.shifts', 'must not be empty'],
    [
      'a shift and shifts',
      { workingTime: { shifts: [{ days: [1], from: '09:00', to: '12:00' }] } },
      'workingTime.shifts',
      'Unknown key',
    ],
    [
      'a date that is no day',
      { workingTime: { dates: { '2026-02-30': [] } } },
      'workingTime.dates["2026-02-30"]',
      'is a day that does not exist',
    ],
    ['a weekday that is none', { workingTime: { days: [0] } }, 'workingTime.days[0]', 'must be at least 1'],
    [
      'a holiday that is no day',
      { workingTime: { holidays: ['2026-02-30'] } },
      'workingTime.holidays[0]',
      'is a day that does not exist',
    ],
    [
      'a condition that is none',
      { transfers: { buy: { when: { fact: 'fit' } } } },
      'transfers.buy.when.is',
      'must be one of: equals',
    ],
  ]);

  test.each([[null], [undefined], ['mixed'], [[]]])('the whole of it: %j', (input) => {
    expect(problemsOf(input as unknown as BlueprintInput)).toMatchObject([
      { path: '', message: expect.stringContaining('must be an object') },
    ]);
  });
});

describe('a blueprint', () => {
  test('that is wrong is refused with all its problems at once, in the message, too', () => {
    const change = {
      entries: { fair: 'nowhere' },
      states: { kept: { supporting: [] } },
      cadence: { lost: { kind: 'custom', name: 'ours' } },
      transfers: {
        close: { trigger: { by: ['keeper', 'ghost'] } },
        buy: { when: { fact: 'mood', is: 'equals', value: 'good' } },
      },
    };
    const problems = problemsAfter(change);
    expect(problems.map(({ path }) => path)).toEqual([
      'entries.fair',
      'transfers.close.trigger.by[1]',
      'roles.helper',
      'transfers.buy.when.fact',
      'cadence.lost',
    ]);
    const define = () => defineConveyor(smallBlueprint(change));
    expect(define).toThrow(BlueprintError);
    for (const { path, message } of problems) expect(define).toThrow(`- ${path}: ${message}`);
  });

  test('of many wrong shapes is refused with all of them at once', () => {
    const problems = problemsAfter({ version: '1', currency: 'x', roles: { head: { label: undefined } } });
    expect(problems.map(({ path }) => path)).toEqual(['version', 'currency', 'roles.head.label']);
  });

  test('that is wrong is refused by an error with a stable code and the problems as its details', () => {
    try {
      defineConveyor(smallBlueprint({ mergedState: 'lead' }));
      expect.unreachable();
    } catch (error) {
      expect(isConveyorError(error, 'INVALID_BLUEPRINT')).toBe(true);
      expect(error).toMatchObject({ details: { problems: [{ path: 'mergedState' }] } });
    }
  });

  test('comes out with every default filled in', () => {
    const { blueprint } = defineConveyor(smallBlueprint());
    expect(blueprint).toMatchObject({
      timeZone: 'UTC',
      windowGrace: { days: 14 },
      services: {},
      holds: {},
      workingTime: { holidays: [] },
      roles: { helper: { may: { own: [], any: [] } } },
      states: { closed: { supporting: [], load: {}, cadence: false, waiting: false, final: true } },
      transfers: { close: { priority: 0, needsWakeDate: false, releases: [] } },
    });
  });

  test('survives JSON', () => {
    const json = JSON.stringify(mixed());
    const { blueprint } = defineConveyor(mixed());
    expect(defineConveyor(JSON.parse(json)).blueprint).toEqual(blueprint);
    expect(defineConveyor(JSON.parse(JSON.stringify(blueprint))).blueprint).toEqual(blueprint);
  });

  test('is copied and frozen through and through; what the caller gave stays as it was', () => {
    const given = smallBlueprint();
    const { blueprint } = defineConveyor(given);
    expect(given).toEqual(smallBlueprint());
    expect(isFrozenThroughout(blueprint)).toBe(true);
    given.states.lead = { label, final: true };
    const { from } = given.transfers.hand ?? { from: [] };
    (from as string[]).push('buyer');
    expect(blueprint).toEqual(defineConveyor(smallBlueprint()).blueprint);
  });

  test('that the caller has frozen is taken as well', () => {
    const given = deepFrozen(smallBlueprint());
    expect(problemsOf(given)).toEqual([]);
  });
});

const isFrozenThroughout = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout));

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}
