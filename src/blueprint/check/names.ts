import type { FactSchema } from '../../conditions/fact-schema.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Blueprint } from '../blueprint.ts';
import { builtInFacts } from '../built-in-facts.ts';

/** Every name that the blueprint uses must be one that it declares. */
export function checkNames(blueprint: Blueprint, facts: FactSchema): Problem[] {
  const problems: Problem[] = [];
  const known = (kind: string, declared: object) => (path: string, name: string | undefined) => {
    if (name === undefined || Object.hasOwn(declared, name)) return;
    problems.push({ path, message: `no ${kind} is called "${name}"` });
  };
  const role = known('role', blueprint.roles);
  const state = known('state', blueprint.states);

  for (const [id, fact] of Object.entries(blueprint.facts)) {
    if (Object.hasOwn(builtInFacts, id)) {
      problems.push({ path: `facts.${id}`, message: 'is a built-in fact and cannot be declared again' });
    }
    fact.suppliedBy?.forEach((name, i) => {
      role(`facts.${id}.suppliedBy[${i}]`, name);
    });
  }
  for (const [source, first] of Object.entries(blueprint.entries)) state(`entries.${source}`, first);
  state('mergedState', blueprint.mergedState);
  for (const [id, { responsible, supporting, load }] of Object.entries(blueprint.states)) {
    role(`states.${id}.responsible`, responsible);
    supporting.forEach((name, i) => {
      role(`states.${id}.supporting[${i}]`, name);
    });
    for (const name of Object.keys(load)) role(`states.${id}.load.${name}`, name);
  }
  for (const [id, transfer] of Object.entries(blueprint.transfers)) {
    const path = `transfers.${id}`;
    const { trigger, handoff } = transfer;
    transfer.from.forEach((name, i) => {
      state(`${path}.from[${i}]`, name);
    });
    state(`${path}.to`, transfer.to);
    transfer.releases.forEach((name, i) => {
      role(`${path}.releases[${i}]`, name);
    });
    if (trigger.kind === 'person') {
      trigger.by.forEach((name, i) => {
        role(`${path}.trigger.by[${i}]`, name);
      });
    }
    if (trigger.kind === 'time' && facts[trigger.at]?.type !== 'instant') {
      problems.push({ path: `${path}.trigger.at`, message: `no fact of type instant is called "${trigger.at}"` });
    }
    if (!handoff) continue;
    role(`${path}.handoff.to`, handoff.to);
    role(`${path}.handoff.escalateTo`, handoff.escalateTo);
    state(`${path}.handoff.onReturn.to`, handoff.onReturn?.to);
    for (const [reason, { to }] of Object.entries(handoff.rejections)) {
      state(`${path}.handoff.rejections.${reason}.to`, to);
    }
  }
  return problems;
}
