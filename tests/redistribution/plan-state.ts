import { limitsOf, type RuleLimit } from '../../src/redistribution/check/limits.ts';
import { type MeasureName, measures, tolerancesOf } from '../../src/redistribution/check/measure.ts';
import { ableToHave, couldStay, readBase, type Unit } from '../../src/redistribution/check/unit.ts';
import { weigh } from '../../src/redistribution/check/weighing.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import type { ProposedMove } from '../../src/redistribution/proposal.ts';

/** Gives one unit to somebody. */
type Change = readonly [unit: number, to: string];

/** Who has whom, with what that costs and which limits it breaks, by the public problem alone: as the checker reads it. */
export class PlanState {
  readonly units: readonly Unit[];
  readonly choices: readonly (readonly string[])[];
  readonly place: (string | undefined)[];
  readonly mean: number;
  readonly #base;
  readonly #weighing;
  readonly #limits: readonly { readonly limit: RuleLimit; sum: number; readonly slack: number }[];
  readonly #limitsOf = new Map<string | undefined, number[]>();
  readonly #held = new Map<string, number>();

  constructor(problem: RedistributionProblem) {
    const full = parseProblem(problem);
    this.#base = readBase(full);
    this.#weighing = weigh(this.#base);
    this.units = this.#base.units;
    this.choices = this.units.map((unit) => ableToHave(this.#base, unit));
    this.place = this.units.map(() => undefined);
    this.#limits = limitsOf(this.#base).map((limit) => ({
      limit,
      sum: 0,
      slack: tolerancesOf(full)(limit.measure),
    }));
    for (const [at, { limit }] of this.#limits.entries())
      this.#limitsOf.set(limit.employeeId, [...(this.#limitsOf.get(limit.employeeId) ?? []), at]);
    const capacity = full.employees.reduce((sum, one) => sum + (one.keeps ? one.capacity : 0), 0);
    const hours =
      full.clients.reduce((sum, one) => sum + one.hours, 0) +
      full.employees.reduce((sum, one) => sum + (one.keeps && one.capacity > 0 ? one.otherHours : 0), 0);
    this.mean = hours / capacity;
  }

  /** Places everything by moves; what does not move stays. */
  apply(moves: readonly ProposedMove[]): this {
    const to = new Map(moves.map((move) => [move.clientId, move.to]));
    for (const [u, { clients }] of this.units.entries()) {
      const [first] = clients;
      const place = to.get(first?.id ?? '') ?? first?.holder;
      if (place !== undefined) this.change([[u, place]]);
    }
    return this;
  }

  change(changes: readonly Change[]): void {
    for (const [u, to] of changes) {
      this.#add(u, this.place[u], -1);
      this.place[u] = to;
      this.#add(u, to, 1);
    }
  }

