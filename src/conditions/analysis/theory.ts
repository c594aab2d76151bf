import { millisecondsInDay } from 'date-fns/constants';
import { addDuration, subtractDuration } from '../../time/duration.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { FactType, FactValue } from '../fact-schema.ts';
import { lookup } from '../lookup.ts';
import { type ChoiceDomain, type ChoiceResult, solveChoices } from './choices.ts';
import { type Choice, currencyOf, type Demand, NOW, type Quantity, type Requirement } from './demand.ts';
import { choicesOf, type FactDomain, itemsOf } from './fact-domain.ts';
import { solveLists } from './lists.ts';
import { Moments } from './moments.ts';
import { type OrderDemand, solveOrder, type Values } from './order.ts';
import { work } from './work-budget.ts';
import type { FactExample, World } from './world.ts';

const nowhere: FactDomain = {};
const steps = [0.5, 0.01, 1e-6];
/** Moments from which no duration leads out of the calendar. */
const EARLY = Date.parse('1000-01-01T00:00:00.000Z');
const LATE = Date.parse('9000-01-01T00:00:00.000Z');

/** Demands held against each other: contradictions that are certain, and facts that meet them all. */
export class Theory {
  readonly #world: World;
  readonly #moments: Moments;
  readonly #always: readonly Demand[];

