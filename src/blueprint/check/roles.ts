import type { Problem } from '../../errors/problem.ts';
import type { Action } from '../action.ts';
import type { Blueprint } from '../blueprint.ts';

/** Every role takes part in the conveyor, and may do what the conveyor asks of it. */
export function checkRoles(blueprint: Blueprint): Problem[] {
  const problems: Problem[] = [];
  const used = usedRoles(blueprint);
  for (const id of Object.keys(blueprint.roles)) {
    if (!used.has(id)) problems.push({ path: `roles.${id}`, message: 'is used by no state, transfer or handoff' });
  }

  const mustBeAble = (path: string, roleId: string, action: Action) => {
    const may = blueprint.roles[roleId]?.may;
    if (!may || may.own.includes(action) || may.any.includes(action)) return;
    problems.push({ path, message: `"${roleId}" may not ${action}` });
  };
  for (const [id, { trigger, handoff }] of Object.entries(blueprint.transfers)) {
    if (trigger.kind === 'person') {
      trigger.by.forEach((role, i) => {
        mustBeAble(`transfers.${id}.trigger.by[${i}]`, role, 'transfer');
      });
    }
    if (!handoff) continue;
    mustBeAble(`transfers.${id}.handoff.to`, handoff.to, 'acceptHandoff');
    mustBeAble(`transfers.${id}.handoff.to`, handoff.to, 'rejectHandoff');
    if (handoff.onReturn) mustBeAble(`transfers.${id}.handoff.onReturn`, handoff.to, 'returnClient');
    mustBeAble(`transfers.${id}.handoff.escalateTo`, handoff.escalateTo, 'acceptHandoff');
  }
  return problems;
}

function usedRoles({ states, transfers }: Blueprint): Set<string> {
  const inStates = Object.values(states).flatMap(({ responsible, supporting }) => [responsible, ...supporting]);
  const inTransfers = Object.values(transfers).flatMap(({ trigger, handoff }) => [
    ...(trigger.kind === 'person' ? trigger.by : []),
    handoff?.to,
    handoff?.escalateTo,
  ]);
  return new Set([...inStates, ...inTransfers].filter((role) => role !== undefined));
}
