import type { Steps } from '../time/in-turns.ts';
import { amountOf, type Bound } from './bounds.ts';
import type { Compiled } from './compile.ts';
import type { Flows } from './flows.ts';
import type { ClientGroup, IndexedProblem } from './indexed-problem.ts';
import type { HolderObstacle, InfeasibilityReason, LimitedMeasure } from './infeasible.ts';

/** Reasons that prove infeasibility without search; empty if there are none. */
export function* reasoning(compiled: Compiled, flows: Flows): Steps<readonly InfeasibilityReason[]> {
  const homeless = compiled.indexed.groups.filter(({ choices }) => choices.length === 0);
  if (homeless.length > 0) return homeless.map((group) => nobodyEligible(group, compiled.indexed));
  const measures = [
    ...new Set(compiled.bounds.filter(({ scope }) => scope === 'held').map(({ measure }) => measure)),
  ];
  const reasons: InfeasibilityReason[] = [];
  for (const measure of measures) {
    const room = roomFor(measure, compiled);
    yield;
    const tooLarge = partsTooLarge(room);
    yield;
    const found = tooLarge.length > 0 ? tooLarge : yield* crowds(room);
    reasons.push(...found);
    yield;
    reasons.push(...minimumsOutOfReach(room));
    yield;
  }
  if (reasons.length > 0) return reasons;
  const rules = yield* flows.clashing(compiled.bounds);
  return rules ? [{ code: 'RULES_CLASH', rules }] : [];
}

function nobodyEligible(group: ClientGroup, { employees, rules }: IndexedProblem): InfeasibilityReason {
  const obstacles: Partial<Record<HolderObstacle, number>> = {};
  for (const e of employees.keys()) {
    const elsewhere = group.joins && !group.joins.includes(e) ? 'GROUP_ELSEWHERE' : undefined;
    const obstacle = rules.obstacleTo(group.clients, e) ?? elsewhere;
    if (obstacle) obstacles[obstacle] = (obstacles[obstacle] ?? 0) + 1;
  }
  return { code: 'NOBODY_ELIGIBLE', clientIds: group.clients.map(({ id }) => id), obstacles };
}

/** What each employee may hold of a measure, and what is to be placed. */
interface Room {
  readonly measure: LimitedMeasure;
  readonly compiled: Compiled;
  /** By group: its amount with the employee who needs least for it. */
  readonly amounts: readonly number[];
  /** A group's amount with an employee. */
  readonly amountWith: (i: number, e: number) => number;
  /** Whether that differs from one to another. */
  readonly isByPair: boolean;
  readonly most: Float64Array;
  readonly least: Float64Array;
  /** `most` less what is with the employee in any plan. */
  readonly free: Float64Array;
  /** Sums are compared with so much tolerance. */
  readonly slack: number;
}

function roomFor(measure: LimitedMeasure, compiled: Compiled): Room {
  const { indexed, bounds, amounts } = compiled;
  const most = new Float64Array(indexed.employees.length).fill(Number.POSITIVE_INFINITY);
  const least = new Float64Array(indexed.employees.length);
  const isMine = (bound: Bound) => bound.scope === 'held' && bound.measure === measure;
  for (const { employee, min, max } of bounds.filter(isMine)) {
    most[employee] = Math.min(most[employee] as number, max);
    least[employee] = Math.max(least[employee] as number, min);
  }
  const isByPair = measure === 'hours' && amounts.hoursByPair;
  const { groups, employees } = indexed;
  const rule = groups.map((group) => amountOf(group, measure, amounts));
  const amountWith = (i: number, e: number) =>
    isByPair ? amountOf(groups[i] as ClientGroup, measure, amounts, employees[e]?.id) : (rule[i] as number);
  const sizes = isByPair
    ? groups.map(({ choices }, i) => Math.min(...choices.map((e) => amountWith(i, e))))
    : rule;
  const free = most.slice();
  for (const [i, { choices }] of indexed.groups.entries()) {
    const [only] = choices;
    if (choices.length === 1) free[only as number] = (free[only as number] as number) - (sizes[i] as number);
  }
  return {
    measure,
    compiled,
    amounts: sizes,
    amountWith,
    isByPair,
    most,
    least,
    free,
    slack: 1e-7 * Math.max(1e-6, amounts.totals[measure]),
  };
}

function partsTooLarge({
  measure,
  compiled,
  amounts,
  amountWith,
  most,
  slack,
}: Room): readonly InfeasibilityReason[] {
  return compiled.indexed.groups.flatMap(({ clients, choices }, i) => {
    const amount = amounts[i] as number;
    if (choices.some((e) => (most[e] as number) + slack >= amountWith(i, e))) return [];
    const mostFree = Math.max(...choices.map((e) => most[e] as number));
    return [{ code: 'TOO_LARGE', clientIds: clients.map(({ id }) => id), measure, amount, mostFree }];
  });
}

