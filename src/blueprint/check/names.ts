import type { FactShapes, FactType } from '../../conditions/fact-schema.ts';
import type { NameKind } from '../../errors/problem-details.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import type { Blueprint } from '../blueprint.ts';
import { builtInShapes } from '../fact-shapes.ts';
import { fault } from '../faults.ts';
import type { Report } from './report.ts';

type Path = readonly PropertyKey[];

/** Every name that the blueprint uses must be one that it declares. */
export function checkNames(blueprint: Blueprint, facts: FactShapes, report: Report): void {
  const known = (kind: NameKind, declared: readonly string[]) => (path: Path, name: string | undefined) => {
    if (name === undefined || declared.includes(name)) return;
    report(path, unknownName(kind, name, declared));
  };
  const each = (check: (path: Path, name: string) => void, path: Path, names: readonly string[] = []) => {
    for (const [i, name] of names.entries()) check([...path, i], name);
  };
  const role = known('role', Object.keys(blueprint.roles));
  const roleOrService = known('role', [...Object.keys(blueprint.roles), ...Object.keys(blueprint.services)]);
  const state = known('state', Object.keys(blueprint.states));
  const hold = known('hold', Object.keys(blueprint.holds));
  const factsOf = (type: FactType) => Object.keys(facts).filter((name) => facts[name]?.type === type);
  const money = known('fact', factsOf('money'));
  const ownFacts = (type: FactType) => factsOf(type).filter((name) => Object.hasOwn(blueprint.facts, name));
  const number = known('fact', ownFacts('number'));
  const text = known('fact', ownFacts('text'));
  const instant = known('instantFact', factsOf('instant'));

  for (const [id, { suppliedBy }] of Object.entries(blueprint.facts)) {
    if (Object.hasOwn(builtInShapes, id)) {
      report(['facts', id], fault('BUILT_IN_FACT'));
    }
    each(role, ['facts', id, 'suppliedBy'], suppliedBy);
  }
  for (const [source, first] of Object.entries(blueprint.entries)) state(['entries', source], first);
  const sources = Object.keys(blueprint.entries);
  for (const source of Object.keys(blueprint.entryLabels ?? {})) {
    if (!sources.includes(source)) report(['entryLabels', source], fault('NOT_ONE_OF', { allowed: sources }));
  }
  state(['mergedState'], blueprint.mergedState);
  for (const [id, { by, review }] of Object.entries(blueprint.holds)) {
    each(roleOrService, ['holds', id, 'by'], by);
    role(['holds', id, 'review', 'by'], review?.by);
  }
  hold(['creditLimit', 'hold'], blueprint.creditLimit?.hold);
  money(['creditLimit', 'fact'], blueprint.creditLimit?.fact);
  money(['creditLimit', 'group', 'limit'], blueprint.creditLimit?.group?.limit);
  text(['creditLimit', 'group', 'fact'], blueprint.creditLimit?.group?.fact);
  number(['paymentTerm'], blueprint.paymentTerm);
  for (const [id, { responsible, supporting, load }] of Object.entries(blueprint.states)) {
    role(['states', id, 'responsible'], responsible);
    each(role, ['states', id, 'supporting'], supporting);
    for (const name of Object.keys(load)) role(['states', id, 'load', name], name);
  }
  for (const [id, { from, to, trigger, releases, handoff }] of Object.entries(blueprint.transfers)) {
    const path = ['transfers', id];
    each(state, [...path, 'from'], from);
    state([...path, 'to'], to);
    each(role, [...path, 'releases'], releases);
    if (trigger.kind === 'person') each(role, [...path, 'trigger', 'by'], trigger.by);
    if (trigger.kind === 'time') instant([...path, 'trigger', 'at'], trigger.at);
    if (!handoff) continue;
    role([...path, 'handoff', 'to'], handoff.to);
    role([...path, 'handoff', 'escalateTo'], handoff.escalateTo);
    state([...path, 'handoff', 'onReturn', 'to'], handoff.onReturn?.to);
    for (const [reason, { to: target }] of Object.entries(handoff.rejections)) {
      state([...path, 'handoff', 'rejections', reason, 'to'], target);
    }
  }
}
