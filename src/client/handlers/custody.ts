import { named } from '../../conditions/named.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { thoseAfter } from '../deputies.ts';
import { accepted, type Ruling, refused, ruled, type Scene } from '../scene.ts';
import { fitForRole, notInPast, takesPart } from './inputs.ts';

/** Gives the client a holder in a role, or another one; or says why nobody can be given it. */
export function assignRole(client: Client, command: CommandOf<'assignRole'>, scene: Scene): Ruling {
  const { role, employeeId, reason } = command;
  if (employeeId === null) return leaveInPool(client, role, reason);
  const from = named(client.custody, role)?.employeeId;
  const reasons = [...fitForRole(employeeId, role, scene), ...takesPart(client, role, scene)];
  if (from === employeeId) reasons.push({ code: 'ALREADY_HELD', role, employeeId });
  const given = { role, employeeId, ...(from !== undefined && { from }), ...(reason && { reason }) };
  return ruled(reasons, { type: 'roleAssigned', ...given });
}

/** Says nothing again that the pool says already. */
function leaveInPool({ pool, state, custody }: Client, role: string, reason: string | undefined): Ruling {
  const holder = named(custody, role)?.employeeId;
  if (holder !== undefined) return refused({ code: 'ALREADY_HELD', role, employeeId: holder });
  if (pool?.name !== role) {
    return refused({ code: 'ROLE_NOT_IN_STATE', role, state, roles: pool ? [pool.name] : [] });
  }
  if (reason === undefined) {
    return refused({
      code: 'INVALID_VALUE',
      field: 'reason',
      problem: 'must say why nobody can be given the client',
    });
  }
  return pool.reason === reason ? accepted() : accepted({ type: 'clientPooled', pool: role, reason });
}

/** Ends a holder's custody. Where the role is the responsible one, the client goes to its pool. */
export function releaseRole({ custody }: Client, { role, reason }: CommandOf<'releaseRole'>): Ruling {
  const held = named(custody, role);
  if (!held) return refused({ code: 'NOT_HELD', role });
  return accepted({ type: 'roleReleased', role, employeeId: held.employeeId, reason });
}

/**
 * Names who stands in for a holder, or ends that. The holder stays the owner. Whoever was named before stands in again for what is left
 * of their days, unless the deputyship is ended.
 */
export function setDeputy({ custody }: Client, command: CommandOf<'setDeputy'>, scene: Scene): Ruling {
  const { role, employeeId, until } = command;
  const held = named(custody, role);
  if (!held) return refused({ code: 'NOT_HELD', role });
  if (employeeId === null) {
    if (!held.deputy) return refused({ code: 'NOT_HELD', role: `deputy of ${role}` });
    return accepted({ type: 'deputyCleared', role, employeeId: held.deputy.employeeId });
  }
  const reasons = [...fitForRole(employeeId, role, scene), ...notInPast('until', until, scene)];
  if (held.employeeId === employeeId) reasons.push({ code: 'ALREADY_HELD', role, employeeId });
  const followedBy = thoseAfter({ employeeId, until }, held.deputy, scene.now);
  return ruled(reasons, {
    type: 'deputySet',
    role,
    employeeId,
    ...(until && { until }),
    ...(followedBy.length > 0 && { followedBy }),
  });
}
