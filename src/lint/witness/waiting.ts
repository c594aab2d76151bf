import type { ClientTransfer } from '../../client/decision-context.ts';
import type { LintWitness } from '../finding.ts';
import type { Explorer, Trail } from './explorer.ts';
import { trailTo } from './trail-to.ts';
import { waysBy } from './ways.ts';

/** A client who comes into a waiting state by the transfer, and for whom time does nothing there. */
export function waitsWithoutDate(explorer: Explorer, transfer: ClientTransfer): LintWitness | undefined {
  const { conveyor, somebody } = explorer;
  const waits = ({ client, events, now }: Trail) =>
    client.state === transfer.to &&
    events.some((event) => event.type === 'stateChanged' && event.transfer === transfer.id) &&
    conveyor.options(client, { now, by: somebody }).every(({ dueAt }) => dueAt === undefined);
  for (const state of transfer.from) {
    const trail = trailTo(explorer, state);
    if (!trail || state === transfer.to) continue;
    for (const way of waysBy(explorer, trail, transfer)) {
      if (way && waits(way)) return { steps: way.steps, shows: { kind: 'noDeadline', state: transfer.to } };
    }
  }
  return undefined;
}
