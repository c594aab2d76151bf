import type { Instant } from '../time/instant.ts';
import type { CustodyDeputy, NextDeputy } from './client.ts';

/**
 * Those whose days go on after the new deputy's, the last named first. Each lasts longer than those who come
 * before.
 */
export function thoseAfter(
  { employeeId, until }: { readonly employeeId: string; readonly until: Instant | undefined },
  before: CustodyDeputy | undefined,
  now: Instant,
): readonly NextDeputy[] {
  if (!before) return [];
  const { since: _, followedBy = [], ...last } = before;
  const after: NextDeputy[] = [];
  let latest: Instant | undefined = until ?? now;
  for (const one of [last, ...followedBy]) {
    if (one.employeeId === employeeId || !lastsLonger(one, latest)) continue;
    after.push(one);
    latest = one.until;
  }
  return after;
}

/** Who stands in, and those who are to stand in after them. */
export const deputiesOf = ({ employeeId, followedBy = [] }: CustodyDeputy): string[] => [
  employeeId,
  ...followedBy.map((one) => one.employeeId),
];

/** Who stands in from a moment on, of those who were named before, with those who come after them. */
export function nextDeputy(
  named: readonly NextDeputy[],
  at: Instant,
): Omit<CustodyDeputy, 'since'> | undefined {
  const [next, ...rest] = named.filter((one) => lastsLonger(one, at));
  return next && { ...next, ...(rest.length > 0 && { followedBy: rest }) };
}

const lastsLonger = ({ until }: NextDeputy, than: Instant | undefined) =>
  than !== undefined && (until === undefined || until > than);
