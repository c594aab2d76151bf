import type { Expression, SqlBool } from 'kysely';
import { type Condition, partsOf } from '../../conditions/condition.ts';
import type { FactQuery } from '../port.ts';
import type { FactSql } from './fact-sql.ts';
import { every, some } from './sql-logic.ts';
import { mayAnswer } from './test-sql.ts';

/**
 * The condition as SQL over the column `facts`: true for every record that passes. So that it is never false
 * where `evaluate` says yes, what SQL cannot decide exactly is true, under however many negations, and
 * whoever reads the rows judges them once more. These are:
 * - order between numbers that differ in the last binary digits (SQLite reads decimal fractions a little
 *   off),
 * - texts in place of instants that are none,
 * - on PostgreSQL, records in which a text holds NUL or half a surrogate pair,
 * - `contains`, `startsWith` and `endsWith` with a second fact, with half a surrogate pair or with NUL.
 *
 * Kleene's logic needs no third value here: a group is certainly yes (or no) by what is certainly yes (or no)
 * of its parts, and a negation asks its part for the opposite. What is unknown is neither.
 */
export function mayPass(where: FactQuery, facts: FactSql): Expression<SqlBool> {
  const passes = mayBe('yes', where.condition, where, facts);
  const test = facts.undecided ? some(facts.undecided, passes) : passes;
  return facts.onUnpacked?.(test) ?? test;
}

function mayBe(
  wanted: 'yes' | 'no',
  condition: Condition,
  where: FactQuery,
  facts: FactSql,
): Expression<SqlBool> {
  if ('not' in condition) return mayBe(wanted === 'yes' ? 'no' : 'yes', condition.not, where, facts);
  if ('fact' in condition) return mayAnswer(wanted, condition, where, facts);
  const parts = partsOf(condition).map((part) => mayBe(wanted, part, where, facts));
  return 'all' in condition === (wanted === 'yes') ? every(...parts) : some(...parts);
}
