import { timeActor } from '../../client/actor.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { type Staff, toDecisionScope } from '../../client/decision-context.ts';
import { fitCustody } from '../../client/merge/fit-custody.ts';
import type { Standing } from '../../client/merge/standing.ts';
import type { Instant } from '../../time/instant.ts';
import type { Archive } from './blueprint-documents.ts';

/**
 * Where a client stands, without holders whom it would come back to and who cannot hold it any more. Where
 * one of them answers for it, it waits in the pool.
 */
export async function fitStanding(
  { store, tenant }: Archive,
  stands: Standing,
  client: Client,
  { rules, now }: { readonly rules: Conveyor['rules']; readonly now: Instant },
): Promise<Standing> {
  const returning = Object.entries(stands.custody).filter(
    ([role, { employeeId }]) => client.custody[role]?.employeeId !== employeeId,
  );
  if (returning.length === 0) return stands;
  const staff: Record<string, Staff[string]> = {};
  for (const [, { employeeId, deputy }] of returning) {
    for (const id of deputy ? [employeeId, deputy.employeeId] : [employeeId]) {
      const employee = await store.readEmployee(tenant, id);
      if (employee) staff[id] = employee;
    }
  }
  const fit = fitCustody(
    Object.fromEntries(returning),
    toDecisionScope(rules, { now, by: timeActor, staff }),
  );
  const custody = Object.fromEntries(
    Object.entries({ ...stands.custody, ...fit }).filter(
      ([role]) => fit[role] || !returning.some(([one]) => one === role),
    ),
  );
  const role = rules.states[stands.state]?.responsible;
  const isPooled = role !== undefined && !custody[role] && !stands.pool;
  return {
    ...stands,
    custody,
    received: Object.fromEntries(Object.entries(stands.received).filter(([one]) => custody[one])),
    ...(isPooled && { pool: { name: role, cause: { code: 'holderLeft' }, since: now } }),
  };
}
