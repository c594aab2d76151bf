import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { fault } from '../faults.ts';
import { destinations } from './destinations.ts';
import type { Report } from './report.ts';

/**
 * Every state can be reached, and can be left unless it is final. Somebody answers for it unless it rests.
 */
export function checkStates(blueprint: Blueprint, report: Report): void {
  const reachable = reachableStates(blueprint);
  if (blueprint.states[blueprint.mergedState]?.final === false) {
    report(['mergedState'], fault('NOT_FINAL', { state: blueprint.mergedState }));
  }
  for (const [id, state] of Object.entries(blueprint.states)) {
    const path = ['states', id];
    const exits = Object.values(blueprint.transfers).filter((transfer) => leaves(transfer, id));
    const say = (
      code: 'UNREACHABLE' | 'FINAL_WITH_EXITS' | 'NO_RESPONSIBLE_ROLE' | 'NO_EXITS' | 'WAITS_FOR_NOTHING',
    ) => report(path, fault(code));

    if (!reachable.has(id)) say('UNREACHABLE');
    if (state.final) {
      if (exits.length > 0) say('FINAL_WITH_EXITS');
      continue;
    }
    if (!state.responsible && !state.resting) say('NO_RESPONSIBLE_ROLE');
    if (exits.length === 0) say('NO_EXITS');
    if (state.waiting && !exits.some(({ trigger }) => trigger.kind === 'time')) {
      say('WAITS_FOR_NOTHING');
    }
    for (const role of Object.keys(state.load)) {
      if (role !== state.responsible && !state.supporting.includes(role)) {
        report([...path, 'load', role], fault('NO_PART_IN_STATE', { role }));
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
