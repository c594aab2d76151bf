import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { destinations } from './destinations.ts';
import type { Report } from './report.ts';

/** Every state can be reached, can be left unless it is final, and has somebody to answer for it. */
export function checkStates(blueprint: Blueprint, report: Report): void {
  const reachable = reachableStates(blueprint);
  if (blueprint.states[blueprint.mergedState]?.final === false) {
    report(['mergedState'], `"${blueprint.mergedState}" is not a final state`);
  }
  for (const [id, state] of Object.entries(blueprint.states)) {
    const path = ['states', id];
    const exits = Object.values(blueprint.transfers).filter((transfer) => leaves(transfer, id));
    const say = (message: string) => report(path, message);

    if (!reachable.has(id)) say('cannot be reached from any entry');
    if (state.final) {
      if (exits.length > 0) say('is final, yet transfers lead out of it');
      continue;
    }
    if (!state.responsible) say('is not final, so it needs a responsible role');
    if (exits.length === 0) say('is not final, yet no transfer leads out of it');
    if (state.waiting && !exits.some(({ trigger }) => trigger.kind === 'time')) {
      say('is a waiting state, so a transfer triggered by time must lead out of it');
    }
    for (const role of Object.keys(state.load)) {
      if (role !== state.responsible && !state.supporting.includes(role)) {
        report([...path, 'load', role], `"${role}" does not take part in the state`);
      }
    }
  }
}

function leaves(transfer: BlueprintTransfer, state: string): boolean {
  return transfer.from.includes(state) && destinations(transfer).some((to) => to !== state);
}

function reachableStates({ entries, transfers, mergedState }: Blueprint): Set<string> {
  const reached = new Set([...Object.values(entries), mergedState]);
  for (const state of reached) {
    for (const transfer of Object.values(transfers)) {
      if (transfer.from.includes(state)) for (const to of destinations(transfer)) reached.add(to);
    }
  }
  return reached;
}
