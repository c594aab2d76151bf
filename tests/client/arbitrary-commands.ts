import fc from 'fast-check';
import {
  type Actor,
  type Client,
  type ClientEvent,
  type CommandInput,
  type Conveyor,
  commandSchema,
  type FactDeclaration,
  type FactType,
  type Instant,
  type NearestStep,
  type TransferOption,
} from 'sales-conveyor';

/** A client's life, to be lived by `live`: plain data, so that it shrinks. */
export interface Script {
  /** Which of the blueprint's entries the client comes by. */
  readonly entry: number;
  readonly steps: readonly Step[];
}

/** So many hours pass, then somebody does something. */
interface Step {
  readonly hours: number;
  readonly deed: Deed;
}

/** A command as it stands, or what somebody is up to; the client's situation then says which commands that takes. */
type Deed = { readonly kind: 'send'; readonly command: CommandInput; readonly by: Actor } | Guided;

type GuidedKind =
  | 'goOn'
  | 'turn'
  | 'accept'
  | 'reject'
  | 'expire'
  | 'supply'
  | 'window'
  | 'correct'
  | 'staff'
  | 'wait';

/** `nth` picks among what is possible, `days` says how far ahead or back a date is. */
interface Guided {
  readonly kind: GuidedKind;
  readonly nth: number;
  readonly days: number;
}

const START = Date.parse('2026-01-05T09:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clientId = 'acme';
const orderIds = Array.from({ length: 100 }, (_, i) => `o${i + 1}`);
const total = { amount: 10_000, currency: 'EUR' };

export const head: Actor = { id: 'head', roles: ['headOfSales'] };
const importer: Actor = { id: 'import', roles: ['import'] };
const stranger: Actor = { id: 'stranger', roles: [] };

const instantAt = (time: number): Instant => new Date(time).toISOString();

/** Two of every role, so that a client can change hands within one. */
const employee = (role: string, n: number): Actor => ({ id: `${role}${1 + (n % 2)}`, roles: [role] });
const staffOf = ({ blueprint }: Conveyor) =>
  Object.keys(blueprint.roles).flatMap((role) => [employee(role, 0), employee(role, 1)]);

/** Commands as people send them: many sensible, some not, all well-formed. */
function arbitraryCommand(conveyor: Conveyor): fc.Arbitrary<CommandInput> {
  const { blueprint } = conveyor;
  const employeeId = fc.constantFrom(...staffOf(conveyor).map(({ id }) => id));
  const role = fc.constantFrom(...Object.keys(blueprint.roles));
  const state = fc.constantFrom(...Object.keys(blueprint.states));
  const order = fc.constantFrom(...orderIds.slice(0, 6));
  const day = fc.integer({ min: -120, max: 400 }).map((n) => instantAt(START + n * DAY));
  const future = fc.integer({ min: 400, max: 4000 }).map((n) => instantAt(START + n * DAY));
  const facts = fc.record(mapValues(blueprint.facts, arbitraryValue), { requiredKeys: [] });
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
    fc.record({
      type: fc.constant('learnFacts'),
      facts: facts.filter((known) => Object.keys(known).length > 0),
    }),
    fc.record({ type: fc.constant('learnFacts'), facts: fc.constant(mapValues(blueprint.facts, goodValue)) }),
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
          to: employeeId,
          reason: fitting,
          wakeAt: future,
        },
        { requiredKeys: ['type', 'transfer'] },
      );
    }),
    fc.record({ type: fc.constant('acceptHandoff'), to: employeeId }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('rejectHandoff'), reason }),
    fc.record({ type: fc.constant('withdrawHandoff') }),
    fc.record({ type: fc.constant('returnClient'), reason }),
    fc.record({ type: fc.constant('assignRole'), role, employeeId }),
    fc.record({ type: fc.constant('releaseRole'), role, reason: fc.constant('leaves') }),
    fc.record(
      { type: fc.constant('setDeputy'), role, employeeId: fc.option(employeeId), until: day },
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

/** A value that a condition is likely to ask for. */
const goodValue = ({ type }: FactDeclaration) => valueByType[type];
const valueByType: Readonly<Record<FactType, unknown>> = {
  boolean: true,
  number: 1,
  money: { amount: 50_000, currency: 'EUR' },
  text: 'something',
  texts: ['something'],
  enum: 'A',
  instant: instantAt(START),
};

const arbitraryValue = (declaration: FactDeclaration): fc.Arbitrary<unknown> =>
  declaration.type === 'boolean' ? fc.boolean() : fc.constantFrom(goodValue(declaration), null);

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** What people are up to, and how often. */
const guided = fc.record({
  kind: fc.oneof(
    ...(
      [
        [8, 'goOn'],
        [1, 'turn'],
        [5, 'accept'],
        [2, 'reject'],
        [1, 'expire'],
        [3, 'supply'],
        [2, 'window'],
        [1, 'correct'],
        [3, 'staff'],
        [2, 'wait'],
      ] as const
    ).map(([weight, kind]) => ({ weight, arbitrary: fc.constant<Guided['kind']>(kind) })),
  ),
  nth: fc.nat(99),
  days: fc.oneof(fc.constant(0), fc.nat(200)),
});

function arbitraryDeed(conveyor: Conveyor): fc.Arbitrary<Deed> {
  const by = fc.oneof(
    { arbitrary: fc.constant(head), weight: 3 },
    { arbitrary: fc.constantFrom(importer, ...staffOf(conveyor), stranger), weight: 2 },
  );
  const sent = fc.record({ kind: fc.constant('send' as const), command: arbitraryCommand(conveyor), by });
  return fc.oneof({ weight: 1, arbitrary: sent }, { weight: 2, arbitrary: guided });
}

export function arbitraryLife(conveyor: Conveyor, maxLength = 60): fc.Arbitrary<Script> {
  const hours = fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 72 }) },
    { weight: 1, arbitrary: fc.integer({ min: 72, max: 24 * 120 }) },
  );
  const step = fc.record({ hours, deed: arbitraryDeed(conveyor) });
  return fc.record({ entry: fc.nat(9), steps: fc.array(step, { minLength: 1, maxLength, size: 'max' }) });
}

