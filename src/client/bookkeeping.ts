import type { Bookkeeping } from './decision-context.ts';
import { correctRecord } from './handlers/corrections.ts';

/**
 * What a conveyor corrects records by. `defineConveyor` has it; a page that corrects nothing can do without.
 */
export const bookkeeping: Bookkeeping = { correctRecord };
