import type { RuleLimit } from './limits.ts';
import { type MeasureName, measures } from './measure.ts';
import type { ClaimedProposal } from './proposal-shape.ts';
import { ableToHave, type Base, couldStay, type Unit } from './unit.ts';
import type { PlanViolation } from './violation.ts';
import type { Weighing } from './weighing.ts';

type Prices = ClaimedProposal['certificate']['prices'];
type Scope = RuleLimit['scope'];
type PricesOf = Partial<Record<MeasureName, number>>;

/**
 * The lower bound that prices prove. It sums, over all units, the least cost with any eligible employee when
 * amounts are paid for, and, over all limits and balances, the minimum of their cost above these payments.
 * The magnitude is the sum of the absolute values, by which rounding is judged.
 */
export function boundBy(
  base: Base,
  limits: readonly RuleLimit[],
  weighing: Weighing,
  prices: Prices,
):
  | { readonly bound: number; readonly magnitude: number }
  | { readonly violations: readonly PlanViolation[] } {
  const rows = [...limits, ...weighing.balances.map((one) => ({ ...one, scope: 'held' as const }))];
  const asked = new Map(prices.map((one) => [keyOf(one), one]));
  const known = new Set(rows.map(keyOf));
  const wrong = prices.filter((one) => !known.has(keyOf(one)) || asked.get(keyOf(one)) !== one);
  if (wrong.length > 0) {
    return {
      violations: wrong.map(({ rule, employeeId }) => ({
        code: 'WRONG_CERTIFICATE',
        rule,
        ...(employeeId !== undefined && { employeeId }),
      })),
    };
  }
  const paid: Record<Scope, Map<string, PricesOf>> = {
    held: new Map(),
    kept: new Map(),
    gained: new Map(),
    moved: new Map(),
  };
  let [bound, magnitude] = [0, 0];
  const add = (term: number) => {
    bound += term;
    magnitude += Math.abs(term);
  };
  for (const row of rows) {
    const price = asked.get(keyOf(row))?.price ?? 0;
    if (price === 0) continue;
    const measure = 'measure' in row ? row.measure : row.rule === 'load' ? 'hours' : 'potential';
    const place = row.employeeId ?? '';
    const own = paid[row.scope].get(place) ?? {};
    paid[row.scope].set(place, { ...own, [measure]: (own[measure] ?? 0) + price });
    add(leastOf(row, price));
  }
  for (const unit of base.units) add(cheapest(base, weighing, paid, unit));
  return { bound, magnitude };
}

const keyOf = ({
  rule,
  employeeId = '',
}: {
  readonly rule: string;
  readonly employeeId?: string | undefined;
}) => JSON.stringify([rule, employeeId]);

/** The least that a sum can cost when every unit of it earns the price. */
function leastOf(row: RuleLimit | Weighing['balances'][number], price: number): number {
  if ('weight' in row) return -price * row.target - price ** 2 / (4 * row.weight);
  return -price * (price > 0 ? row.max : row.min);
}

function cheapest(
  base: Base,
  weighing: Weighing,
  paid: Record<Scope, Map<string, PricesOf>>,
  unit: Unit,
): number {
  let least = Number.POSITIVE_INFINITY;
  const common = couldStay(unit) ? paid.moved.get('') : undefined;
  for (const place of ableToHave(base, unit)) {
    const isCurrent = place === unit.current;
    const own = [paid.held.get(place), isCurrent ? paid.kept.get(place) : paid.gained.get(place)];
    const tables = isCurrent ? own : [...own, common];
    let cost = 0;
    for (const client of unit.clients) {
      const { disruption, similarity, coverage, cost: own, nearness } = weighing.partsOf(client, place);
      cost += disruption + similarity + coverage + own + nearness;
      for (const table of tables) {
        for (const name in table)
          cost += (table[name as MeasureName] ?? 0) * measures[name as MeasureName](client, place);
      }
    }
    least = Math.min(least, cost);
  }
  return least;
}