export interface Life {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
  readonly now: Instant;
}

/** Lives a life step by step; `watch` sees the client after each command that was accepted. */
export function live(
  conveyor: Conveyor,
  { entry, steps }: Script,
  watch: (life: Life) => void = () => {},
): Life {
  const source = nthOf(Object.keys(conveyor.blueprint.entries), entry) as string;
  const registered = { type: 'register', source };
  let life: Life | undefined;
  let time = START;
  const act = ({ command, by = head, at }: Act) => {
    if (at) time = Math.max(time, Date.parse(at));
    const now = instantAt(time);
    const { client, history = [] } = life ?? {};
    const input = commandSchema.parse({ clientId, ...command });
    const outcome = conveyor.decide(client, input, { now, by, history });
    if (!outcome.ok) return;
    life = {
      client: conveyor.evolveAll(client, outcome.events, history),
      history: [...history, ...outcome.events],
      now,
    };
    watch(life);
  };
  const known = () => ({ ...(life as Life), now: instantAt(time) });
  act({ command: registered, by: importer });
  for (const { hours, deed } of steps) {
    time += hours * HOUR;
    for (const each of actsOf(deed, { conveyor, ...known() })) act(each);
  }
  return known();
}

/** A command on its way; the head of sales gives it, at once, unless said otherwise. */
interface Act {
  readonly command: object;
  readonly by?: Actor;
  readonly at?: Instant | undefined;
}

/** What guides a deed. */
interface Situation extends Life {
  readonly conveyor: Conveyor;
}

type Guide = (deed: Guided, situation: Situation) => Act[];

