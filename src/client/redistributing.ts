import type { Redistributing } from './decision-context.ts';
import { applyRedistribution, undoRedistribution } from './handlers/reassignment.ts';

/**
 * What a conveyor decides on the moves of plans by. `defineConveyor` has it; a page that carries out no plan
 * can do without.
 */
export const redistributing: Redistributing = { applyRedistribution, undoRedistribution };
