import { checkCondition } from '../../conditions/check-condition.ts';
import type { FactShapes } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Action } from '../action.ts';
import type { Blueprint, BlueprintRole } from '../blueprint.ts';
import { builtInShapes } from '../fact-shapes.ts';
import { fault } from '../faults.ts';
import type { Report } from './report.ts';

/** Every role takes part in the conveyor, and may do what the conveyor asks of it. */
export function checkRoles(blueprint: Blueprint, facts: FactShapes, report: Report): void {
  const used = usedRoles(blueprint);
  for (const id of Object.keys(blueprint.roles)) {
    if (!used.has(id)) report(['roles', id], fault('UNUSED_ROLE'));
  }

  for (const [id, { loadBy, mayRead }] of Object.entries(blueprint.roles)) {
    if (mayRead) report(['roles', id, 'mayRead'], checkCondition(mayRead, facts));
    if (loadBy)
      checkFactors(loadBy, blueprint, (path, wrong) => report(['roles', id, 'loadBy', ...path], wrong));
  }

  const mustBeAble = (path: readonly PropertyKey[], roleId: string, ...asked: Action[]) => {
    const may = blueprint.roles[roleId]?.may;
    for (const action of asked) {
      if (!may || may.own.includes(action) || may.any.includes(action)) continue;
      report(path, fault('MAY_NOT', { role: roleId, action }));
    }
  };
  for (const [id, { trigger, handoff }] of Object.entries(blueprint.transfers)) {
    const path = ['transfers', id];
    if (trigger.kind === 'person') {
      for (const [i, role] of trigger.by.entries())
        mustBeAble([...path, 'trigger', 'by', i], role, 'transfer');
    }
    if (!handoff) continue;
    const { to, escalateTo, onReturn } = handoff;
    mustBeAble([...path, 'handoff', 'to'], to, 'acceptHandoff', 'rejectHandoff');
    mustBeAble([...path, 'handoff', 'escalateTo'], escalateTo, 'acceptHandoff', 'rejectHandoff');
    if (onReturn) mustBeAble([...path, 'handoff', 'onReturn'], to, 'returnClient');
  }
}

/** Load factors name values of a fact that has such values. */
function checkFactors(
  { fact, factors }: NonNullable<BlueprintRole['loadBy']>,
  { facts }: Blueprint,
  report: Report,
): void {
  const declared = fact === 'orders.pace' ? builtInShapes[fact] : lookup(facts, fact);
  if (declared?.type !== 'enum') {
    report(['fact'], fault('NO_ENUM_FACT', { fact }));
    return;
  }
  for (const value of Object.keys(factors)) {
    if (!(declared.values as readonly string[]).includes(value))
      report(['factors', value], fault('NO_VALUE_OF_FACT', { fact }));
  }
}

function usedRoles({ states, transfers }: Blueprint): Set<string> {
  const inStates = Object.values(states).flatMap(({ responsible, supporting }) => [
    responsible,
    ...supporting,
  ]);
  const inTransfers = Object.values(transfers).flatMap(({ trigger, handoff }) => [
    ...(trigger.kind === 'person' ? trigger.by : []),
    handoff?.to,
    handoff?.escalateTo,
  ]);
  return new Set([...inStates, ...inTransfers].filter((role) => role !== undefined));
}
