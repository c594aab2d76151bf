import type { ClientTransfer } from '../../client/decision-context.ts';
import type { LintWitness } from '../finding.ts';
import type { Explorer, Trail } from './explorer.ts';
import { trailTo } from './trail-to.ts';
import { start, waitFor } from './ways.ts';

/** An offer, rejected twice, that is put before those who rejected it. */
export function escalatedToReceiver(explorer: Explorer, transfer: ClientTransfer): LintWitness | undefined {
  const { id, handoff, from } = transfer;
  const [reason] = Object.entries(handoff?.rejections ?? {}).find(([, { to }]) => to === undefined) ?? [];
  if (!handoff || reason === undefined) return undefined;
  for (const state of from) {
    let trail: Trail | undefined = trailTo(explorer, state);
    for (let n = 0; n < 2 && trail; n++) {
      const offered: Trail | undefined = start(explorer, trail, transfer);
      trail = offered && explorer.send(offered, { type: 'rejectHandoff', reason });
    }
    if (trail?.client.handoff?.escalated?.to !== handoff.to) continue;
    return { steps: trail.steps, shows: { kind: 'escalated', transfer: id, to: handoff.to } };
  }
  return undefined;
}

/** An offer that goes with the client before its time is over. */
export function withdrawnByExit(
  explorer: Explorer,
  transfer: ClientTransfer,
  exit: ClientTransfer,
  state: string,
): LintWitness | undefined {
  const trail = trailTo(explorer, state);
  const offered = trail && start(explorer, trail, transfer);
  const expiresAt = offered?.client.handoff?.expiresAt;
  if (!offered || !expiresAt) return undefined;
  const isWithdrawn = ({ events }: Trail) => events.some(({ type }) => type === 'handoffWithdrawn');
  const gone = waitFor(explorer, offered, isWithdrawn);
  if (!gone || gone.now >= expiresAt) return undefined;
  return { steps: gone.steps, shows: { kind: 'withdrawn', transfer: transfer.id, by: exit.id } };
}
