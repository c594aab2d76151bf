import { named } from '../../conditions/named.ts';
import type { Client, Custody } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { RefusalReason } from '../refusal.ts';
import { type Ruling, ruled, type Scene } from '../scene.ts';
import { fitForRole, takesPart } from './inputs.ts';

/** Carries out one move of a plan: refused where the client is not where the plan found it, or the receiver cannot hold it. */
export function reassign(client: Client, command: CommandOf<'reassign'>, scene: Scene): Ruling {
  const { role, from, to, planId, why, introduceBy, graceUntil } = command;
  const held = named(client.custody, role) ?? null;
  const reasons = [
    ...heldBy(from, held, role),
    ...takesPart(client, role, scene),
    ...fitForRole(to, role, scene),
  ];
  if (from === to) reasons.push({ code: 'ALREADY_HELD', role, employeeId: to });
  const grace = held && graceUntil && { employeeId: held.employeeId, until: graceUntil };
  const move = { planId, why, ...(introduceBy && { introduceBy }), ...(grace && { grace }) };
  const custody: Custody = { employeeId: to, since: scene.now, move };
  return ruled(reasons, { type: 'clientReassigned', role, planId, why, from: held, to: custody });
}

/** Puts custody back as it was before a plan: refused where it has moved on since, or the former holder cannot hold it any more. */
export function restoreCustody(client: Client, command: CommandOf<'restoreCustody'>, scene: Scene): Ruling {
  const { role, from, planId, why, custody } = command;
  const held = named(client.custody, role) ?? null;
  const reasons = heldBy(from, held, role);
  if (held?.employeeId === from && held.move?.planId !== planId) {
    reasons.push({ code: 'NOT_MOVED_BY_PLAN', role, planId });
  }
  reasons.push(...takesPart(client, role, scene));
  if (custody) reasons.push(...fitForRole(custody.employeeId, role, scene));
  const event = {
    type: 'clientReassigned',
    role,
    planId,
    why,
    from: held,
    to: custody,
    undone: true,
  } as const;
  return ruled(reasons, event);
}

function heldBy(expected: string | null, held: Custody | null, role: string): RefusalReason[] {
  const actual = held?.employeeId ?? null;
  return actual === expected ? [] : [{ code: 'HELD_BY_ANOTHER', role, expected, actual }];
}
