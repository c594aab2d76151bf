import type { Choice, Demand, TextDemand } from './demand.ts';
import { hasPart, isImpossibleText, type TextParts, textsWith } from './texts.ts';
import { type WorkBudget, work } from './work-budget.ts';

/** What a chosen value may be: one of some values, any text, or any currency. */
export type ChoiceDomain = readonly Choice[] | 'text' | 'currency';

/** `undefined` says that no choice was found although none is excluded for certain. */
export type ChoiceResult = 'contradiction' | ReadonlyMap<string, Choice> | undefined;

/** Variables that are to be the same, with all that is said of them. */
interface Group {
  readonly variables: string[];
  candidates: Choice[] | undefined;
  readonly isCurrency: boolean;
  readonly excluded: Set<Choice>;
  readonly parts: TextParts[];
}

const MAX_STEPS = 2_000;
const someCurrencies = ['EUR', 'USD', 'RUB', 'CNY', 'GBP', 'CHF'];

/** Values for variables that are chosen rather than measured, or that there are none. */
export function solveChoices(
  demands: readonly Demand[],
  domains: ReadonlyMap<string, ChoiceDomain>,
  budget: WorkBudget,
): ChoiceResult {
  work(budget, demands.length + domains.size);
  const groups = groupsOf(demands, domains, budget);
  const groupOf = (variable: string) => groups.get(variable) as Group;
  const pairs: [Group, Group][] = [];
  const relative: TextDemand[] = [];
  for (const demand of demands) {
    if (demand.kind === 'among') narrow(groupOf(demand.variable), demand.values, demand.holds, budget);
    if (demand.kind === 'same' && !demand.holds) {
      if (groupOf(demand.one) === groupOf(demand.other)) return 'contradiction';
      pairs.push([groupOf(demand.one), groupOf(demand.other)]);
    }
    if (demand.kind !== 'text') continue;
    const { variable, is, part, holds } = demand;
    if ('value' in part) groupOf(variable).parts.push({ is, part: part.value, holds });
    else if (groupOf(variable) !== groupOf(part.variable)) relative.push(demand);
    else if (!holds) return 'contradiction';
  }
  const all = [...new Set(groups.values())];
  for (const group of all) {
    const { candidates, excluded, parts } = group;
    if (!candidates) {
      if (isImpossibleText(parts, budget)) return 'contradiction';
      continue;
    }
    work(budget, candidates.length * (1 + parts.length));
    group.candidates = candidates.filter(
      (value) =>
        !excluded.has(value) && parts.every((one) => hasPart(String(value), one, budget) === one.holds),
    );
    if (group.candidates.length === 0) return 'contradiction';
  }
  return assign(all, pairs, relative, groupOf, budget);
}

function groupsOf(
  demands: readonly Demand[],
  domains: ReadonlyMap<string, ChoiceDomain>,
  budget: WorkBudget,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [variable, domain] of domains) {
    groups.set(variable, {
      variables: [variable],
      candidates: typeof domain === 'string' ? undefined : [...domain],
      isCurrency: domain === 'currency',
      excluded: new Set(),
      parts: [],
    });
  }
  for (const demand of demands) {
    if (demand.kind !== 'same' || !demand.holds) continue;
    const [one, other] = [groups.get(demand.one) as Group, groups.get(demand.other) as Group];
    if (one === other) continue;
    if (other.candidates) narrow(one, other.candidates, true, budget);
    work(budget, other.variables.length);
    for (const variable of other.variables) {
      one.variables.push(variable);
      groups.set(variable, one);
    }
  }
  return groups;
}

function narrow(group: Group, values: readonly Choice[], holds: boolean, budget: WorkBudget): void {
  work(budget, values.length + (group.candidates?.length ?? 0));
  if (!holds) {
    for (const value of values) group.excluded.add(value);
    return;
  }
  const possible = new Set(values);
  group.candidates = group.candidates?.filter((value) => possible.has(value)) ?? [...values];
}

function assign(
  groups: readonly Group[],
  pairs: readonly [Group, Group][],
  relative: readonly TextDemand[],
  groupOf: (variable: string) => Group,
  budget: WorkBudget,
): ChoiceResult {
  const chosen = new Map<Group, Choice>();
  const related = new Set([
    ...pairs.flat(),
    ...relative.flatMap((one) => [groupOf(one.variable), groupOf(partOf(one))]),
  ]);
  const isExhaustive = [...related].every(({ candidates }) => candidates !== undefined);
  const ordered = [...groups].sort((a, b) => (a.candidates?.length ?? 1e6) - (b.candidates?.length ?? 1e6));
  let steps = 0;

  const fits = (group: Group) =>
    pairs.every(([a, b]) => (a !== group && b !== group) || chosen.get(a) !== chosen.get(b)) &&
    relative.every((one) => {
      const [text, part] = [chosen.get(groupOf(one.variable)), chosen.get(groupOf(partOf(one)))];
      if (text === undefined || part === undefined) return true;
      return hasPart(String(text), { is: one.is, part: String(part) }, budget) === one.holds;
    });

  const choose = (place: number): boolean => {
    const group = ordered[place];
    if (!group) return true;
    for (const value of candidatesOf(group, groups.length, relative, groupOf, chosen, budget)) {
      if (++steps > MAX_STEPS) return false;
      work(budget, 1 + pairs.length + relative.length);
      chosen.set(group, value);
      if (fits(group) && choose(place + 1)) return true;
      chosen.delete(group);
    }
    return false;
  };

  if (choose(0)) {
    return new Map(
      groups.flatMap((group) => group.variables.map((name) => [name, chosen.get(group) as Choice])),
    );
  }
  return isExhaustive && steps <= MAX_STEPS ? 'contradiction' : undefined;
}

const partOf = ({ part }: TextDemand) => ('variable' in part ? part.variable : '');

/**
 * What a group may be tried with. For texts, the parts that other facts demand are filled in as far as those
 * are chosen.
 */
function* candidatesOf(
  { candidates, excluded, parts, isCurrency, variables }: Group,
  count: number,
  relative: readonly TextDemand[],
  groupOf: (variable: string) => Group,
  chosen: ReadonlyMap<Group, Choice>,
  budget: WorkBudget,
): Iterable<Choice> {
  if (candidates) return yield* candidates;
  if (isCurrency) return yield* someCurrencies.filter((value) => !excluded.has(value));
  work(budget, relative.length + parts.length);
  const filledIn = relative.flatMap((one): TextParts[] => {
    const part = variables.includes(one.variable) ? chosen.get(groupOf(partOf(one))) : undefined;
    return part === undefined ? [] : [{ is: one.is, part: String(part), holds: one.holds }];
  });
  const known = [...parts, ...filledIn];
  const fits = (text: string) =>
    !excluded.has(text) && known.every((one) => hasPart(text, one, budget) === one.holds);
  for (const text of textsWith(known, count + excluded.size + 2, budget)) if (fits(text)) yield text;
  if (filledIn.length < relative.length && fits('')) yield '';
}
