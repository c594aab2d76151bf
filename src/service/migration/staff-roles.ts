import type { EmployeeChange } from '../../storage/port.ts';
import { decideEmployee } from '../../workforce/decide-employee.ts';
import type { MigrationServiceContext } from './migration-service-context.ts';

/**
 * Gives everybody on the staff the roles that `rolesOf` makes of theirs. Those whose roles stay the same are
 * not touched.
 */
export async function staffWith(
  { store, tenant, now }: MigrationServiceContext,
  rolesOf: (roles: readonly string[]) => readonly string[],
  by: string,
): Promise<EmployeeChange[]> {
  const staff = await store.listEmployees(tenant);
  return staff.flatMap((employee): EmployeeChange[] => {
    const roles = [...new Set(rolesOf(employee.roles))];
    const isSame =
      roles.length === employee.roles.length && roles.every((role) => employee.roles.includes(role));
    if (employee.leftAt || roles.length === 0 || isSame) return [];
    const outcome = decideEmployee(
      employee,
      { type: 'change', profile: { roles } },
      { id: employee.id, now: now(), by },
    );
    if (!outcome.ok) return [];
    const expected = { is: 'exact', revision: employee.revision } as const;
    return [{ expected, snapshot: outcome.employee, events: outcome.events }];
  });
}

/** The roles and what they become: who works under both blueprints has both. */
export function withImages(images: Readonly<Record<string, string | null>>) {
  return (roles: readonly string[]) => [...roles, ...roles.flatMap((role) => images[role] ?? [])];
}

/** The roles that are still declared. */
export function declaredIn(declared: Readonly<Record<string, unknown>>) {
  return (roles: readonly string[]) => roles.filter((role) => Object.hasOwn(declared, role));
}
