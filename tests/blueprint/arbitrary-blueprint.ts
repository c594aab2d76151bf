import fc from 'fast-check';
import {
  actions,
  type BlueprintInput,
  type Condition,
  type FactDeclaration,
  fact,
  labelIn,
} from 'sales-conveyor';

type Transfer = BlueprintInput['transfers'][string];
type State = BlueprintInput['states'][string];

const label = (name: string) => ({ en: name, ru: `«${name}»` });
const everything = { own: [...actions], any: [...actions] };

const facts: readonly FactDeclaration[] = [
  { type: 'boolean', label: label('ready') },
  { type: 'enum', values: ['A', 'B', 'C'], label: label('segment') },
  { type: 'number', label: label('size') },
  { type: 'instant', label: label('promised') },
  { type: 'texts', label: label('lines'), values: ['dairy', 'meat'] },
];

/** Conditions on built-in facts, so that they suit any blueprint. */
const conditions: readonly (Condition | undefined)[] = [
  undefined,
  fact('orders.count').atLeast(1),
  fact('contacts.twoWay').atLeast(1),
  fact('people.reachable').atLeast(1),
  fact('orders.daysSinceLast').above(30),
];

const timers = [
  'cadence.overdueAt',
  'state.since',
  'contacts.untouchedSince',
  'client.registeredAt',
] as const;
const triggers = ['orderRecorded', 'contactRecorded', 'factsLearned'] as const;

const arrow = fc.record({
  from: fc.nat(99),
  to: fc.nat(99),
  how: fc.constantFrom('person', 'handoff', 'handoff', 'handoff', 'event', 'time'),
  condition: fc.constantFrom(...conditions),
  days: fc.integer({ min: 1, max: 90 }),
  nth: fc.nat(99),
});
type Arrow = typeof arrow extends fc.Arbitrary<infer T> ? T : never;

const seeds = fc.record({
  roles: fc.integer({ min: 1, max: 3 }),
  states: fc.array(
    fc.record({ responsible: fc.nat(9), supporting: fc.nat(9), sleeps: fc.boolean(), cadence: fc.boolean() }),
    { minLength: 2, maxLength: 5 },
  ),
  chain: fc.array(arrow, { minLength: 6, maxLength: 6 }),
  more: fc.array(arrow, { maxLength: 5 }),
  facts: fc.subarray([...facts]),
  holds: fc.subarray(['locked', 'creditStop']),
  days: fc.integer({ min: 10, max: 90 }),
  timeZone: fc.constantFrom('UTC', 'Europe/Moscow', 'America/New_York'),
});
type Seeds = typeof seeds extends fc.Arbitrary<infer T> ? T : never;

/**
 * A small valid blueprint: a chain of states to a final one, with transfers of every kind across it, own facts and holds. A state
 * that a client sleeps in is left by its wake date; only a person leads there.
 */
export const arbitraryBlueprint = (): fc.Arbitrary<BlueprintInput> => seeds.map(toBlueprint);

