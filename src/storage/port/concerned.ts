import type { Client } from '../../client/client.ts';
import type { ClientQuery } from '../port.ts';

type Concerned = NonNullable<ClientQuery['concerns']>;

/** Whether the client concerns any of these employees, or one who has any of these roles. */
export function isConcerned(client: Client, { employeeIds, roles }: Concerned): boolean {
  const isNamed = (id: string | undefined) => id !== undefined && employeeIds.includes(id);
  const answerer = answererOf(client);
  return (
    Object.values(client.custody).some(
      (held) => isNamed(held.employeeId) || isNamed(held.deputy?.employeeId),
    ) ||
    (answerer !== undefined && answererKeys({ employeeIds, roles }).includes(answerer))
  );
}

/** Who is to answer the client's open handoff, as one text: an employee, or anyone of a role. */
export function answererOf({ handoff }: Client): string | undefined {
  if (!handoff) return undefined;
  const { to, escalated } = handoff;
  if (escalated) return ofRole(escalated.to);
  return to.employeeId === undefined ? ofRole(to.role) : ofEmployee(to.employeeId);
}

/** The same of everybody who is asked about. */
export const answererKeys = ({ employeeIds, roles }: Concerned): string[] => [
  ...employeeIds.map(ofEmployee),
  ...roles.map(ofRole),
];

const ofEmployee = (id: string) => `employee:${id}`;
const ofRole = (role: string) => `role:${role}`;
