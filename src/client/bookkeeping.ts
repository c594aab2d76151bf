import type { Bookkeeping } from './decision-context.ts';
import { correctRecord } from './handlers/corrections.ts';
import { lapsesAfter, undoLapses } from './handlers/undo-lapses.ts';

/**
 * What a conveyor corrects records by, and undoes what time did before a late one came. `defineConveyor` has
 * it; a page that does neither can do without.
 */
export const bookkeeping: Bookkeeping = { correctRecord, lapsesAfter, undoLapses };
