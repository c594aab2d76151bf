import type { Choice, Demand } from './demand.ts';
import { type WorkBudget, work } from './work-budget.ts';

/** What one list is to have on it. */
export interface ListContents {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
}

type ItemDemand = Extract<Demand, { kind: 'item' }>;

/** What the demands say of each list; items that are other facts' values count once these are chosen. */
export function solveLists(
  demands: readonly Demand[],
  valuesOf: (list: string) => readonly string[] | undefined,
  budget: WorkBudget,
  chosen?: ReadonlyMap<string, Choice>,
): 'contradiction' | ReadonlyMap<string, ListContents> {
  const lists = new Map<string, { on: Set<string>; off: Set<string> }>();
  const items = demands.filter((demand): demand is ItemDemand => demand.kind === 'item');
  for (const { list, item, holds } of items) {
    const value = 'value' in item ? item.value : chosen?.get(item.variable);
    if (value === undefined) continue;
    const contents = lists.get(list) ?? { on: new Set(), off: new Set() };
    contents[holds ? 'on' : 'off'].add(String(value));
    lists.set(list, contents);
  }
  work(budget, demands.length + items.length);
  for (const [list, { on, off }] of lists) {
    const values = valuesOf(list);
    work(budget, on.size + (values?.length ?? 0));
    const possible = values && new Set(values);
    for (const value of on) if (off.has(value) || possible?.has(value) === false) return 'contradiction';
  }
  const names = new Set(
    items.flatMap(({ list, item, holds }) =>
      'variable' in item && holds ? [`${list} ${item.variable}`] : [],
    ),
  );
  const isBoth = items.some(
    ({ list, item, holds }) => 'variable' in item && !holds && names.has(`${list} ${item.variable}`),
  );
  return isBoth ? 'contradiction' : lists;
}
