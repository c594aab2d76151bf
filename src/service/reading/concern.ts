import type { Client } from '../../client/client.ts';
import { isInHandsOf } from '../../client/is-in-hands-of.ts';
import type { Recipient } from '../recipient.ts';
import type { AccessReason } from './access.ts';

/** All that somebody has to do with a client: what `isConcerned` asks about, told one by one. */
export function concernsOf({ custody, handoff }: Client, { id, roles, absent }: Recipient): AccessReason[] {
  const held = Object.entries(custody).flatMap(([role, held]): AccessReason[] => {
    const { employeeId } = held;
    if (employeeId === id) return [{ code: 'HOLDS', role }];
    if (isInHandsOf(held, id)) return [{ code: 'STANDS_IN', role, insteadOf: employeeId }];
    const away = absent.find((one) => isInHandsOf(held, one.employeeId));
    return away ? [{ code: 'STANDS_IN', role, insteadOf: away.employeeId }] : [];
  });
  if (!handoff) return held;
  const { transfer, to, escalated } = handoff;
  if (escalated)
    return roles.includes(escalated.to) ? [...held, { code: 'DECIDES', transfer, role: escalated.to }] : held;
  const { role, employeeId } = to;
  if (employeeId === undefined)
    return roles.includes(role) ? [...held, { code: 'OFFERED_TO_ROLE', transfer, role }] : held;
  if (employeeId === id) return [...held, { code: 'OFFERED', transfer }];
  const isStoodInFor = absent.some((one) => one.employeeId === employeeId);
  return isStoodInFor ? [...held, { code: 'OFFERED', transfer, insteadOf: employeeId }] : held;
}
