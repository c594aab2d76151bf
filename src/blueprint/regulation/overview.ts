import type { Blueprint } from '../blueprint.ts';
import { type Block, numbered, paragraph, points, table } from './document.ts';
import { releases } from './pools.ts';
import type { Speech } from './speech.ts';
import { scopes, whoCan } from './usable-rights.ts';
import { workingTimeLines } from './working-hours.ts';

/** The general rules, whichever way the department sells. */
export function describeRules(blueprint: Blueprint, speech: Speech): Block[] {
  const { phrases, fill, state, role } = speech;
  const { mergedState } = blueprint;
  const able = [...new Set(scopes.flatMap((scope) => whoCan('override', scope, blueprint)))];
  const override =
    able.length > 0 ? fill(phrases.override, { roles: able.map(role).join(', ') }) : phrases.noOverride;
  const rules = [
    ...phrases.rules.map((rule) => fill(rule, { mergedState: state(mergedState) })),
    ...releases(blueprint, speech),
    override,
  ];
  return [numbered(rules)];
}

export function describeWorkingTime(blueprint: Blueprint, speech: Speech): Block[] {
  const lines = workingTimeLines(blueprint.workingTime, speech);
  return [points(...lines, speech.phrases.clocks), ...describeOwnHours(blueprint, speech)];
}

/** The working time of each role that has one of its own. */
export function describeOwnHours(blueprint: Blueprint, speech: Speech): Block[] {
  return Object.entries(blueprint.roles).flatMap(([id, { workingHours: own }]) =>
    own
      ? [
          paragraph(speech.fill(speech.phrases.ownHours, { role: speech.role(id) })),
          points(...workingTimeLines(own, speech)),
        ]
      : [],
  );
}

/** In which state clients of each source begin, and who answers for them there. */
export function entryTable(
  { entries, states }: Blueprint,
  head: readonly string[],
  { state, role, source }: Speech,
): Block {
  const rows = Object.entries(entries).map(([id, first]) => {
    const responsible = states[first]?.responsible;
    return [source(id), state(first), responsible === undefined ? '—' : role(responsible)];
  });
  return table(head, rows);
}
