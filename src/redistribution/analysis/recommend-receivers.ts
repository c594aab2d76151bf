import { withArguments } from '../../errors/with-arguments.ts';
import { balanced, measures } from '../check/measure.ts';
import { balanceRise, partsBy } from '../check/weighing.ts';
import type { RelaxableRule } from '../infeasible.ts';
import type { FullClient, ProblemClient } from '../problem.ts';
import type { BalancePrice, EmployeePrices, PlanPrices, RoomLeft } from './plan-prices.ts';
import { byRank, type Ranked, type ReceiverOption } from './receivers.ts';

type Rises = { -readonly [Rule in keyof ReceiverOption['rules']]: number };

/** What a client adds for itself. */
const ownRules = ['disruption', 'similarity', 'coverage', 'cost'] as const;

/**
 * Who could have a client, ranked as by `rankReceivers`, from the prices that a plan has left. No other
 * client is looked at. The client is as it is now, with its holder; by itself, without its group of
 * companies. Exact where all others are as the plan has put them; pins, forbidden pairs and protection are
 * not looked at. The first `most` are told, ten by default.
 * @example recommending(planPrices(problem, proposal))({ id: 'ACME', holder: 'ann', hours: 2 })[0]?.employeeId;
 */
export function recommending(
  prices: PlanPrices,
): (client: ProblemClient, most?: number) => readonly ReceiverOption[] {
  return withArguments('recommending', { prices }, () => {
    const partsOf = partsBy(prices.figures);
    const byId = new Map(prices.employees.map((one) => [one.employeeId, one]));
    return (client, most = FIRST) =>
      withArguments('recommending', { client, 'most: number': most }, () =>
        ranked(prices, { partsOf, byId }, client, most),
      );
  });
}

const FIRST = 10;

function ranked(
  { employees, room }: PlanPrices,
  {
    partsOf,
    byId,
  }: {
    readonly partsOf: ReturnType<typeof partsBy>;
    readonly byId: ReadonlyMap<string, EmployeePrices>;
  },
  asked: ProblemClient,
  most: number,
): readonly ReceiverOption[] {
  const client: FullClient = { ...asked, revenue: asked.revenue ?? 0, underServed: asked.underServed ?? 0 };
  const { holder, eligible } = client;
  const left = holder === undefined ? undefined : byId.get(holder);
  const able = eligible && new Set(eligible);
  // What has to go anyway counts against no budget of moves.
  const spent = left?.keeps ? room.filter((one) => isTooMuch(one, client)) : [];
  const missed = left ? left.room.filter((one) => isTooLittle(one, client, left.employeeId)) : [];
  const barred = [...spent, ...missed].map(({ rule }) => rule);
  const own = left && partsOf(client, left.employeeId);
  const saved = left ? balancesRise(left, client, -1) : 0;
  const options: Option[] = [];
  for (const one of employees) {
    const { employeeId } = one;
    if (one === left) keepFirst(options, { one, employeeId, difference: 0, isBarred: false }, most);
    else if (one.accepts && (!able || able.has(employeeId))) {
      const parts = partsOf(client, employeeId);
      let difference = saved + balancesRise(one, client, 1);
      for (const rule of ownRules) difference += parts[rule] - (own?.[rule] ?? 0);
      const isBarred = barred.length > 0 || one.room.some((limit) => isTooMuch(limit, client, employeeId));
      keepFirst(options, { one, employeeId, difference, isBarred }, most);
    }
  }
  return options.map(({ one, employeeId }): ReceiverOption => {
    if (one === left) return { employeeId, difference: 0, rules: {}, breaks: [] };
    const rules: Rises = {};
    if (left) addBalances(rules, left, client, -1);
    addBalances(rules, one, client, 1);
    const parts = partsOf(client, employeeId);
    for (const rule of ownRules) add(rules, rule, parts[rule] - (own?.[rule] ?? 0));
    const difference = Object.values(rules).reduce((sum, rise) => sum + rise, 0);
    return { employeeId, difference, rules, breaks: breaksOf(one, client, barred) };
  });
}

interface Option extends Ranked {
  readonly one: EmployeePrices;
}

/** Keeps the first so many by rank, in order: to sort all takes longer. */
function keepFirst(options: Option[], option: Option, most: number): void {
  let at = options.length;
  while (at > 0 && byRank(option, options[at - 1] as Option) < 0) at--;
  if (at >= most) return;
  options.splice(at, 0, option);
  if (options.length > most) options.pop();
}

function add(rules: Rises, rule: keyof Rises, rise: number): void {
  if (rise !== 0) rules[rule] = (rules[rule] ?? 0) + rise;
}

function addBalances(
  rules: Rises,
  { employeeId, balances }: EmployeePrices,
  client: FullClient,
  sign: 1 | -1,
): void {
  for (const balance of balances) add(rules, balance.rule, riseOf(balance, client, employeeId, sign));
}

function balancesRise({ employeeId, balances }: EmployeePrices, client: FullClient, sign: 1 | -1): number {
  let rise = 0;
  for (const balance of balances) rise += riseOf(balance, client, employeeId, sign);
  return rise;
}

function riseOf(
  { rule, weight, off }: BalancePrice,
  client: FullClient,
  employeeId: string,
  sign: 1 | -1,
): number {
  return balanceRise(weight, off, sign * balanced[rule](client, employeeId));
}

function breaksOf(
  { employeeId, room }: EmployeePrices,
  client: FullClient,
  barred: readonly RelaxableRule[],
): readonly RelaxableRule[] {
  const full = room.filter((one) => isTooMuch(one, client, employeeId));
  return full.length === 0 ? barred : [...new Set([...barred, ...full.map(({ rule }) => rule)])];
}

const isTooMuch = ({ measure, scope, most }: RoomLeft, client: FullClient, place?: string) => {
  const amount = scope === 'kept' ? 0 : measures[measure](client, place);
  return amount > 0 && most !== undefined && amount > most;
};

const isTooLittle = ({ measure, scope, least }: RoomLeft, client: FullClient, place: string) => {
  const amount = scope === 'gained' ? 0 : measures[measure](client, place);
  return amount > 0 && least !== undefined && amount > least;
};
