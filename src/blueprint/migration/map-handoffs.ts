import { lookup } from '../../conditions/lookup.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import type { MigrationMap } from './migration-map.ts';
import type { Unmapped } from './unmapped.ts';

/**
 * What pending handoffs become in each state that they wait in, and which deadlines are lost. A transfer
 * without an image ends nothing by itself.
 */
export function mapHandoffs(
  before: Blueprint,
  after: Blueprint,
  { states, roles, transfers }: Pick<MigrationMap, 'states' | 'roles' | 'transfers'>,
) {
  const images: Record<string, Record<string, string | null>> = {};
  const unmapped: Unmapped[] = [];
  for (const [id, transfer] of Object.entries(before.transfers)) {
    const { handoff, trigger, from } = transfer;
    const image = lookup(transfers, id);
    const target = typeof image === 'string' ? after.transfers[image] : undefined;
    for (const state of from) {
      const to = states[state]?.to;
      if (to === undefined) continue;
      const isOpen = target?.from.includes(to) ?? false;
      if (handoff) {
        const fits = isOpen && target?.handoff !== undefined && roles[handoff.to] === target.handoff.to;
        if (image !== null && !fits) unmapped.push({ kind: 'handoff', transfer: id, state });
        images[id] = { ...images[id], [state]: fits ? (image ?? null) : null };
      }
      if (trigger.kind === 'time' && image !== null && !(isOpen && isTimed(target))) {
        unmapped.push({ kind: 'deadline', transfer: id, state });
      }
    }
  }
  return { images, unmapped };
}

const isTimed = (transfer: BlueprintTransfer | undefined) => transfer?.trigger.kind === 'time';
