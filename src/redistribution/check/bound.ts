import { type CostOf, chosenApart } from './chosen-apart.ts';
import type { RuleLimit } from './limits.ts';
import { type MeasureName, measures } from './measure.ts';
import type { ClaimedProposal } from './proposal-shape.ts';
import { ableToHave, type Base, couldStay } from './unit.ts';
import type { PlanViolation } from './violation.ts';
import type { Weighing } from './weighing.ts';

type Certificate = ClaimedProposal['certificate'];
type Scope = RuleLimit['scope'];
type PricesOf = Partial<Record<MeasureName, number>>;

/**
 * The lower bound that prices prove. It sums, over all units, the least cost with any eligible employee when
 * amounts are paid for, and, over all limits and balances, the minimum of their cost above these payments.
 * Where clients have prices, too, those that several may have are chosen employee by employee instead. The
 * magnitude is the sum of the absolute values, by which rounding is judged.
 */
export function boundBy(
  base: Base,
  limits: readonly RuleLimit[],
  weighing: Weighing,
  { prices, clients }: Certificate,
):
  | { readonly bound: number; readonly magnitude: number }
  | { readonly violations: readonly PlanViolation[] } {
  const rows = [...limits, ...weighing.balances.map((one) => ({ ...one, scope: 'held' as const }))];
  const asked = new Map(prices.map((one) => [keyOf(one), one]));
  const known = new Set(rows.map(keyOf));
  const wrong = prices.filter((one) => !known.has(keyOf(one)) || asked.get(keyOf(one)) !== one);
  const worth = new Map(clients?.map((one) => [one.clientId, one]));
  const ids = new Set(base.problem.clients.map(({ id }) => id));
  const strange = (clients ?? []).filter((one) => !ids.has(one.clientId) || worth.get(one.clientId) !== one);
  if (wrong.length > 0 || strange.length > 0) {
    const code = 'WRONG_CERTIFICATE' as const;
    return {
      violations: [
        ...wrong.map(({ rule, employeeId }) => ({
          code,
          rule,
          ...(employeeId !== undefined && { employeeId }),
        })),
        ...strange.map(({ clientId }) => ({ code, clientId })),
      ],
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
  const costOf = costing(weighing, paid);
  if (clients) {
    const terms = chosenApart(base, limits, { costOf, worthOf: ({ id }) => worth.get(id)?.price ?? 0 });
    for (const term of terms) add(term);
  } else {
    for (const unit of base.units) {
      const costs = ableToHave(base, unit).map((place) => costOf(unit, place));
      add(costs.reduce((least, cost) => Math.min(least, cost), Number.POSITIVE_INFINITY));
    }
  }
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

/** What a unit costs with somebody when its amounts are paid for. */
function costing(weighing: Weighing, paid: Record<Scope, Map<string, PricesOf>>): CostOf {
  return (unit, place) => {
    const common = couldStay(unit) ? paid.moved.get('') : undefined;
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
    return cost;
  };
}
