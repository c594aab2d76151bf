import * as z from 'zod';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import type { Problem } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { fault } from '../faults.ts';
import { meanOf, type Ranking, type RankingEntry, type RankingOptions, rank } from './ranking.ts';

const entrySchema = z.object({
  employeeId: storeKeySchema,
  result: z.number(),
  expected: z.number().positive(),
  observations: z.number().nonnegative(),
  because: z.array(z.string()),
});
const querySchema = z.strictObject({
  entries: z.array(entrySchema),
  k: z.number().nonnegative().default(10),
  mean: z.number().optional(),
  visibility: z.enum(['private', 'team']).default('private'),
  optedOut: z.array(z.string()).default([]),
});

/**
 * Compares results with what was to be expected of everybody. `expectedByBase` says it by capacity and the
 * potential of the base. Small numbers are drawn towards the team. Private unless `visibility` says `team`;
 * even then nobody below the middle is shown, nor whoever opted out.
 * @throws INVALID_QUERY listing every entry that is none
 */
export function rankResults(entries: readonly RankingEntry[], options: RankingOptions = {}): Ranking {
  return withArguments('rankResults', { 'entries: array': entries, options }, () => {
    assertRecord(options);
    const asked = { entries, ...options };
    const checked = admitWhole(querySchema, asked, 'INVALID_QUERY', 'results to be ranked', twiceIn);
    return rank(checked.entries, { ...checked, mean: checked.mean ?? meanOf(checked.entries) });
  });
}

/** Nobody is ranked twice. */
function twiceIn({ entries }: z.infer<typeof querySchema>): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ employeeId: id }, i) =>
    seen.size < seen.add(id).size ? [] : [{ path: `entries[${i}].employeeId`, ...fault('TWICE', { id }) }],
  );
}

/** Who has how much to work with. */
export interface ResultOfBase extends Omit<RankingEntry, 'expected'> {
  /** Hours of the period, absences taken off. */
  readonly capacity: number;
  /** What the clients of their base could bring, in whatever one unit. */
  readonly potential: number;
}

/** What is to be expected of each: of the team's result a part by capacity times potential of the base. */
export function expectedByBase(results: readonly ResultOfBase[]): RankingEntry[] {
  return withArguments('expectedByBase', { 'results: array': results }, () => {
    const weight = ({ capacity, potential }: ResultOfBase) => capacity * potential;
    const [whole, total] = [
      results.reduce((sum, one) => sum + weight(one), 0),
      results.reduce((sum, one) => sum + one.result, 0),
    ];
    return results
      .filter((one) => weight(one) > 0)
      .map(({ capacity, potential, ...entry }) => ({
        ...entry,
        expected: (total * capacity * potential) / whole,
      }));
  });
}
