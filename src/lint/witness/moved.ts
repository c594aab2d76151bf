import type { TriggerEvent } from '../../blueprint/trigger-event.ts';
import type { ClientTransfer } from '../../client/decision-context.ts';
import type { LintWitness } from '../finding.ts';
import { arrange } from './arrange.ts';
import { cause } from './cause.ts';
import type { Explorer, Trail } from './explorer.ts';
import { trailTo } from './trail-to.ts';
import { waitFor } from './ways.ts';

/** A client for whom one transfer's condition holds when the event comes, and whom another one moves. */
export function movedByEvent(
  explorer: Explorer,
  transfer: ClientTransfer,
  by: ClientTransfer,
  state: string,
  event: TriggerEvent,
): LintWitness | undefined {
  const there = trailTo(explorer, state);
  const tried = there && [arrange(explorer, there, transfer.when), there];
  for (const trail of tried ?? []) {
    const moved = trail && cause(explorer, trail, event);
    if (moved && wasOpen(explorer, transfer, by, moved)) {
      return {
        steps: moved.steps,
        shows: { kind: 'movedInstead', by: by.id, insteadOf: transfer.id, from: state },
      };
    }
  }
  return undefined;
}

/** Whether the last step moved the client by the one transfer when the other was open. */
function wasOpen(
  { conveyor }: Explorer,
  transfer: ClientTransfer,
  by: ClientTransfer,
  moved: Trail,
): boolean {
  const place = moved.events.findIndex((event) => event.type === 'stateChanged' && event.transfer === by.id);
  if (place < 0) return false;
  if (!transfer.condition) return true;
  const before = moved.history.slice(0, moved.history.length - moved.events.length + place);
  return transfer.condition.evaluate(conveyor.replay(before), moved.now) === 'yes';
}

/** A client whose one deadline is set and still to come when the other's transfer moves it. */
export function movedByDeadline(
  explorer: Explorer,
  transfer: ClientTransfer,
  by: ClientTransfer,
  state: string,
): LintWitness | undefined {
  if (transfer.trigger.kind !== 'time') return undefined;
  const there = trailTo(explorer, state);
  const dated = there && arrange(explorer, there, { fact: transfer.trigger.at, is: 'present' });
  const isMoved = ({ events }: Trail) =>
    events.some((event) => event.type === 'stateChanged' && event.transfer === by.id && event.from === state);
  const moved = dated && waitFor(explorer, dated, isMoved);
  if (!moved) return undefined;
  return {
    steps: moved.steps,
    shows: { kind: 'movedInstead', by: by.id, insteadOf: transfer.id, from: state },
  };
}
