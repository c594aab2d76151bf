import { mergeDuplicate } from './handlers/duplicates.ts';
import { unmergeDuplicate } from './handlers/unmerge.ts';
import type { Merging } from './scene.ts';

/** What a conveyor decides on merges by. `defineConveyor` has it; a page that merges nothing can do without. */
export const merging: Merging = { mergeDuplicate, unmergeDuplicate };
