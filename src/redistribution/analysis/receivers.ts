import { limitsOf, type RuleLimit, tallyOf } from '../check/limits.ts';
import { balanced, heldBy, type MeasureName, measures, tolerancesOf } from '../check/measure.ts';
import { ableToHave, couldStay, type Unit } from '../check/unit.ts';
import { balanceRise } from '../check/weighing.ts';
import type { RelaxableRule } from '../infeasible.ts';
import type { FullClient } from '../problem.ts';
import { type WeighedRule, weighedRules } from './plan-analysis.ts';
import type { ReadPlan } from './read-plan.ts';

/** Somebody who could have a client instead, all else as planned. */
export interface ReceiverOption {
  readonly employeeId: string;
  /** By how much the objective would rise; below 0 it would fall. */
  readonly difference: number;
  /** The same by rule; rules that make no difference are left out. */
  readonly rules: Readonly<Partial<Record<WeighedRule, number>>>;
  /** Limits that would be broken: then it cannot be. */
  readonly breaks: readonly RelaxableRule[];
}

/**
 * Everybody who may have the unit, its present holder included. Those who can come first, then the least
 * difference first.
 */
export function receiversOf(plan: ReadPlan, unit: Unit): readonly ReceiverOption[] {
  const { base } = plan;
  const from = plan.placeOf(unit.clients[0] as FullClient);
  const rise = risesFrom(plan, unit, from);
  const brokenBy = breaksOf(plan, unit, from);
  const places = new Set([...ableToHave(base, unit), ...(from === undefined ? [] : [from])]);
  return [...places]
    .map((employeeId): ReceiverOption => {
      const rules = rise(employeeId);
      const difference = weighedRules.reduce((sum, rule) => sum + (rules[rule] ?? 0), 0);
      return { employeeId, difference, rules, breaks: employeeId === from ? [] : brokenBy(employeeId) };
    })
    .map((one) => ({ ...one, isBarred: one.breaks.length > 0 }))
    .sort(byRank)
    .map(({ isBarred: _, ...one }) => one);
}

/** What a receiver is ranked by. */
export interface Ranked extends Pick<ReceiverOption, 'employeeId' | 'difference'> {
  readonly isBarred: boolean;
}

/** Those who can be first, then the least difference first. */
export const byRank = (a: Ranked, b: Ranked): number =>
  Number(a.isBarred) - Number(b.isBarred) ||
  a.difference - b.difference ||
  (a.employeeId < b.employeeId ? -1 : 1);

/** What each rule would rise by if the unit went from where it is to somebody. */
function risesFrom({ base, weighing, placeOf }: ReadPlan, unit: Unit, from: string | undefined) {
  const held = heldBy(base.problem.clients, placeOf);
  const balances = new Map(weighing.balances.map((one) => [`${one.rule} ${one.employeeId}`, one]));
  const amountOf = (rule: 'load' | 'potential', place: string) =>
    unit.clients.reduce((sum, one) => sum + balanced[rule](one, place), 0);
  const change = (rule: 'load' | 'potential', place: string, sign: 1 | -1) => {
    const balance = balances.get(`${rule} ${place}`);
    if (!balance) return 0;
    const off = (held[rule].get(place) ?? 0) - balance.target;
    return balanceRise(balance.weight, off, sign * amountOf(rule, place));
  };
  const partsAt = (place: string | undefined) =>
    place === undefined ? [] : unit.clients.map((client) => weighing.partsOf(client, place));
  const own = partsAt(from);
  return (to: string): ReceiverOption['rules'] => {
    if (to === from) return {};
    const rises: Partial<Record<WeighedRule, number>> = {};
    const note = (rule: WeighedRule, rise: number) => {
      if (rise !== 0) rises[rule] = (rises[rule] ?? 0) + rise;
    };
    for (const rule of ['load', 'potential'] as const)
      note(rule, change(rule, to, 1) + (from === undefined ? 0 : change(rule, from, -1)));
    for (const [sign, parts] of [
      [1, partsAt(to)],
      [-1, own],
    ] as const) {
      for (const part of parts)
        for (const [rule, amount] of Object.entries(part)) note(rule as WeighedRule, sign * amount);
    }
    return rises;
  };
}

/** Which limits would be broken, or more broken than they are, by giving the unit to somebody. */
function breaksOf({ base, placeOf }: ReadPlan, unit: Unit, from: string | undefined) {
  const now = tallyOf(base, (client) => placeOf(client) ?? '');
  const limits = limitsOf(base);
  const toleranceFor = tolerancesOf(base.problem);
  const amount = (measure: MeasureName, place: string) =>
    unit.clients.reduce((sum, client) => sum + measures[measure](client, place), 0);
  const scopesOf = (place: string): readonly RuleLimit['scope'][] => [
    'held',
    place === unit.current ? 'kept' : 'gained',
  ];
  return (to: string): readonly RelaxableRule[] => {
    const broken = new Set<RelaxableRule>();
    for (const { rule, measure, scope, employeeId, min, max } of limits) {
      let change = 0;
      if (scope === 'moved') {
        if (!couldStay(unit)) continue;
        change =
          (to === unit.current ? 0 : amount(measure, to)) -
          (from === unit.current ? 0 : amount(measure, from ?? ''));
      } else {
        if (employeeId === to && scopesOf(to).includes(scope)) change += amount(measure, to);
        if (employeeId === from && from !== undefined && scopesOf(from).includes(scope))
          change -= amount(measure, from);
      }
      if (change === 0) continue;
      const slack = toleranceFor(measure);
      const after = now(scope, measure, employeeId) + change;
      if ((change > 0 && after > max + slack) || (change < 0 && after < min - slack)) broken.add(rule);
    }
    return [...broken];
  };
}