  #add(u: number, place: string | undefined, sign: number): void {
    if (place === undefined) return;
    const unit = this.units[u] as Unit;
    for (const at of [...(this.#limitsOf.get(place) ?? []), ...(this.#limitsOf.get(undefined) ?? [])]) {
      const entry = this.#limits[at] as { limit: RuleLimit; sum: number };
      for (const client of unit.clients) {
        const isCurrent = client.holder === place;
        const { scope, measure } = entry.limit;
        const counts =
          scope === 'held' ||
          (scope === 'kept' ? isCurrent : scope === 'gained' ? !isCurrent : !isCurrent && couldStay(unit));
        if (counts) entry.sum += sign * measures[measure as MeasureName](client, place);
      }
    }
    for (const rule of ['load', 'potential'] as const) {
      const key = `${rule} ${place}`;
      this.#held.set(key, (this.#held.get(key) ?? 0) + sign * this.amount(u, rule, place));
    }
  }

  amount(u: number, rule: 'load' | 'potential', place?: string): number {
    const measure = rule === 'load' ? measures.hours : measures.potential;
    return (this.units[u] as Unit).clients.reduce((sum, one) => sum + measure(one, place), 0);
  }

  /** Utilisation over the mean one, of somebody who keeps clients and has capacity. */
  level(id: string, more = 0): number {
    const { capacity = 0, keeps = false, otherHours = 0 } = this.#base.staff.get(id) ?? {};
    if (!keeps || capacity <= 0) return Number.POSITIVE_INFINITY;
    return ((this.#held.get(`load ${id}`) ?? 0) + otherHours + more) / capacity / this.mean;
  }

  /** By how much all limits together are broken. */
  get broken(): number {
    return this.#limits.reduce((sum, { limit: { min, max }, sum: now, slack }) => {
      const outside = Math.max(0, now - max, min - now);
      return sum + (outside > slack ? outside : 0);
    }, 0);
  }

  get isWhole(): boolean {
    return this.place.every((place, u) => place !== undefined && this.choices[u]?.includes(place));
  }

  get objective(): number {
    let total = 0;
    for (const u of this.units.keys()) total += this.#costs(u, this.place[u] as string);
    for (const { rule, employeeId, target, weight } of this.#weighing.balances)
      total += weight * ((this.#held.get(`${rule} ${employeeId}`) ?? 0) - target) ** 2;
    return total;
  }

  #costs(u: number, place: string): number {
    return (this.units[u] as Unit).clients.reduce(
      (sum, client) => sum + Object.values(this.#weighing.partsOf(client, place)).reduce((a, b) => a + b, 0),
      0,
    );
  }

  /** By how much the objective rises if units go elsewhere, whatever limits say. */
  rise(changes: readonly Change[]): number {
    const by = new Map<string, number>();
    let rise = 0;
    for (const [u, to] of changes) {
      const from = this.place[u] as string;
      rise += this.#cost(u, to) - this.#cost(u, from);
      for (const rule of ['load', 'potential'] as const) {
        by.set(`${rule} ${from}`, (by.get(`${rule} ${from}`) ?? 0) - this.amount(u, rule, from));
        by.set(`${rule} ${to}`, (by.get(`${rule} ${to}`) ?? 0) + this.amount(u, rule, to));
      }
    }
    for (const [key, change] of by) {
      const balance = this.#balances.get(key);
      if (!balance) continue;
      const before = (this.#held.get(key) ?? 0) - balance.target;
      rise += balance.weight * change * (2 * before + change);
    }
    return rise;
  }

  readonly #known = new Map<string, number>();
  #cost(u: number, place: string): number {
    const key = `${u} ${place}`;
    const known = this.#known.get(key) ?? this.#costs(u, place);
    this.#known.set(key, known);
    return known;
  }

  get #balances() {
    this.#byKey ??= new Map(this.#weighing.balances.map((one) => [`${one.rule} ${one.employeeId}`, one]));
    return this.#byKey;
  }
  #byKey: ReadonlyMap<string, { readonly target: number; readonly weight: number }> | undefined;

  /** A single move or trade that is within the rules and lowers the objective by more than so much. */
  improvement(least: number): readonly Change[] | undefined {
    const tried = (changes: readonly Change[]) => {
      if (this.rise(changes) >= -least) return false;
      const before = changes.map(([u]): Change => [u, this.place[u] as string]);
      this.change(changes);
      const fits = this.broken === 0;
      this.change(before);
      return fits;
    };
    for (const u of this.units.keys()) {
      for (const to of this.choices[u] as readonly string[]) {
        if (to !== this.place[u] && tried([[u, to]])) return [[u, to]];
      }
    }
    for (let u = 0; u < this.units.length; u++) {
      for (let v = u + 1; v < this.units.length; v++) {
        const [a, b] = [this.place[u] as string, this.place[v] as string];
        if (a === b || !this.choices[u]?.includes(b) || !this.choices[v]?.includes(a)) continue;
        const trade: readonly Change[] = [
          [u, b],
          [v, a],
        ];
        if (tried(trade)) return trade;
      }
    }
    return undefined;
  }
}
