import type { Instant } from '../../time/instant.ts';
import { timeActor } from '../actor.ts';
import type { Client } from '../client.ts';
import { type ClientRules, type Staff, toDecisionScope } from '../decision-context.ts';
import { fitCustody } from '../merge/fit-custody.ts';
import type { Standing } from '../merge/standing.ts';

/** By whom a client would be held again that is not held by them now, in which roles. */
export function comingBack({ custody }: Standing, client: Client): Client['custody'] {
  return Object.fromEntries(
    Object.entries(custody).filter(
      ([role, { employeeId }]) => client.custody[role]?.employeeId !== employeeId,
    ),
  );
}

/**
 * Where a client stands, without holders whom it would come back to and who cannot hold it any more. Where
 * one of them answers for it, it waits in the pool.
 */
export function fitStanding(
  stands: Standing,
  returning: Client['custody'],
  { rules, staff, now }: { readonly rules: ClientRules; readonly staff: Staff; readonly now: Instant },
): Standing {
  if (Object.keys(returning).length === 0) return stands;
  const fit = fitCustody(returning, toDecisionScope(rules, { now, by: timeActor, staff }));
  const custody = { ...stands.custody, ...fit };
  for (const role of Object.keys(returning)) if (!fit[role]) delete custody[role];
  const role = rules.states[stands.state]?.responsible;
  const isPooled = role !== undefined && !custody[role] && !stands.pool;
  return {
    ...stands,
    custody,
    received: Object.fromEntries(Object.entries(stands.received).filter(([one]) => custody[one])),
    ...(isPooled && { pool: { name: role, cause: { code: 'holderLeft' }, since: now } }),
  };
}
