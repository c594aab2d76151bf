import type { Merging } from './decision-context.ts';
import { mergeDuplicate } from './handlers/duplicates.ts';
import { unmergeDuplicate } from './handlers/unmerge.ts';

/**
 * What a conveyor decides on merges by. `defineConveyor` has it; a page that merges nothing can do without.
 */
export const merging: Merging = { mergeDuplicate, unmergeDuplicate };
