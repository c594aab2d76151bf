import type { FactSchema, FactValue } from '../../conditions/fact-schema.ts';
import { expectedOf, toFactValue } from '../../conditions/fact-value.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { TaskRefusal } from './task-refusal.ts';

/** Values of a task's own facts, as they are kept; `null` where one is not known any more. */
export function ownFacts(
  given: Readonly<Record<string, unknown>>,
  declared: FactSchema,
): { readonly facts: Record<string, FactValue | null>; readonly refused: readonly TaskRefusal[] } {
  const facts: Record<string, FactValue | null> = {};
  const refused: TaskRefusal[] = [];
  for (const [fact, value] of Object.entries(given)) {
    const shape = lookup(declared, fact);
    if (!shape) {
      refused.push({ code: 'UNKNOWN_TASK_FACT', fact, known: Object.keys(declared) });
      continue;
    }
    const kept = value === null ? null : toFactValue(value, shape);
    if (kept === undefined) refused.push({ code: 'WRONG_TASK_FACT', fact, ...expectedOf(shape) });
    else facts[fact] = kept;
  }
  return { facts, refused };
}
