import type { Blueprint } from '../blueprint/blueprint.ts';
import { assertName } from '../errors/assert-name.ts';
import { unknownName } from '../errors/unknown-name.ts';

/**
 * A role that nobody declared would take no time and ask for none.
 * @throws INVALID_ARGUMENT with the role that was probably meant
 */
export function assertRole(of: string, role: string, { roles }: Pick<Blueprint, 'roles'>): void {
  assertName(of, 'role', role, Object.keys(roles), (name, known) => {
    const problem = unknownName('role', name, known);
    return { ...problem, message: `must be a role: ${problem.message}` };
  });
}
