import { builtInFacts } from '../../blueprint/built-in-facts.ts';
import type { BuiltInFact } from '../../blueprint/fact-shapes.ts';
import { canMeet, QUESTION_WORK } from '../../conditions/analysis/analyse-condition.ts';
import { factsIn } from '../../conditions/analysis/facts-in.ts';
import { weightOf } from '../../conditions/analysis/weight-of.ts';
import { workBudget } from '../../conditions/analysis/work-budget.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import type { Condition, FactTest, Operand } from '../../conditions/condition.ts';
import type { FactValue, FactValues } from '../../conditions/fact-schema.ts';
import { addDuration } from '../../time/duration.ts';
import { type Explorer, later, type Trail, type WitnessCommand } from './explorer.ts';

/** How long to wait before trying again: some conditions come true by themselves. */
const waits = [0, 1, 8, 32, 100, 200, 400];

/**
 * Brings a client to where a condition holds without leaving its state. Analysis says which facts would do,
 * commands bring them about, and the conveyor's own facts are then asked. Facts that no command sets at will
 * are left as they are.
 */
export function arrange(
  explorer: Explorer,
  trail: Trail,
  condition: Condition | undefined,
): Trail | undefined {
  if (!condition) return trail;
  const { conveyor, budget } = explorer;
  if (!budget.spend(4 * weightOf(condition))) return undefined;
  const options = { ...explorer.options, budget: workBudget(QUESTION_WORK / 4, budget) };
  const facts = { ...builtInFacts, ...conveyor.blueprint.facts };
  const compiled = compileCondition(condition, {
    facts,
    readerOf: conveyor.rules.readerOf,
    timeZone: conveyor.blueprint.timeZone,
  });
  const isMet = (one: Trail) => compiled.evaluate(one.client, one.now) === 'yes';
  const isHere = (one: Trail | undefined): one is Trail => one?.client.state === trail.client.state;

  for (const days of waits) {
    const waited = days === 0 ? trail : explorer.wait(trail, later(trail.now, { days }));
    if (!isHere(waited)) continue;
    if (isMet(waited)) return waited;
    const pins = factsIn(condition).flatMap((fact) => pinOf(fact, waited, explorer));
    const wanted = canMeet([condition, ...pins], facts, { ...options, now: waited.now });
    if (wanted.verdict !== 'possible') continue;
    const arranged = bringAbout(wanted.example.facts, waited, explorer);
    if (isHere(arranged) && isMet(arranged)) return arranged;
  }
  return undefined;
}

/** Counts that only grow, by what they count. */
const growing: ReadonlySet<string> = new Set<BuiltInFact>([
  'orders.count',
  'orders.moments',
  'orders.inState',
  'orders.shipped',
  'orders.paid',
  'orders.cancelled',
  'orders.returned',
  'contacts.count',
  'contacts.twoWay',
  'people.decisionMakers',
  'people.influencers',
  'people.reachable',
  'windows.won',
  'windows.missed',
]);
const free: ReadonlySet<string> = new Set<BuiltInFact>([
  'windows.nextAt',
  'windows.preparationAt',
  'holds.active',
]);

/**
 * What cannot be different. A fact that no command sets stays as it is, and what is counted does not become
 * less.
 */
function pinOf(fact: string, trail: Trail, { conveyor }: Explorer): Condition[] {
  if (Object.hasOwn(conveyor.blueprint.facts, fact) || free.has(fact)) return [];
  const value = conveyor.fact(trail.client, fact, trail.now);
  if (value === undefined) return growing.has(fact) ? [] : [{ fact, is: 'absent' }];
  if (growing.has(fact)) return [{ fact, is: 'atLeast', value: value as number }];
  if (Array.isArray(value)) return [];
  return [{ fact, is: 'equals', value: value as Operand } satisfies FactTest];
}

function bringAbout(wanted: FactValues, trail: Trail, explorer: Explorer): Trail | undefined {
  const { blueprint } = explorer.conveyor;
  const own = Object.keys(wanted).filter((fact) => Object.hasOwn(blueprint.facts, fact));
  const read = (fact: BuiltInFact, from: Trail) => explorer.conveyor.fact(from.client, fact, from.now);
  let next: Trail | undefined = explorer.hold(trail);
  const send = (command: WitnessCommand) => {
    next = next && explorer.send(next, command);
  };
  const missing = (fact: BuiltInFact, most = 20) => {
    const value = wanted[fact];
    return typeof value === 'number' && next ? Math.min(most, value - Number(read(fact, next) ?? 0)) : 0;
  };
  const repeat = (fact: BuiltInFact, command: (n: number, now: Trail) => WitnessCommand) => {
    for (let n = missing(fact); n > 0 && next; n--) send(command(n, next));
  };

  for (const part of ['decisionMaker', 'influencer'] as const) {
    repeat(`people.${part}s`, (n) => ({
      type: 'recordPerson',
      personId: `${part}-${n}`,
      name: 'Somebody',
      part,
      reachable: true,
    }));
  }
  repeat('people.reachable', (n, { history }) => ({
    type: 'recordPerson',
    personId: `reachable-${n}-${history.length}`,
    name: 'Somebody',
    part: 'decisionMaker',
    reachable: true,
  }));
  for (const [fact, twoWay] of [
    ['contacts.twoWay', true],
    ['contacts.count', false],
  ] as const) {
    repeat(fact, () => ({ type: 'recordContact', channel: 'phone', twoWay }));
  }
  const orders = Math.max(
    ...(['orders.count', 'orders.shipped', 'orders.paid', 'orders.moments', 'orders.inState'] as const).map(
      (fact) => missing(fact),
    ),
  );
  const first = trail.history.length;
  for (let n = 0; n < orders && next; n++) {
    // One a day, the last one now: so many orders are as many purchase days.
    const placedAt = later(next.now, { days: n - orders + 1 });
    send({ type: 'recordOrder', order: { id: `order-${first}-${n}`, placedAt } });
  }
  for (const [fact, type] of [
    ['orders.shipped', 'shipOrder'],
    ['orders.paid', 'payOrder'],
  ] as const) {
    for (let n = missing(fact); n > 0; n--) send({ type, orderId: `order-${first}-${n - 1}` });
  }
  const decides = momentOf(wanted['windows.nextAt']);
  const prepares = momentOf(wanted['windows.preparationAt']);
  const decidesAt =
    decides ?? (prepares && addDuration(prepares, blueprint.windowLeadTime, blueprint.timeZone));
  if (decidesAt) send({ type: 'recordWindow', windowId: 'window', category: 'goods', decidesAt });
  for (const hold of listOf(wanted['holds.active'])) {
    if (next && !Object.hasOwn((next as Trail).client.holds, hold))
      send({ type: 'placeHold', hold, reason: 'for a while' });
  }
  // Last, since what follows from facts is what most blueprints wait for.
  if (own.length > 0)
    send({ type: 'learnFacts', facts: Object.fromEntries(own.map((fact) => [fact, wanted[fact]])) });
  return next;
}

const momentOf = (value: FactValue | null | undefined) => (typeof value === 'string' ? value : undefined);
const listOf = (value: FactValue | null | undefined): readonly string[] =>
  Array.isArray(value) ? value : [];
