import type { Blueprint, BlueprintRole } from '../blueprint.ts';
import { allFacts } from '../built-in-facts.ts';
import { type Block, heading, type Line, points, said } from './document.ts';
import type { Speech } from './speech.ts';

/** What each role does: its states, duties, load, and what it has to tell the others. What it may do stands in one table for all. */
export function describeRoles(blueprint: Blueprint, speech: Speech): Block[] {
  return Object.entries(blueprint.roles).flatMap(([id, role]) => [
    heading(3, speech.capital(speech.name(role))),
    points(duties(id, blueprint, speech), loads(id, role, blueprint, speech)),
  ]);
}

function duties(id: string, { states, transfers, facts }: Blueprint, speech: Speech): Line[] {
  const { phrases, state, transfer, fact } = speech;
  const { role: words } = phrases;
  const statesWhere = (test: (of: Blueprint['states'][string]) => boolean) =>
    Object.keys(states)
      .filter((name) => states[name] && test(states[name]))
      .map(state);
  const transfersWhere = (test: (of: Blueprint['transfers'][string]) => boolean) =>
    Object.keys(transfers)
      .filter((name) => transfers[name] && test(transfers[name]))
      .map(transfer);
  const makes = ({ trigger }: Blueprint['transfers'][string]) =>
    trigger.kind === 'person' && trigger.by.includes(id);
  return [
    ...said(
      words.responsible,
      statesWhere(({ responsible }) => responsible === id),
    ),
    ...said(
      words.supporting,
      statesWhere(({ supporting }) => supporting.includes(id)),
    ),
    ...said(
      words.starts,
      transfersWhere((each) => makes(each) && !each.handoff),
    ),
    ...said(
      words.offers,
      transfersWhere((each) => makes(each) && each.handoff !== undefined),
    ),
    ...said(
      words.receives,
      transfersWhere(({ handoff }) => handoff?.to === id),
    ),
    ...said(
      words.decides,
      transfersWhere(({ handoff }) => handoff?.escalateTo === id),
    ),
    ...said(
      words.supplies,
      Object.keys(facts)
        .filter((path) => facts[path]?.suppliedBy?.includes(id))
        .map(fact),
    ),
  ];
}

function loads(
  id: string,
  { loadBy, rampUp = [] }: BlueprintRole,
  { states, facts }: Blueprint,
  speech: Speech,
): Line[] {
  const { phrases, state, fact, fill, number, percent, named } = speech;
  const { role: words } = phrases;
  const norms = Object.entries(states).flatMap(([name, { load }]) =>
    load[id] === undefined ? [] : [`${state(name)} — ${number(load[id])}`],
  );
  const factors = Object.entries(loadBy?.factors ?? {}).map(([value, factor]) => {
    const declared = loadBy && allFacts(facts)[loadBy.fact];
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
