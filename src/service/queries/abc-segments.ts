import * as z from 'zod';
import { admit } from '../../errors/admit.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { kindOf } from '../../errors/misfit.ts';
import { fault } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { compareText } from '../../storage/port/text-order.ts';

/** The segments of an ABC analysis. */
export type AbcSegment = 'A' | 'B' | 'C';

/** A client's revenue, in minor units of one currency. */
export interface ClientRevenue {
  readonly clientId: string;
  readonly revenue: number;
}

/** Up to which per cent of the whole revenue clients are A, and A or B. */
export interface AbcShares {
  /** Default 80. */
  readonly a?: number;
  /** Default 95. */
  readonly b?: number;
}

const sharesSchema = z
  .strictObject({ a: z.number().min(0).max(100).default(80), b: z.number().max(100).default(95) })
  .superRefine(({ a, b }, context) => {
    if (b < a)
      context.addIssue({ code: 'too_small', origin: 'number', minimum: a, inclusive: true, path: ['b'] });
  });

/**
 * The segments by revenue, the greatest first. A until 80 % of the whole are reached, B until 95 %, C all
 * others. The client by whom a share is reached is still within it, and so are those who brought as much as
 * the client before. Who brought nothing is C. Without any revenue all are C. The shares are the usual ones
 * of ABC analysis after Pareto.
 * @throws INVALID_QUERY where the shares are none: from 0 to 100, and `a` no more than `b`. INVALID_ARGUMENT
 * where a revenue is no finite number.
 * @example
 * abcSegments([
 *   { clientId: 'acme', revenue: 90 },
 *   { clientId: 'bolt', revenue: 10 },
 * ]); // acme: A, bolt: B
 */
export function abcSegments(
  revenues: readonly ClientRevenue[],
  shares: AbcShares = {},
): (ClientRevenue & { readonly segment: AbcSegment })[] {
  return withArguments('abcSegments', { 'revenues: array': revenues, shares }, () => {
    assertRecord(shares);
    const { a, b } = admit(sharesSchema, shares, 'INVALID_QUERY', 'shares');
    assertRevenues(revenues);
    const sorted = revenues.toSorted(
      (one, other) => other.revenue - one.revenue || compareText(one.clientId, other.clientId),
    );
    const whole = sorted.reduce((sum, { revenue }) => sum + Math.max(0, revenue), 0);
    let [before, last, segment] = [0, Number.POSITIVE_INFINITY, 'A' as AbcSegment];
    return sorted.map((one) => {
      const share = whole > 0 ? (before / whole) * 100 : 100;
      if (one.revenue < last) segment = share < a ? 'A' : share < b ? 'B' : 'C';
      if (one.revenue <= 0) segment = 'C';
      [before, last] = [before + Math.max(0, one.revenue), one.revenue];
      return { ...one, segment };
    });
  });
}

/** A text, or nothing, would be sorted and added up all the same. */
function assertRevenues(revenues: readonly ClientRevenue[]): void {
  const problems = revenues.flatMap(({ revenue }, i) => {
    if (Number.isFinite(revenue)) return [];
    const received = typeof revenue === 'number' ? String(revenue) : kindOf(revenue);
    return [{ path: `revenues[${i}].revenue`, ...fault('WRONG_TYPE', { expected: 'number', received }) }];
  });
  if (problems.length > 0) throw invalidArgument('abcSegments', problems);
}
