import fc from 'fast-check';
import {
  type Actor,
  type Client,
  type ClientEvent,
  type CommandInput,
  type Conveyor,
  commandSchema,
  type Instant,
} from 'sales-conveyor';

/** One step of a client's life: so many hours pass, then somebody does something. */
export interface Step {
  readonly hours: number;
  readonly command: CommandInput;
  readonly by: Actor;
}

const START = Date.parse('2026-01-05T09:00:00.000Z');
const clientId = 'acme';

const actors: readonly Actor[] = [
  { id: 'import', roles: ['import'] },
  { id: 'tanya', roles: ['telemarketer'] },
  { id: 'denis', roles: ['developmentSpecialist'] },
  { id: 'ivanova', roles: ['clientManager'] },
  { id: 'olga', roles: ['orderOperator'] },
  { id: 'head', roles: ['headOfSales'] },
  { id: 'stranger', roles: [] },
];

/** Commands as people send them: many sensible, some not, all well-formed. */
function arbitraryCommand(conveyor: Conveyor): fc.Arbitrary<CommandInput> {
  const { blueprint } = conveyor;
  const employee = fc.constantFrom('tanya', 'denis', 'ivanova', 'olga');
  const role = fc.constantFrom(...Object.keys(blueprint.roles));
  const state = fc.constantFrom(...Object.keys(blueprint.states));
  const order = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5', 'o6');
  const day = fc.integer({ min: -120, max: 400 }).map((n) => new Date(START + n * 86_400_000).toISOString());
  const future = fc
    .integer({ min: 400, max: 4000 })
    .map((n) => new Date(START + n * 86_400_000).toISOString());
  const known = fc.record({
    fit: fc.boolean(),
    constantNeed: fc.boolean(),
    cardComplete: fc.boolean(),
    decisionGroupMapped: fc.boolean(),
    termsAgreed: fc.boolean(),
    introductionMade: fc.boolean(),
  });
  const reason = fc.constantFrom(
    'misfit',
    'incomplete',
    'notNow',
    'oneOff',
    'noSecondOrder',
    'liquidated',
    'because',
  );
  const every = fc.constantFrom({ months: 1 }, { months: 6 }, { years: 1 });
  const commands: fc.Arbitrary<object>[] = [
    fc.record({ type: fc.constant('passTime') }),
    fc.record({ type: fc.constant('recordContact'), channel: fc.constant('phone'), twoWay: fc.boolean() }),
    fc.record({ type: fc.constant('learnFacts'), facts: known }),
    fc.constant({
      type: 'learnFacts',
      facts: Object.fromEntries(Object.keys(knownFacts).map((path) => [path, true])),
    }),
    fc.record({
      type: fc.constant('recordPerson'),
      personId: fc.constantFrom('p1', 'p2'),
      name: fc.constant('Somebody'),
      part: fc.constantFrom('decisionMaker', 'influencer', 'user'),
    }),
    fc.record(
      {
        type: fc.constant('recordWindow'),
        windowId: fc.constantFrom('w1', 'w2'),
        category: fc.constant('dairy'),
        decidesAt: day,
        every,
      },
      { requiredKeys: ['type', 'windowId', 'category', 'decidesAt'] },
    ),
    fc.record({
      type: fc.constant('resolveWindow'),
      windowId: fc.constantFrom('w1', 'w2'),
      outcome: fc.constantFrom('won', 'missed'),
    }),
    fc.record({
      type: fc.constant('recordOrder'),
      order: fc.record({
        id: order,
        placedAt: day,
        total: fc.record({ amount: fc.integer({ min: 1, max: 100_000 }), currency: fc.constant('EUR') }),
      }),
    }),
    ...['shipOrder', 'payOrder', 'cancelOrder', 'returnOrder'].map((type) =>
      fc.record({ type: fc.constant(type), orderId: order }),
    ),
    fc.constantFrom(...Object.entries(blueprint.transfers)).chain(([transfer, { reasons = {} }]) => {
      const fitting = Object.keys(reasons).length > 0 ? fc.constantFrom(...Object.keys(reasons)) : reason;
      return fc.record(
        {
          type: fc.constant('transfer'),
          transfer: fc.constant(transfer),
          to: employee,
          reason: fitting,
          wakeAt: future,
        },
        { requiredKeys: ['type', 'transfer'] },
      );
    }),
    fc.record({ type: fc.constant('acceptHandoff'), to: employee }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('rejectHandoff'), reason }),
    fc.record({ type: fc.constant('withdrawHandoff') }),
    fc.record({ type: fc.constant('returnClient'), reason }),
    fc.record({ type: fc.constant('assignRole'), role, employeeId: employee }),
    fc.record({ type: fc.constant('releaseRole'), role, reason: fc.constant('leaves') }),
    fc.record(
      { type: fc.constant('setDeputy'), role, employeeId: employee, until: day },
      { requiredKeys: ['type', 'role', 'employeeId'] },
    ),
    fc.record(
      {
        type: fc.constant('placeHold'),
        hold: fc.constantFrom(...Object.keys(blueprint.holds)),
        reason,
        until: day,
      },
      { requiredKeys: ['type', 'hold', 'reason'] },
    ),
    fc.record({ type: fc.constant('releaseHold'), hold: fc.constantFrom(...Object.keys(blueprint.holds)) }),
    fc.record({ type: fc.constant('override'), to: state, reason: fc.constant('I say so'), wakeAt: future }),
    fc.record({
      type: fc.constant('correctRecord'),
      eventId: fc.integer({ min: 1, max: 30 }).map((n) => `${clientId}#${n}`),
      reason,
    }),
  ];
  return fc.oneof(...commands).map((command) => ({ clientId, ...command }) as CommandInput);
}

const knownFacts = {
  fit: 0,
  constantNeed: 0,
  cardComplete: 0,
  decisionGroupMapped: 0,
  termsAgreed: 0,
  introductionMade: 0,
};

export function arbitraryLife(conveyor: Conveyor, maxLength = 40): fc.Arbitrary<Step[]> {
  const head = actors[5] as Actor;
  const step = fc.record({
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 72 }), fc.integer({ min: 72, max: 24 * 120 })),
    command: arbitraryCommand(conveyor),
    by: fc.oneof(
      { arbitrary: fc.constant(head), weight: 3 },
      { arbitrary: fc.constantFrom(...actors), weight: 2 },
    ),
  });
  return fc.array(step, { minLength: 1, maxLength });
}

export interface Life {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
  readonly now: Instant;
}

/** Lives a life step by step; `watch` sees the client after each command that was accepted. */
export function live(
  conveyor: Conveyor,
  steps: readonly Step[],
  watch: (life: Life) => void = () => {},
): Life {
  const source = Object.keys(conveyor.blueprint.entries)[0] as string;
  const first: Step = { hours: 0, command: { type: 'register', clientId, source }, by: actors[0] as Actor };
  let client: Client | undefined;
  let history: ClientEvent[] = [];
  let time = START;
  for (const { hours, command, by } of [first, ...steps]) {
    time += hours * 3_600_000;
    const now = new Date(time).toISOString();
    const outcome = conveyor.decide(client, commandSchema.parse(command), { now, by, history });
    if (!outcome.ok) continue;
    client = conveyor.evolveAll(client, outcome.events, history);
    history = [...history, ...outcome.events];
    watch({ client, history, now });
  }
  return { client: client as Client, history, now: new Date(time).toISOString() };
}
