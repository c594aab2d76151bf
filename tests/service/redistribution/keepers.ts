import type { Sales, Store } from 'sales-conveyor';
import type { Plan, PlanApplied, PlanResult } from 'sales-conveyor/redistribution';
import type { OpenOptions } from '../../open-sales.ts';
import { at, Department } from '../department.ts';

/** Clients that keepers hold, by keeper. */
export type Bases = Readonly<Record<string, number>>;

/** A department with keepers who hold so many clients each: `vera-1`, `vera-2`, ... They all bought half a year ago and weigh the same. */
export async function keepers(
  store: Store,
  bases: Bases,
  options: Partial<OpenOptions> = {},
): Promise<Department> {
  const department = new Department(store, options);
  const { sales } = department;
  const profile = { hoursPerMonth: 100, skills: [], regions: [] };
  await sales.employees.hire({ ...profile, id: 'head', roles: ['head'] });
  for (const id of Object.keys(bases)) await sales.employees.hire({ ...profile, id, roles: ['keeper'] });
  const held = Object.entries(bases).flatMap(([holder, count]) =>
    Array.from({ length: count }, (_, n) => ({ id: `${holder}-${n + 1}`, holder })),
  );
  await sales.executeMany(
    held.flatMap(({ id: clientId, holder }) => [
      { command: { type: 'register' as const, clientId, source: 'existing' } },
      { command: { type: 'assignHolder' as const, clientId, role: 'keeper', employeeId: holder } },
    ]),
    { by: 'head' },
  );
  department.now = at(1);
  return department;
}

/** The plan of a result that must be one. */
export function planned(result: PlanResult | PlanApplied): Plan {
  if (!result.ok) throw new Error(`No plan: ${JSON.stringify(result)}`);
  return result.plan;
}

/** Who holds how many clients as a keeper. */
export async function tally({ clients }: Sales): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const { custody } of clients.all()) {
    const holder = custody.keeper?.employeeId ?? 'nobody';
    counts[holder] = (counts[holder] ?? 0) + 1;
  }
  return counts;
}

/** Everybody's custody, by client. */
export async function custodies({ clients }: Sales) {
  const found: Record<string, unknown> = {};
  for await (const { id, custody, pool } of clients.all()) found[id] = { custody, pool };
  return found;
}

export const quick = { effort: 0.02 };
