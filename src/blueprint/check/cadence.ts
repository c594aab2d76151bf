import type { Problem } from '../../errors/problem.ts';
import type { Blueprint } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';

/** Custom cadence rules must be there, and the overdue limit cannot be a multiple of itself. */
export function checkCadence({ cadence }: Blueprint, rules: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const check = (path: string, policy: CadencePolicy) => {
    if (policy.kind === 'custom' && !rules.includes(policy.name)) {
      problems.push({ path, message: `no cadence rule called "${policy.name}" was given to defineConveyor` });
    }
    if (policy.kind === 'timesOverdue' && path.startsWith('cadence.overdue')) {
      problems.push({ path, message: 'is a multiple of the overdue limit, so it cannot be that limit' });
    }
    if ('otherwise' in policy) check(`${path}.otherwise`, policy.otherwise);
  };
  for (const [name, policy] of Object.entries(cadence)) check(`cadence.${name}`, policy);
  return problems;
}
