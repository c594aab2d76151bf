import type { Client } from '../client.ts';
import { withFitDeputy } from '../handlers/carried.ts';
import { fitForRole } from '../handlers/inputs.ts';
import type { Scene } from '../scene.ts';

/** The custody of those who are fit for their role still, with such deputies only. */
export function fitCustody(custody: Client['custody'], scene: Scene): Client['custody'] {
  return Object.fromEntries(
    Object.entries(custody)
      .filter(([role, { employeeId }]) => fitForRole(employeeId, role, scene).length === 0)
      .map(([role, held]) => [role, withFitDeputy(held, role, scene)]),
  );
}
