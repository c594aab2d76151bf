import { amiss, heldOnceLearned, heldOver, isAllWithinLimit, isWithinLimit } from './credit-limit.ts';
import type { Bookkeeping } from './decision-context.ts';
import { correctRecord } from './handlers/corrections.ts';
import { recordMoney } from './handlers/money.ts';
import { lapsesAfter, undoLapses } from './handlers/undo-lapses.ts';
import { decideLate } from './late/decide-late.ts';
import { touched } from './touched-groups.ts';

/**
 * What decides on the money of orders, on credit limits, on corrections, and on what is told late.
 * `defineConveyor` has it; a page that needs none of it can do without.
 */
export const bookkeeping: Bookkeeping = {
  correctRecord,
  recordMoney,
  heldOver,
  touched,
  heldOnceLearned,
  isWithinLimit,
  isAllWithinLimit,
  amiss,
  decideLate,
  lapsesAfter,
  undoLapses,
};
