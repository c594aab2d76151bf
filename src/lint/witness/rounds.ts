import type { TriggerEvent } from '../../blueprint/trigger-event.ts';
import { timeActor } from '../../client/actor.ts';
import type { Command } from '../../client/command.ts';
import type { ClientTransfer } from '../../client/decision-context.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { LintWitness } from '../finding.ts';
import { arrange } from './arrange.ts';
import { cause } from './cause.ts';
import { type Explorer, later, type Trail } from './explorer.ts';
import { trailTo } from './trail-to.ts';
import { start, waitFor } from './ways.ts';

/** A client whom time alone takes round twice; or one with whom the conveyor comes to no end at all. */
export function goesRoundByTime(explorer: Explorer, states: readonly string[]): LintWitness | undefined {
  const [first] = states;
  const begun = first === undefined ? undefined : trailTo(explorer, first);
  if (!begun) return undefined;
  let trail: Trail = begun;
  const passed = [trail.client.state];
  while (passed.length <= 2 * states.length) {
    const { state } = trail.client;
    const next = waitFor(explorer, trail, ({ client }) => client.state !== state);
    if (!next) return endless(explorer, trail);
    trail = next;
    passed.push(...trail.events.flatMap((event) => (event.type === 'stateChanged' ? [event.to] : [])));
  }
  return { steps: trail.steps, shows: { kind: 'roundTrip', states: passed } };
}

function endless(
  { conveyor }: Explorer,
  { client, history, steps, now: before }: Trail,
): LintWitness | undefined {
  const now = conveyor.nextDueAt(client) ?? later(before, { days: 1 });
  const step = { now: now > before ? now : before, by: timeActor };
  const command: Command = { type: 'advanceTime', clientId: client.id };
  try {
    conveyor.decide(client, command, { ...step, history });
    return undefined;
  } catch (error) {
    if (!isConveyorError(error, 'ENDLESS_TRANSFERS')) throw error;
    return { steps: [...steps, { ...step, command }], shows: { kind: 'endless' } };
  }
}

/** A client whom four events of one type take there and back twice. */
export function goesRoundByEvent(
  explorer: Explorer,
  transfers: readonly [ClientTransfer, ClientTransfer],
  state: string,
  event: TriggerEvent,
): LintWitness | undefined {
  const conditions = transfers.flatMap(({ when }) => when ?? []);
  const begun = trailTo(explorer, state);
  let trail = begun && arrange(explorer, begun, { all: conditions });
  const passed = [state];
  for (let n = 0; n < 4 && trail; n++) {
    trail = cause(explorer, trail, event);
    passed.push(trail?.client.state ?? '');
    if (trail?.client.state !== (n % 2 === 0 ? transfers[0].to : state)) return undefined;
  }
  return trail && { steps: trail.steps, shows: { kind: 'roundTrip', states: passed } };
}

/** A client who is handed over and given back twice. */
export function goesRoundByReturn(
  explorer: Explorer,
  transfer: ClientTransfer,
  state: string,
): LintWitness | undefined {
  const [reason] = Object.keys(transfer.handoff?.onReturn?.reasons ?? {});
  if (reason === undefined) return undefined;
  let trail = trailTo(explorer, state);
  const passed = [state];
  for (let n = 0; n < 2 && trail; n++) {
    const offered = start(explorer, trail, transfer);
    const taken = offered && explorer.send(offered, { type: 'acceptHandoff' });
    trail = taken && explorer.send(taken, { type: 'returnClient', reason });
    passed.push(transfer.to, trail?.client.state ?? '');
  }
  return trail?.client.state === state
    ? { steps: trail.steps, shows: { kind: 'roundTrip', states: passed } }
    : undefined;
}
