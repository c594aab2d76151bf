import { lookup } from '../../conditions/lookup.ts';
import type { Blueprint, BlueprintRole, BlueprintTransfer } from '../blueprint.ts';
import { type Block, heading, type Line, points, said } from './document.ts';
import { dutiesOf, saidOf } from './duties.ts';
import { claims } from './pools.ts';
import { reading } from './reading.ts';
import type { Speech } from './speech.ts';
import { startersOf } from './usable-rights.ts';

/**
 * What each role does: its states, duties, load, and the facts it supplies. Rights are in one table for all
 * roles.
 */
export function describeRoles(blueprint: Blueprint, speech: Speech): Block[] {
  return Object.entries(blueprint.roles).flatMap(([id, role]) => [
    heading(3, speech.capital(speech.name(role))),
    points(duties(id, blueprint, speech), loads(id, role, blueprint, speech)),
  ]);
}

function duties(id: string, blueprint: Blueprint, speech: Speech): (Line | string)[] {
  const { role: words } = speech.phrases;
  const { transfers } = blueprint;
  const { responsible, supporting, receives, decides, supplies } = dutiesOf(id, blueprint, speech);
  const makes = (transfer: BlueprintTransfer) => startersOf(transfer, blueprint).includes(id);
  return [
    ...said(words.responsible, responsible),
    ...said(words.supporting, supporting),
    ...said(
      words.starts,
      saidOf(transfers, (each) => makes(each) && !each.handoff, speech.transfer),
    ),
    ...said(
      words.offers,
      saidOf(transfers, (each) => makes(each) && each.handoff !== undefined, speech.transfer),
    ),
    ...said(words.receives, receives),
    ...said(words.decides, decides),
    ...said(words.supplies, supplies),
    ...claims(id, blueprint, speech),
    ...reading(id, blueprint, speech),
  ];
}

function loads(
  id: string,
  { loadBy, rampUp = [] }: BlueprintRole,
  { states }: Blueprint,
  speech: Speech,
): Line[] {
  const { phrases, facts, state, fact, fill, number, percent, named } = speech;
  const { role: words } = phrases;
  const norms = Object.entries(states).flatMap(([name, { load }]) =>
    load[id] === undefined ? [] : [`${state(name)} — ${number(load[id])}`],
  );
  const factors = Object.entries(loadBy?.factors ?? {}).map(([value, factor]) => {
    const declared = loadBy && lookup(facts, loadBy.fact);
    const labels = declared?.type === 'enum' ? declared.valueLabels : undefined;
    return `${labels?.[value] ? named({ [value]: { label: labels[value] } })[0] : value} — × ${number(factor)}`;
  });
  const months = rampUp.map((share, i) => fill(words.month, { number: i + 1, share: percent(share) }));
  return [
    ...said(words.load, norms, '; '),
    ...(loadBy ? said(fill(words.loadBy, { fact: fact(loadBy.fact) }), factors, '; ') : []),
    ...(months.length > 0
      ? said(words.rampUp, [...months, fill(words.later, { share: percent(1) })], '; ')
      : []),
  ];
}
