import type { Client } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import { withFitDeputy } from '../handlers/carried.ts';
import { fitForRole } from '../handlers/inputs.ts';

/** The custody of those who are fit for their role still, with such deputies only. */
export function fitCustody(custody: Client['custody'], scope: DecisionScope): Client['custody'] {
  return Object.fromEntries(
    Object.entries(custody)
      .filter(([role, { employeeId }]) => fitForRole(employeeId, role, scope).length === 0)
      .map(([role, held]) => [role, withFitDeputy(held, role, scope)]),
  );
}
