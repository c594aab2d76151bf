import type { Merging } from './decision-context.ts';
import { mergeDuplicate } from './handlers/duplicates.ts';
import { unmergeDuplicate } from './handlers/unmerge.ts';
import { standingByOldRules } from './migration/standing-by-old-rules.ts';

/**
 * What a conveyor decides by on merges, and on whatever else lets a client live through its past anew.
 * `defineConveyor` has it; a page that merges nothing can do without.
 */
export const merging: Merging = { mergeDuplicate, unmergeDuplicate, standingByOldRules };
