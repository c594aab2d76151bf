import type { LintWitness } from '../finding.ts';
import type { Explorer, Trail } from './explorer.ts';
import { trailTo } from './trail-to.ts';
import { start } from './ways.ts';

/** A client who stands in a state that nothing leads out of. */
export function strandedIn(explorer: Explorer, state: string): LintWitness | undefined {
  const trail = trailTo(explorer, state);
  return trail && { steps: trail.steps, shows: { kind: 'stranded', state } };
}

/** The same, after a handoff was rejected or the client given back. */
export function strandedAfter(
  explorer: Explorer,
  id: string,
  how: 'rejection' | 'return',
  state: string,
  reason: string | undefined,
): LintWitness | undefined {
  const transfer = explorer.conveyor.rules.transfers[id];
  if (!transfer?.handoff) return undefined;
  for (const from of transfer.from) {
    const trail = trailTo(explorer, from);
    const offered = trail && start(explorer, trail, transfer);
    const ended =
      offered &&
      end(explorer, offered, how, reason ?? Object.keys(transfer.handoff.onReturn?.reasons ?? {})[0]);
    if (ended?.client.state === state) return { steps: ended.steps, shows: { kind: 'stranded', state } };
  }
  return undefined;
}

function end(
  explorer: Explorer,
  offered: Trail,
  how: 'rejection' | 'return',
  reason: string | undefined,
): Trail | undefined {
  if (reason === undefined) return undefined;
  if (how === 'rejection') return explorer.send(offered, { type: 'rejectHandoff', reason });
  const taken = explorer.send(offered, { type: 'acceptHandoff' });
  return taken && explorer.send(taken, { type: 'returnClient', reason });
}