const guidance: Readonly<Record<GuidedKind, Guide>> = {
  /** Starts a transfer that leads on, or does what would open it. */
  goOn: (deed, situation) => {
    const { states } = situation.conveyor.blueprint;
    const onward = byHand(situation).filter(({ to }) => !states[to]?.final && !states[to]?.waiting);
    return onward.length > 0 ? startOne(onward, deed, situation) : guidance.supply(deed, situation);
  },
  /** The same for any transfer, so that clients are deferred and closed, too. */
  turn: (deed, situation) => startOne(byHand(situation), deed, situation),
  accept: (deed, situation) => {
    const answer = answerOf(deed, situation);
    if (!answer) return guidance.goOn(deed, situation);
    const { receiver, by } = answer;
    return [{ command: { type: 'acceptHandoff', ...(by === head && { to: receiver.id }) }, by }];
  },
  reject: (deed, situation) => {
    const answer = answerOf(deed, situation);
    if (!answer) return giveBack(deed, situation);
    const reason = nthOf(Object.keys(answer.terms.rejections), deed.nth);
    return [{ command: { type: 'rejectHandoff', reason }, by: answer.by }];
  },
  expire: (_, { client }) => [passTime(client.handoff?.expiresAt)],
  /** Does what would open a transfer, also one that follows by itself. */
  supply: ({ nth, days }, situation) => {
    const refused = optionsIn(situation).filter(({ reasons }) => reasons.length > 0);
    const option = nthOf(refused, nth);
    return option ? remediesFor(option, daysFrom(situation.now, -days), situation) : [];
  },
  /** The window that is expected has its outcome; while none is, one becomes known. */
  window: ({ nth, days }, { client, now }) => {
    const [windowId] = Object.entries(client.windows).find(([, { status }]) => status === 'expected') ?? [];
    const outcome = nthOf(['missed', 'won'], nth);
    const decidesAt = daysFrom(now, days);
    const command = windowId
      ? { type: 'resolveWindow', windowId, outcome }
      : { type: 'recordWindow', windowId: 'w1', category: 'dairy', decidesAt };
    return [{ command }];
  },
  /** An earlier record was wrong: an order was placed on another day, anything else is void. */
  correct: ({ nth, days }, { history, now }) => {
    const records = history.filter(({ type }) => /^(contact|facts|person|window|order)/.test(type));
    const record = nthOf(records, nth);
    if (!record) return [];
    const command = { type: 'correctRecord', eventId: record.id, reason: 'a mistake' };
    if (record.type !== 'orderRecorded' || days === 0) return [{ command }];
    const order = { id: record.order.id, placedAt: daysFrom(now, -days), total };
    return [{ command: { ...command, replacement: { type: 'recordOrder', clientId, order } } }];
  },
  /** Finds a holder for a client in the pool; else somebody stands in for a holder. */
  staff: ({ nth, days }, { client: { pool, custody }, now }) => {
    const role = pool?.name ?? nthOf(Object.keys(custody), nth);
    if (!role) return [];
    const employeeId = employee(role, nth).id;
    if (pool) return [{ command: { type: 'assignRole', role, employeeId } }];
    return [{ command: { type: 'setDeputy', role, employeeId, until: daysFrom(now, 1 + days) } }];
  },
  /** Lets time pass to the moment of the next deadline. */
  wait: (_, { conveyor, client }) => [passTime(conveyor.nextDueAt(client))],
};

function actsOf(deed: Deed, situation: Situation): Act[] {
  return deed.kind === 'send' ? [deed] : guidance[deed.kind](deed, situation);
}

const nthOf = <T>(items: readonly T[], nth: number): T | undefined => items[nth % items.length];
const daysFrom = (now: Instant, days: number) => instantAt(Date.parse(now) + days * DAY);
const passTime = (at?: Instant): Act => ({ command: { type: 'passTime' }, at });
const optionsIn = ({ conveyor, client, now }: Situation) => conveyor.options(client, { now, by: head });
const byHand = (situation: Situation) => optionsIn(situation).filter(({ trigger }) => trigger === 'person');

