import { lookup } from '../../conditions/lookup.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import type { Blueprint } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import { fault } from '../faults.ts';
import type { Report } from './report.ts';

/**
 * Custom cadence rules and facts of seasons must be there, and the overdue limit cannot be a multiple of
 * itself.
 */
export function checkCadence(
  { cadence, quietMonths = [], facts }: Blueprint,
  rules: readonly string[],
  report: Report,
): void {
  const check = (path: readonly string[], policy: CadencePolicy) => {
    if (policy.kind === 'custom' && !rules.includes(policy.name)) {
      report(path, unknownName('cadenceRule', policy.name, rules));
    }
    if (policy.kind === 'timesOverdue' && path[1] === 'overdue') {
      report(path, fault('LIMIT_OF_ITSELF'));
    }
    if ('otherwise' in policy) check([...path, 'otherwise'], policy.otherwise);
  };
  for (const [name, policy] of Object.entries(cadence)) check(['cadence', name], policy);
  for (const [i, { fact, months }] of quietMonths.entries()) {
    const path = ['quietMonths', i];
    const declared = lookup(facts, fact);
    if (!declared) {
      const known = Object.keys(facts);
      report([...path, 'fact'], unknownName('fact', fact, known));
      continue;
    }
    const values = 'values' in declared ? declared.values : undefined;
    for (const value of Object.keys(months)) {
      if (values && !values.includes(value))
        report([...path, 'months', value], fault('NO_VALUE_OF_FACT', { fact }));
    }
  }
}
