import type { Compiled } from './compile.ts';
import { chosenApart } from './own-item-prices.ts';
import type { BoundCertificate, RulePrice } from './proposal.ts';
import { toCheapestEntryChooser } from './solver/bound/cheapest-entries.ts';
import type { Multipliers } from './solver/model/solution.ts';

/** A rule's row in the instance, in the problem's own units. */
interface OwnRow {
  readonly rule: RulePrice['rule'];
  readonly employee: number;
  readonly measure: number;
  readonly scope: 'held' | 'kept' | 'gained';
  /** The minimum cost of its sum when every unit earns the price; minus infinity if unbounded. */
  readonly leastAt: (price: number) => number;
}

/** Limits first, then balances, as in the instance. */
function ownRows({ instance, bounds, balances }: Compiled): readonly OwnRow[] {
  return [
    ...instance.limits.map(({ measure, scope }, l): OwnRow => {
      const { rule, employee, min, max } = bounds[l] as Compiled['bounds'][number];
      return {
        rule,
        employee,
        measure,
        scope,
        leastAt: (price) => -price * (price > 0 ? max : Math.max(min, 0)),
      };
    }),
    ...instance.balances.map(({ measure }, b): OwnRow => {
      const { rule, employee, target, weight } = balances[b] as Compiled['balances'][number];
      const leastAt = (price: number) => -price * target - price ** 2 / (4 * weight);
      return { rule, employee, measure, scope: 'held', leastAt };
    }),
  ];
}

/**
 * The solver's prices in the problem's units, and the bound that they prove, less possible rounding errors.
 */
export function provenBy(
  compiled: Compiled,
  multipliers: Multipliers,
): { readonly certificate: BoundCertificate; readonly bound: number } {
  const { instance, scale, grids, indexed } = compiled;
  const all = [...multipliers.limits, ...multipliers.balances];
  const rows = ownRows(compiled);
  const tables = instance.measures.map(() => ({
    current: new Float64Array(instance.employees),
    away: new Float64Array(instance.employees),
  }));
  const prices: RulePrice[] = [];
  let [bound, magnitude] = [0, 0];
  for (const [r, { rule, employee, measure, scope, leastAt }] of rows.entries()) {
    const price = ((all[r] as number) / multipliers.scale / scale) * (grids[measure]?.units as number);
    const least = leastAt(price);
    if (price === 0 || !Number.isFinite(least)) continue;
    const employeeId = indexed.employees[employee]?.id;
    prices.push({ rule, ...(employeeId !== undefined && { employeeId }), price });
    bound += least;
    magnitude += Math.abs(least);
    const { current, away } = tables[measure] as (typeof tables)[number];
    for (let j = Math.max(employee, 0); j < (employee < 0 ? instance.employees : employee + 1); j++) {
      if (scope !== 'gained') current[j] = (current[j] as number) + price;
      if (scope !== 'kept') away[j] = (away[j] as number) + price;
    }
  }
  let rounding = compiled.rounding;
  for (const [d, { current, away }] of tables.entries()) {
    const { units, tooHigh, tooLow } = grids[d] as Compiled['grids'][number];
    const dearest = [...current, ...away].reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    rounding += (dearest * (tooHigh + tooLow)) / units;
  }
  const priced = new Set(rows.flatMap(({ employee, measure }) => (employee < 0 ? [] : [measure])));
  const apart = multipliers.items && chosenApart(compiled, multipliers, multipliers.items);
  const { sum, magnitude: ofItems } = apart ?? cheapest(compiled, tables, [...priced]);
  // Whoever may have a client may choose it: an error counts once for each of them.
  if (apart) rounding *= mostChoices(instance);
  const proven = bound + sum - rounding - 1e-13 * (magnitude + ofItems);
  if (proven >= 0)
    return { certificate: { prices, ...(apart && { clients: apart.clients }) }, bound: proven };
  // Costs are never negative: prices of 0 prove a bound of 0.
  const free = instance.measures.map(() => ({
    current: new Float64Array(instance.employees),
    away: new Float64Array(instance.employees),
  }));
  const least = cheapest(compiled, free, []);
  return { certificate: { prices: [] }, bound: least.sum - compiled.rounding - 1e-13 * least.magnitude };
}

/** The most employees that may have one item. */
function mostChoices({ items, start }: Compiled['instance']): number {
  let most = 1;
  for (let i = 0; i < items; i++) most = Math.max(most, (start[i + 1] as number) - (start[i] as number));
  return most;
}

/** Over all items, the least that each costs with anybody when its amounts are paid for. */
function cheapest(
  { instance, scale, grids }: Compiled,
  tables: readonly { readonly current: Float64Array; readonly away: Float64Array }[],
  priced: readonly number[],
): { readonly sum: number; readonly magnitude: number } {
  const { items, employees } = instance;
  const whole = {
    current: new Float64Array(tables.length * employees),
    away: new Float64Array(tables.length * employees),
  };
  for (const [d, { current, away }] of tables.entries()) {
    const units = scale / (grids[d]?.units as number);
    whole.current.set(
      current.map((price) => price * units),
      d * employees,
    );
    whole.away.set(
      away.map((price) => price * units),
      d * employees,
    );
  }
  const { total, magnitude } = toCheapestEntryChooser(instance, priced)(whole, new Int32Array(items));
  return { sum: total / scale, magnitude: magnitude / scale };
}

/** Converts prices of the problem to the solver's; those of rules that no longer exist are dropped. */
export function toMultipliers(compiled: Compiled, prices: readonly RulePrice[]): Multipliers {
  const { instance, scale, grids, indexed } = compiled;
  const known = new Map(prices.map(({ rule, employeeId = '', price }) => [keyOf(rule, employeeId), price]));
  const all = ownRows(compiled).map(({ rule, employee, measure }) => {
    const own = known.get(keyOf(rule, indexed.employees[employee]?.id ?? '')) ?? 0;
    return (own * scale) / (grids[measure]?.units as number);
  });
  const dearest = all.reduce((most, one) => Math.max(most, Math.abs(one)), 1);
  const finest = 2 ** Math.floor(Math.log2(Math.min(FINEST, Number.MAX_SAFE_INTEGER / dearest)));
  const whole = Float64Array.from(all, (one) => Math.round(one * finest));
  const { length } = instance.limits;
  return { scale: finest, limits: whole.slice(0, length), balances: whole.slice(length) };
}

/** The finest scale of prices. */
const FINEST = 2 ** 20;

const keyOf = (rule: string, employeeId: string) => JSON.stringify([rule, employeeId]);
