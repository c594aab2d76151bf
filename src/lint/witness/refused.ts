import type { Actor } from '../../client/actor.ts';
import type { Command } from '../../client/command.ts';
import type { ClientTransfer } from '../../client/decision-context.ts';
import type { RefusalCode } from '../../client/refusal.ts';
import type { LintWitness } from '../finding.ts';
import { type Explorer, later, type Trail, type WitnessCommand } from './explorer.ts';
import { trailTo } from './trail-to.ts';

/** A client whom a transfer by hand is refused for want of a fact. */
export function refusedForWant(
  explorer: Explorer,
  fact: string,
  users: readonly string[],
): LintWitness | undefined {
  const { transfers } = explorer.conveyor.rules;
  for (const id of users) {
    const transfer = transfers[id];
    if (transfer?.trigger.kind !== 'person' || !transfer.condition) continue;
    for (const state of transfer.from) {
      const trail = trailTo(explorer, state);
      if (!trail || trail.client.facts[fact]) continue;
      const { missing } = transfer.condition.explain(trail.client, trail.now);
      if (!missing.some((one) => one.fact === fact)) continue;
      const witness = refused(
        explorer,
        explorer.hold(trail),
        { type: 'transfer', transfer: id },
        'CONDITION_NOT_MET',
      );
      if (witness) return witness;
    }
  }
  return undefined;
}

/** A client whom somebody of the only role that is told to start a transfer cannot start it with. */
export function refusedToRole(
  explorer: Explorer,
  transfer: ClientTransfer,
  state: string,
): LintWitness | undefined {
  const trail = trailTo(explorer, state);
  const [role] = transfer.trigger.kind === 'person' ? transfer.trigger.by : [];
  if (!trail || role === undefined) return undefined;
  const by: Actor = { id: 'colleague', roles: [role] };
  return refused(explorer, trail, { type: 'transfer', transfer: transfer.id }, 'NOT_AUTHORIZED', by);
}

function refused(
  { conveyor, somebody }: Explorer,
  { client, history, now: before, steps }: Trail,
  asked: WitnessCommand,
  code: RefusalCode,
  by: Actor = somebody,
): LintWitness | undefined {
  const now = later(before, { minutes: 1 });
  const command = { ...asked, clientId: client.id } as Command;
  const outcome = conveyor.decide(client, command, { now, by, history });
  if (outcome.ok || !outcome.refusal.reasons.some((reason) => reason.code === code)) return undefined;
  return { steps: [...steps, { now, by, command }], shows: { kind: 'refused', code } };
}