function startOne(options: readonly TransferOption[], { nth, days }: Guided, situation: Situation): Act[] {
  const { conveyor, now } = situation;
  const option = nthOf(options, nth);
  if (!option?.open) return option ? remediesFor(option, now, situation) : [];
  const { transfer, reasonsToGive, needsWakeDate } = option;
  const role = conveyor.blueprint.transfers[transfer]?.handoff?.to;
  const command = {
    type: 'transfer',
    transfer,
    ...(reasonsToGive && { reason: nthOf(reasonsToGive, nth) }),
    ...(needsWakeDate && { wakeAt: daysFrom(now, 1 + days) }),
    ...(role && days > 0 && { to: employee(role, nth).id }),
  };
  return [{ command }];
}

/** Who can answer the open handoff, on which terms: the receiver, or the head of sales once it is too late for that. */
function answerOf({ nth }: Guided, { conveyor, client: { handoff }, now }: Situation) {
  const terms = handoff && conveyor.blueprint.transfers[handoff.transfer]?.handoff;
  if (!terms) return undefined;
  const { to, expiresAt, escalated } = handoff;
  const receiver = to.employeeId ? { id: to.employeeId, roles: [to.role] } : employee(to.role, nth);
  return { terms, receiver, by: escalated || now >= expiresAt ? head : receiver };
}

function giveBack({ nth }: Guided, { conveyor, client }: Situation): Act[] {
  const { transfers } = conveyor.blueprint;
  const received = Object.values(client.handoffs.received);
  const reasons = received.flatMap(({ transfer }) =>
    Object.keys(transfers[transfer]?.handoff?.onReturn?.reasons ?? {}),
  );
  return [{ command: { type: 'returnClient', reason: nthOf(reasons, nth) ?? 'because' } }];
}

/** What takes the reasons against a transfer away; an order is one of `since`. */
function remediesFor({ reasons }: TransferOption, since: Instant, situation: Situation): Act[] {
  const remedies = reasons.flatMap((reason): object[] => {
    if (reason.code === 'BLOCKED_BY_HOLD') return [{ type: 'releaseHold', hold: reason.hold }];
    if (reason.code !== 'CONDITION_NOT_MET') return [];
    return reason.explanation.nearest.flatMap((step) => commandsTowards(step, since, situation));
  });
  return remedies.map((command) => ({ command }));
}

/** What brings a condition one step nearer: facts, people, windows, orders. Some things only time can bring. */
function commandsTowards({ fact, is, needed }: NearestStep, since: Instant, situation: Situation): object[] {
  const { conveyor, client, now } = situation;
  const declaration = conveyor.blueprint.facts[fact];
  if (declaration) {
    const value = is === 'equals' ? needed : goodValue(declaration);
    return [{ type: 'learnFacts', facts: { [fact]: value } }];
  }
  switch (fact) {
    case 'people.reachable':
      return [{ type: 'recordPerson', personId: 'p1', name: 'Somebody', part: 'decisionMaker' }];
    case 'windows.preparationAt':
      return [{ type: 'recordWindow', windowId: 'w1', category: 'dairy', decidesAt: daysFrom(now, 300) }];
    case 'windows.nextAt':
      return Object.keys(client.windows).map((windowId) => ({
        type: 'resolveWindow',
        windowId,
        outcome: 'missed',
      }));
    case 'orders.count':
      return is === 'equals' ? undoOrder(client) : wholeOrder(client, since);
    default:
      return /^(orders|cadence)\./.test(fact) ? wholeOrder(client, since) : [];
  }
}

/** An order placed then, shipped and paid. */
function wholeOrder({ orders }: Client, placedAt: Instant): object[] {
  const orderId = orderIds.find((id) => orders.recent.every((order) => order.id !== id));
  return [
    { type: 'recordOrder', order: { id: orderId, placedAt, total } },
    { type: 'shipOrder', orderId },
    { type: 'payOrder', orderId },
  ];
}

function undoOrder({ orders }: Client): object[] {
  const order = orders.recent.findLast(({ cancelledAt, returnedAt }) => !cancelledAt && !returnedAt);
  return order ? [{ type: order.paidAt ? 'returnOrder' : 'cancelOrder', orderId: order.id }] : [];
}
