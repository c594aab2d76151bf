import type { Client } from '../client.ts';
import { fitForRole } from '../handlers/inputs.ts';
import type { Scene } from '../scene.ts';

/** The custody of those who are fit for their role still, with such deputies only. */
export function fitCustody(custody: Client['custody'], scene: Scene): Client['custody'] {
  const isFit = (role: string, employeeId: string) => fitForRole(employeeId, role, scene).length === 0;
  return Object.fromEntries(
    Object.entries(custody)
      .filter(([role, { employeeId }]) => isFit(role, employeeId))
      .map(([role, { deputy, ...held }]) => [
        role,
        deputy && isFit(role, deputy.employeeId) ? { ...held, deputy } : held,
      ]),
  );
}
