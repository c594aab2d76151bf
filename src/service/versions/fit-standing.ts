import { timeActor } from '../../client/actor.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { type Staff, toDecisionScope } from '../../client/decision-context.ts';
import { employeesIn } from '../../client/employees-in.ts';
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
  const returning = Object.fromEntries(
    Object.entries(stands.custody).filter(
      ([role, { employeeId }]) => client.custody[role]?.employeeId !== employeeId,
    ),
  );
  const candidates = new Set(employeesIn(returning));
  if (candidates.size === 0) return stands;
  const staff: Record<string, Staff[string]> = {};
  for (const id of candidates) {
    const employee = await store.readEmployee(tenant, id);
    if (employee) staff[id] = employee;
  }
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