/** The smallest sets of clients whose eligible employees have too little capacity together. */
function* crowds({ measure, compiled, amounts, free, slack }: Room): Steps<readonly InfeasibilityReason[]> {
  const { groups, employees } = compiled.indexed;
  const receiverSets = new Map<string, ReceiverSet>();
  // Most clients share one list: it is written out once.
  const known = new Map<readonly number[], ReceiverSet>();
  for (const [i, { choices }] of groups.entries()) {
    if (choices.length < 2) continue;
    let receiverSet = known.get(choices);
    if (!receiverSet) {
      const key = choices.join();
      receiverSet = receiverSets.get(key) ?? { choices: new Set(choices), groups: [], amount: 0 };
      receiverSets.set(key, receiverSet);
      known.set(choices, receiverSet);
    }
    receiverSet.groups.push(i);
    receiverSet.amount += amounts[i] as number;
  }
  yield;
  const sets = [...receiverSets.values()].sort((a, b) => a.choices.size - b.choices.size).slice(0, MOST_SETS);
  const everybody = { choices: new Set(employees.keys()) };
  const overfull = employees.flatMap((_, e) =>
    (free[e] as number) < -slack
      ? [
          crowdOf(
            [...groups.keys()].filter((i) => groups[i]?.choices.join() === String(e)),
            [e],
            (free[e] as number) + sumOf(groups, e),
          ),
        ]
      : [],
  );
  if (overfull.length > 0) return overfull;
  for (const [at, { choices }] of [...sets, everybody].entries()) {
    if (at % SETS_AT_ONCE === SETS_AT_ONCE - 1) yield;
    const within = [...receiverSets.values()].filter((one) => isWithin(one.choices, choices));
    const amount = within.reduce((sum, one) => sum + one.amount, 0);
    const room = [...choices].reduce((sum, e) => sum + Math.max(0, free[e] as number), 0);
    if (amount <= room + slack) continue;
    const inside = within.flatMap((one) => one.groups).sort((a, b) => a - b);
    return [crowdOf(inside, [...choices], room)];
  }
  return [];

  function sumOf(all: readonly ClientGroup[], e: number) {
    return all.reduce(
      (sum, one, i) =>
        one.choices.length === 1 && one.choices[0] === e ? sum + (amounts[i] as number) : sum,
      0,
    );
  }

  function crowdOf(inside: readonly number[], choices: readonly number[], room: number): InfeasibilityReason {
    const clients = inside.flatMap((i) => groups[i]?.clients ?? []);
    const holders = new Set(clients.flatMap(({ holder }) => holder ?? []));
    return {
      code: 'NO_ROOM',
      clientIds: clients.map(({ id }) => id),
      holders: [...holders].sort(),
      employeeIds: choices.filter((e) => employees[e]?.keeps).map((e) => employees[e]?.id as string),
      measure,
      amount: inside.reduce((sum, i) => sum + (amounts[i] as number), 0),
      free: room,
    };
  }
}

interface ReceiverSet {
  readonly choices: ReadonlySet<number>;
  readonly groups: number[];
  amount: number;
}

function isWithin(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  if (one.size > other.size) return false;
  for (const e of one) if (!other.has(e)) return false;
  return true;
}

/** Comparing every group with every other takes time; the smallest ones are the likeliest. */
const MOST_SETS = 200;
const SETS_AT_ONCE = 20;

function minimumsOutOfReach({
  measure,
  compiled,
  amounts,
  amountWith,
  isByPair,
  least,
  slack,
}: Room): readonly InfeasibilityReason[] {
  const { groups, employees } = compiled.indexed;
  if (least.every((one) => one === 0)) return [];
  const reachable = new Float64Array(employees.length);
  const ofList = new Map<readonly number[], number>();
  for (const [i, { choices }] of groups.entries()) {
    if (!isByPair) ofList.set(choices, (ofList.get(choices) ?? 0) + (amounts[i] as number));
    else for (const e of choices) reachable[e] = (reachable[e] as number) + amountWith(i, e);
  }
  for (const [choices, amount] of ofList)
    for (const e of choices) reachable[e] = (reachable[e] as number) + amount;
  const short = employees.flatMap(({ id }, e): readonly InfeasibilityReason[] => {
    const needed = least[e] as number;
    if (needed <= (reachable[e] as number) + slack) return [];
    return [{ code: 'OUT_OF_REACH', employeeId: id, measure, needed, reachable: reachable[e] as number }];
  });
  if (short.length > 0) return short;
  // What stays with somebody beyond their minimum is of no use to the others.
  const needed = least.reduce((sum, one) => sum + one, 0);
  const fixed = new Float64Array(employees.length);
  let open = 0;
  for (const [i, { choices }] of groups.entries()) {
    const [only] = choices;
    if (choices.length === 1)
      fixed[only as number] = (fixed[only as number] as number) + amountWith(i, only as number);
    else
      open += isByPair
        ? choices.reduce((most, e) => Math.max(most, amountWith(i, e)), 0)
        : (amounts[i] as number);
  }
  const useful = open + fixed.reduce((sum, one, e) => sum + Math.min(one, least[e] as number), 0);
  return needed > useful + slack ? [{ code: 'NOT_ENOUGH', measure, needed, amount: useful }] : [];
}
