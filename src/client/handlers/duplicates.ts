import { decidedBy } from '../../handoff/handoff.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { moveEvents } from '../moves.ts';
import type { RefusalReason } from '../refusal.ts';
import { accepted, type NewEvent, type Ruling, refused, type Scene } from '../scene.ts';
import { fitForRole } from './inputs.ts';

/**
 * Merges a duplicate into this client. Orders, contacts, facts, people and windows come along, and custody in roles that
 * nobody holds here, unless its holder has left or has the role no more; the duplicate rests in the blueprint's merged state
 * and points here. All of it can be undone.
 */
export function mergeDuplicate(
  client: Client,
  { duplicateId }: CommandOf<'mergeDuplicate'>,
  scene: Scene,
): Ruling {
  const { duplicate, rules } = scene;
  const reasons = mergeObstacles(client, duplicateId, duplicate);
  if (!duplicate || reasons.length > 0) return refused(...reasons);
  const { orders, contacts, facts, people, windows } = duplicate;
  const holders = Object.fromEntries(
    Object.entries(fitCustody(duplicate.custody, scene))
      .filter(([role]) => !client.custody[role] && rules.states[client.state]?.roles.has(role))
      .map(([role, { employeeId }]) => [role, employeeId]),
  );
  const brought = { orders, contacts, facts, people, windows };
  const move = {
    to: rules.blueprint.mergedState,
    cause: 'merge',
    reason: client.id,
    happenedAt: scene.now,
  } as const;
  return {
    ...accepted(
      { type: 'duplicateMerged', duplicateId, brought, holders },
      ...Object.entries(holders).map(
        ([role, employeeId]): NewEvent => ({
          type: 'roleAssigned',
          role,
          employeeId,
          reason: 'merged',
        }),
      ),
    ),
    elsewhere: [
      ...moveEvents(duplicate, rules, move),
      { type: 'mergedAway', into: client.id, stood: standingOf(duplicate) },
    ],
  };
}

/**
 * Undoes a merge. The client is what its own records make it; custody that came with the duplicate and still stands goes
 * back, and the duplicate stands where it stood, held by those who can still hold it. What was recorded here since then stays here.
 */
export function unmergeDuplicate(
  client: Client,
  { duplicateId }: CommandOf<'unmergeDuplicate'>,
  scene: Scene,
): Ruling {
  const { duplicate } = scene;
  const merge = client.merged.find((one) => one.duplicateId === duplicateId);
  if (!merge || duplicate?.mergedInto?.clientId !== client.id) {
    return refused({ code: 'NOT_MERGED', clientId: duplicateId });
  }
  const { state, custody } = duplicate.mergedInto.stood;
  const released = Object.entries(merge.holders)
    .filter(([role, employeeId]) => client.custody[role]?.employeeId === employeeId)
    .map(
      ([role, employeeId]): NewEvent => ({
        type: 'roleReleased',
        role,
        employeeId,
        reason: 'unmerged',
      }),
    );
  return {
    ...accepted({ type: 'duplicateUnmerged', duplicateId, mergeEventId: merge.eventId }, ...released),
    elsewhere: [
      { type: 'stateChanged', from: duplicate.state, to: state, cause: 'unmerge', reason: client.id },
      { type: 'mergeUndone', into: client.id, custody: fitCustody(custody, scene) },
    ],
  };
}

/** The custody of those who are fit for their role still, with such deputies only. */
function fitCustody(custody: Client['custody'], scene: Scene): Client['custody'] {
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

function standingOf({ state, stateSince, wakeAt, passed, custody, pool, handoffs }: Client) {
  return {
    state,
    stateSince,
    custody,
    received: handoffs.received,
    ...(wakeAt && { wakeAt }),
    ...(passed && { passed }),
    ...(pool && { pool }),
  };
}

function mergeObstacles(client: Client, duplicateId: string, duplicate: Client | undefined): RefusalReason[] {
  if (duplicateId === client.id) return [{ code: 'SAME_CLIENT', clientId: client.id }];
  if (!duplicate) return [{ code: 'UNKNOWN_CLIENT', clientId: duplicateId }];
  if (duplicate.mergedInto) return [{ code: 'MERGED_AWAY', into: duplicate.mergedInto.clientId }];
  if (!duplicate.handoff) return [];
  const { transfer, expiresAt } = duplicate.handoff;
  return [{ code: 'HANDOFF_OPEN', transfer, to: decidedBy(duplicate.handoff), expiresAt }];
}