function toBlueprint({ roles, states, chain, more, ...seed }: Seeds): BlueprintInput {
  const roleNames = Array.from({ length: roles }, (_, i) => `role${i}`);
  const nameOf = (n: number) => `state${n}`;
  const drawn = states.map(({ responsible, supporting, sleeps, cadence }, i): [string, State, boolean] => {
    const holder = `role${responsible % roles}`;
    const other = `role${supporting % roles}`;
    const sleeping = sleeps && i > 0;
    const state: State = {
      label: label(nameOf(i)),
      responsible: holder,
      supporting: i === 0 ? roleNames.filter((role) => role !== holder) : other === holder ? [] : [other],
      load: { [holder]: i + 1 },
      cadence,
      waiting: sleeping,
    };
    return [nameOf(i), state, sleeping];
  });
  const sleeping = new Set(drawn.filter(([, , sleeps]) => sleeps).map(([name]) => name));
  const named: Record<string, State> = Object.fromEntries(drawn.map(([name, state]) => [name, state]));
  const arrows: [string, Transfer][] = [
    ...drawn.map(([from], i) => transferOf(chain[i] as Arrow, i, from, drawn[i + 1]?.[0] ?? 'closed')),
    ...more.map((one, i) => {
      const from = nameOf(one.from % states.length);
      const to = nameOf(one.to % states.length);
      return transferOf(one, 10 + i, from, to);
    }),
    ...[...sleeping].map((from, i): [string, Transfer] => [
      `wake${i}`,
      {
        label: label(`wake ${from}`),
        from: [from],
        to: 'state0',
        trigger: { kind: 'time', at: 'state.wakeAt' },
        priority: 50,
      },
    ]),
  ];

  function transferOf(one: Arrow, n: number, from: string, to: string): [string, Transfer] {
    const base = {
      label: label(`transfer${n}`),
      from: [from],
      to,
      priority: n,
      ...(one.condition && { when: one.condition }),
    };
    const by = { kind: 'person' as const, by: [roleNames[one.nth % roles] as string] };
    if (sleeping.has(to)) return [`transfer${n}`, { ...base, trigger: by, needsWakeDate: true }];
    const receiver = named[to]?.responsible;
    if (one.how === 'handoff' && receiver && from !== to) {
      const misfit = { misfit: { label: label('misfit'), fixable: true } };
      const handoff = {
        to: receiver,
        acceptWithin: { workingHours: one.days },
        escalateTo: 'head',
        rejections: misfit,
      };
      const onReturn = { to: 'state0', within: { days: one.days }, reasons: { no: { label: label('no') } } };
      return [
        `transfer${n}`,
        {
          ...base,
          trigger: by,
          handoff: one.nth % 2 ? { ...handoff, onReturn, firstContactWithin: { days: 2 } } : handoff,
        },
      ];
    }
    if (from === to || one.how === 'person' || one.how === 'handoff')
      return [`transfer${n}`, { ...base, trigger: by }];
    if (one.how === 'event') {
      const on = [triggers[one.nth % triggers.length] as (typeof triggers)[number]];
      return [`transfer${n}`, { ...base, trigger: { kind: 'event', on } }];
    }
    const runs = timers.filter((timer) => named[from]?.cadence || !timer.startsWith('cadence.'));
    const at = runs[one.nth % runs.length] as string;
    return [`transfer${n}`, { ...base, trigger: { kind: 'time', at, plus: { days: one.days } } }];
  }

  return {
    name: 'arbitrary',
    version: 1,
    label: label('arbitrary'),
    timeZone: seed.timeZone,
    currency: 'EUR',
    workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    facts: Object.fromEntries(seed.facts.map((declared) => [labelIn(declared.label, 'en'), declared])),
    roles: {
      ...Object.fromEntries(roleNames.map((role) => [role, { label: label(role), may: everything }])),
      head: { label: label('head'), may: everything },
    },
    services: { import: { label: label('import'), may: [...actions] } },
    holds: Object.fromEntries(
      seed.holds.map((hold, i) => [hold, { label: label(hold), stopsClock: i === 0 }]),
    ),
    states: { ...named, closed: { label: label('closed'), final: true } },
    entries: { cold: 'state0' },
    transfers: {
      ...Object.fromEntries(arrows),
      // The head has a part in it, and every open state can be left by hand.
      shut: {
        label: label('shut'),
        from: Object.keys(named),
        to: 'closed',
        trigger: { kind: 'person', by: ['head'] },
        priority: 90,
      },
    },
    cadence: {
      overdue: { kind: 'fixed', after: { days: seed.days } },
      dormant: { kind: 'timesOverdue', times: 2, atLeast: { days: 100 } },
      lost: { kind: 'fixed', after: { days: 360 } },
    },
    windowLeadTime: { days: 30 },
    mergedState: 'closed',
  };
}
