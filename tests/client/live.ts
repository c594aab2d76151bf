import type {
  Actor,
  Client,
  ClientEvent,
  Conveyor,
  Instant,
  NearestStep,
  TransferOption,
} from 'sales-conveyor';
import { commandSchema } from 'sales-conveyor/schema';
import { goodValue } from './arbitrary-life.ts';
import {
  clientId,
  DAY,
  type Deed,
  employee,
  type Guided,
  type GuidedKind,
  HOUR,
  head,
  importer,
  instantAt,
  orderIds,
  type Script,
  START,
  total,
} from './life-script.ts';

export interface Life {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
  readonly now: Instant;
  /** What the last decision itself has made of the client. */
  readonly told: Client;
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
      told: outcome.client,
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
    const onward = byHand(situation).filter(({ to }) => states[to]?.responsible && !states[to]?.waiting);
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
  expire: (_, { client }) => [advanceTime(client.handoff?.expiresAt)],
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
  /** Finds a holder for a client in the pool, or a plan does; else a plan moves the client on, or somebody stands in for its holder. */
  staff: ({ nth, days }, { client: { pool, custody }, now }) => {
    const role = pool?.name ?? nthOf(Object.keys(custody), nth);
    if (!role) return [];
    const employeeId = employee(role, nth).id;
    const from = custody[role]?.employeeId ?? null;
    const plan = { role, from, planId: `plan-${nth}`, cause: { code: 'text' as const, text: 'balance' } };
    if (days % 3 === 1) return [{ command: { type: 'applyRedistribution', to: employeeId, ...plan } }];
    if (pool) return [{ command: { type: 'assignHolder', role, employeeId } }];
    return [{ command: { type: 'setDeputy', role, employeeId, until: daysFrom(now, 1 + days) } }];
  },
  /** Lets time pass to the moment of the next deadline. */
  wait: (_, { conveyor, client }) => [advanceTime(conveyor.nextDueAt(client))],
};

/** What a deed takes in the situation. */
export function actsOf(deed: Deed, situation: Situation): Act[] {
  return deed.kind === 'send' ? [deed] : guidance[deed.kind](deed, situation);
}

const nthOf = <T>(items: readonly T[], nth: number): T | undefined => items[nth % items.length];
const daysFrom = (now: Instant, days: number) => instantAt(Date.parse(now) + days * DAY);
const advanceTime = (at?: Instant): Act => ({ command: { type: 'advanceTime' }, at });
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