  constructor(world: World, requirement: Requirement) {
    this.#world = world;
    this.#moments = new Moments(requirement, world.timeZone, world.budget);
    const facts = [...factsIn(requirement)];
    this.#always = facts.flatMap((fact): Demand[] =>
      this.#domain(fact).alwaysKnown ? [{ kind: 'known', fact }] : [],
    );
  }

  /** Whether the demands certainly cannot be met together. */
  contradicts(demands: readonly Demand[]): boolean {
    const known = this.#known(demands);
    if (known === undefined) return true;
    const { budget } = this.#world;
    if (!this.#solveOrder(this.#order(demands, known))) return true;
    if (solveChoices(demands, this.#choices(known), budget) === 'contradiction') return true;
    return solveLists(demands, this.#items, budget) === 'contradiction';
  }

  /**
   * Whether one more demand is excluded by who is known and who is not: looked at before anything is
   * computed.
   */
  isExcluded(way: Requirement, demands: readonly Demand[]): boolean {
    if (!('kind' in way) || (way.kind !== 'known' && way.kind !== 'unknown')) return false;
    work(this.#world.budget, 1 + this.#always.length + demands.length);
    const opposite = way.kind === 'known' ? 'unknown' : 'known';
    return [...this.#always, ...demands].some((one) => one.kind === opposite && one.fact === way.fact);
  }

  /** Facts that meet the demands, as `confirm` sees it; else the amounts that were tried last. */
  exampleOf(
    demands: readonly Demand[],
    confirm: (example: FactExample) => boolean,
  ): { example?: FactExample; amountOf?: (quantity: Quantity) => number } {
    const known = this.#known(demands) ?? new Set<string>();
    const { budget } = this.#world;
    const choices = solveChoices(demands, this.#choices(known), budget);
    if (!isChosen(choices)) return {};
    const lists = solveLists(demands, this.#items, budget, choices);
    if (lists === 'contradiction') return {};
    let tried: ((quantity: Quantity) => number) | undefined;
    for (const { values, now } of this.#amounts(demands, known)) {
      for (const step of steps) {
        const amountOf = (quantity: Quantity) =>
          typeof quantity === 'number' ? quantity : values(quantity, step);
        tried = amountOf;
        work(this.#world.budget, demands.length + known.size);
        const listOf = (fact: string) => [...(lists.get(fact)?.on ?? [])];
        const facts: Record<string, FactValue> = {};
        for (const fact of known) {
          const value = this.#factOf(fact, amountOf, choices, listOf);
          if (value !== undefined) facts[fact] = value;
        }
        const example = { facts, now };
        if (confirm(example)) return { example };
      }
    }
    return tried ? { amountOf: tried } : {};
  }

  /**
   * Amounts at this and that moment; with facts that are no further away than need be, and without caring.
   */
  *#amounts(
    demands: readonly Demand[],
    known: ReadonlySet<string>,
  ): Generator<{ values: Values; now: Instant }> {
    const order = this.#order(demands, known);
    const moments = [this.#world.now, ...(this.#world.anyMoment ? this.#otherMoments(order) : [])];
    for (const now of moments) {
      const pinned = [...order, ...this.#moments.pinnedAt(now, addDuration, subtractDuration)];
      const near = [...known].flatMap((fact) => this.#nearby(fact, now));
      const values = this.#solveOrder([...pinned, ...near]) ?? this.#solveOrder(pinned);
      if (values) yield { values, now };
    }
  }

  /**
   * Moments at which the amounts can be met. The first from the world's own on, or else the first of an old
   * one.
   */
  #otherMoments(demands: readonly OrderDemand[]): Instant[] {
    const [own, ...bounds] = [Date.parse(this.#world.now), order(EARLY, NOW), order(NOW, LATE)];
    const from = (least: readonly OrderDemand[]) => this.#solveOrder([...demands, ...least, ...bounds]);
    const values = from([order(own, NOW)]) ?? from([]);
    return values ? [toInstant(values(NOW, 0))] : [];
  }

  /** What an example had better look like: no ancient moments, no negative numbers. */
  #nearby(fact: string, now: Instant): OrderDemand[] {
    const type = this.#type(fact);
    if (type === 'instant') return [order(Date.parse(now) - 30 * millisecondsInDay, fact)];
    return type === 'number' || type === 'money' ? [order(0, fact)] : [];
  }

  /** The facts that have to be known, or nothing where one has to be both. */
  #known(demands: readonly Demand[]): ReadonlySet<string> | undefined {
    work(this.#world.budget, this.#always.length + demands.length);
    const known = new Set<string>();
    const unknown = new Set<string>();
    for (const demand of [...this.#always, ...demands]) {
      if (demand.kind === 'known') known.add(demand.fact);
      if (demand.kind === 'unknown') unknown.add(demand.fact);
    }
    for (const [one, other] of this.#world.relations.knownTogether ?? []) {
      if (known.has(one) || known.has(other)) for (const fact of [one, other]) known.add(fact);
    }
    return [...unknown].some((fact) => known.has(fact)) ? undefined : known;
  }

  #solveOrder(demands: readonly OrderDemand[]): Values | undefined {
    return solveOrder(demands, this.#moments.distances, this.#isWhole, this.#world.budget);
  }

  #order(demands: readonly Demand[], known: ReadonlySet<string>): OrderDemand[] {
    const relations = this.#world.relations.notAbove ?? [];
    work(this.#world.budget, demands.length + this.#moments.bounds.length + relations.length + known.size);
    return [
      ...demands.filter((demand): demand is OrderDemand => demand.kind === 'order'),
      ...this.#moments.bounds,
      ...relations.flatMap(([less, more]) => (known.has(less) && known.has(more) ? [order(less, more)] : [])),
      ...[...known].flatMap((fact) => this.#bounds(fact)),
    ];
  }

  #bounds(fact: string): OrderDemand[] {
    if (this.#type(fact) === 'instant') return this.#moments.calendar(fact);
    const { least, most } = this.#domain(fact);
    return [
      ...(least === undefined ? [] : [order(least, fact)]),
      ...(most === undefined ? [] : [order(fact, most)]),
    ];
  }

  #choices(known: ReadonlySet<string>): ReadonlyMap<string, ChoiceDomain> {
    const domains = new Map<string, ChoiceDomain>();
    for (const fact of known) {
      const declaration = lookup(this.#world.facts, fact);
      if (declaration?.type === 'money')
        domains.set(currencyOf(fact), this.#domain(fact).values ?? 'currency');
      else if (
        declaration &&
        (declaration.type === 'text' || declaration.type === 'enum' || declaration.type === 'boolean')
      )
        domains.set(fact, choicesOf(declaration, this.#domain(fact)));
    }
    return domains;
  }

  #factOf(
    fact: string,
    amountOf: (quantity: Quantity) => number,
    choices: ReadonlyMap<string, Choice>,
    listOf: (fact: string) => string[],
  ): FactValue | undefined {
    switch (this.#type(fact)) {
      case 'number':
        return amountOf(fact);
      case 'money':
        return { amount: amountOf(fact), currency: String(choices.get(currencyOf(fact))) };
      case 'instant':
        return toInstant(amountOf(fact));
      case 'texts':
        return listOf(fact);
      default:
        return choices.get(fact);
    }
  }

  readonly #isWhole = (variable: string): boolean => {
    const type = this.#type(variable);
    return (
      type === undefined || type === 'instant' || type === 'money' || this.#domain(variable).whole === true
    );
  };

  readonly #items = (list: string) => itemsOf(lookup(this.#world.facts, list), this.#domain(list));

  #type(fact: string): FactType | undefined {
    return lookup(this.#world.facts, fact)?.type;
  }

  #domain(fact: string): FactDomain {
    const { domains } = this.#world;
    return lookup(domains, fact) ?? nowhere;
  }
}

const order = (less: Quantity, more: Quantity): OrderDemand => ({ kind: 'order', less, more, strict: false });

const isChosen = (choices: ChoiceResult): choices is ReadonlyMap<string, Choice> =>
  choices !== undefined && choices !== 'contradiction';

function factsIn(requirement: Requirement): Set<string> {
  const facts = new Set<string>();
  const visit = (part: Requirement): void => {
    if ('all' in part) part.all.forEach(visit);
    else if ('any' in part) part.any.forEach(visit);
    else if (part.kind === 'known' || part.kind === 'unknown') facts.add(part.fact);
  };
  visit(requirement);
  return facts;
}
