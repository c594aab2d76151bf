import type { Instance } from '../model/instance.ts';

/** From this many entries on an instance is large: it needs fewer passes, and is done once it is close. */
export const CLOSE_FROM = 50_000;
/** Below this effort a large instance gets only a few passes for its bound. */
const HARD = 0.2;
const FEW_PASSES = 20;
/** Passes for large instances. Later passes raise the bound by a few hundred-thousandths only. */
const ENOUGH_PASSES = 200;

/** Passes over all entries for the bound; by default about a second of them. */
export function passesFor({ cost }: Pick<Instance, 'cost'>, effort: number): number {
  const entries = Math.max(cost.length, 1);
  const raised = entries < CLOSE_FROM ? 300 : effort < HARD ? FEW_PASSES : ENOUGH_PASSES;
  const passes = Math.max(12, Math.min(raised, 4e7 / entries));
  return Math.ceil(passes * Math.max(1, Math.min(effort, 4)));
}
