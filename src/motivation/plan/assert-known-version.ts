import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../faults.ts';
import type { PayPlan } from './pay-plan.ts';

/**
 * By a version that nobody knows, all would be paid nothing.
 * @throws INVALID_QUERY with the versions of the plan, or the plans where there is none of the id
 */
export function assertKnownVersion(
  plans: readonly PayPlan[],
  id: string,
  versions: readonly number[],
  path: string,
): void {
  const known = plans.filter((plan) => plan.id === id).map(({ version }) => version);
  if (versions.every((version) => known.includes(version))) return;
  const problem =
    known.length > 0
      ? { path, ...fault('NOT_ONE_OF', { allowed: known.map(String) }) }
      : {
          path: `${path}.id`,
          ...fault('NOT_ONE_OF', { allowed: [...new Set(plans.map((plan) => plan.id))] }),
        };
  throw invalidInput('INVALID_QUERY', 'a query', [problem]);
}
