import { compileCondition } from '../../conditions/compile-condition.ts';
import type { FactQuery } from '../port.ts';

/** Under which rules a record of facts was written down. No fact of a blueprint can have this name. */
export const WRITTEN_UNDER = '@projection';

/**
 * Whether a stored record of facts passes; everything does where nothing is asked.
 * @throws INVALID_CONDITION
 */
export function factFilter(where: FactQuery | undefined): (facts: unknown) => boolean {
  if (where === undefined) return () => true;
  const { condition, facts: declared, now, timeZone } = where;
  const compiled = compileCondition(condition, {
    facts: declared,
    ...(timeZone !== undefined && { timeZone }),
  });
  return (facts) => compiled.evaluate((facts ?? {}) as Readonly<Record<string, never>>, now) === 'yes';
}
