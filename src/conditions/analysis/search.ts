import type { Demand, Requirement } from './demand.ts';
import { equalPair } from './order.ts';
import { Theory } from './theory.ts';
import { WorkSpent, work } from './work-budget.ts';
import type { FactExample, World } from './world.ts';

/**
 * Whether something can be so. `never` is proved; `example` was evaluated; else it stays open, `outOfWork`
 * where the budget ended first.
 */
export type Possibility =
  | { readonly verdict: 'never' }
  | { readonly verdict: 'possible'; readonly example: FactExample }
  | { readonly verdict: 'open'; readonly outOfWork?: true };

/**
 * Whether a requirement can be met. Every way of meeting it is tried, until one is found or all contradict
 * themselves. An example counts only if `confirm` says so, who evaluates it; what is neither refuted nor
 * confirmed stays open. The search ends with the world's budget of work.
 */
export function possibilityOf(
  requirement: Requirement,
  world: World,
  confirm: (example: FactExample) => boolean,
): Possibility {
  try {
    return search(requirement, world, confirm);
  } catch (error) {
    if (error instanceof WorkSpent) return { verdict: 'open', outOfWork: true };
    throw error;
  }
}

function search(
  requirement: Requirement,
  world: World,
  confirm: (example: FactExample) => boolean,
): Possibility {
  const theory = new Theory(world, requirement);
  let isOpen = false;

  const explore = (pending: readonly Requirement[], demands: readonly Demand[]): FactExample | undefined => {
    const met = [...demands];
    const alternatives: (readonly Requirement[])[] = [];
    const queue = [...pending];
    for (let i = 0; i < queue.length; i++) {
      const part = queue[i] as Requirement;
      if ('kind' in part) met.push(part);
      else if ('all' in part) for (const one of part.all) queue.push(one);
      else if (part.any.length === 1) queue.push(part.any[0] as Requirement);
      else alternatives.push(part.any);
    }
    work(world.budget, queue.length + met.length);
    if (theory.contradicts(met)) return undefined;
    work(
      world.budget,
      alternatives.reduce((sum, ways) => sum + ways.length, 0),
    );
    const left = alternatives
      .map((ways) => ways.filter((way) => !theory.isExcluded(way, met)))
      .sort((a, b) => a.length - b.length);
    const [first, ...others] = left;
    if (!first) return leaf(met);
    const rest = others.map((ways) => ({ any: ways }));
    for (const way of first) {
      const found = explore([way, ...rest], met);
      if (found) return found;
    }
    return undefined;
  };

  const leaf = (demands: readonly Demand[]): FactExample | undefined => {
    const { example, amountOf } = theory.exampleOf(demands, confirm);
    if (example) return example;
    const pair = amountOf && equalPair(demands, amountOf);
    if (!pair) {
      isOpen = true;
      return undefined;
    }
    const { one, other } = pair;
    const apart: Requirement = {
      any: [
        { kind: 'order', less: one, more: other, strict: true },
        { kind: 'order', less: other, more: one, strict: true },
      ],
    };
    return explore(
      [apart],
      demands.filter((demand) => demand !== pair),
    );
  };

  const example = explore([requirement], []);
  if (example) return { verdict: 'possible', example };
  return { verdict: isOpen ? 'open' : 'never' };
}
