import { roundingOf } from '../model/check-solution.ts';
import type { Instance } from '../model/instance.ts';
import { CLOSE_FROM } from './passes-for.ts';

/** At default effort, a large instance is done once its gap is below this. */
const CLOSE = 0.001;

/** A solution that costs no more than this is not improved. */
export const closeEnough = (instance: Instance, bound: number, effort: number): number =>
  bound +
  roundingOf(instance, bound) +
  (instance.cost.length >= CLOSE_FROM && effort <= 1 ? Math.abs(bound) * CLOSE : 0);
