import type { FactDeclaration, FactShape } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { actions } from '../action.ts';
import type { Blueprint } from '../blueprint.ts';
import { builtInShapes } from '../fact-shapes.ts';
import { type Block, type Line, paragraph, points, table } from './document.ts';
import type { Speech } from './speech.ts';
import { whoCan } from './usable-rights.ts';

/** Every action, with who may do it and ever can. */
export function describeAuthority(blueprint: Blueprint, { phrases, role, capital }: Speech): Block[] {
  const { authority: words } = phrases;
  const listed = (names: readonly string[]) => (names.length > 0 ? names.map(role).join(', ') : words.nobody);
  const rows = actions.flatMap((action) => {
    const own = listed(whoCan(action, 'own', blueprint));
    const any = listed(whoCan(action, 'any', blueprint));
    const name = capital(phrases.actions[action]);
    // What one may do with a client of one's own is to take it, out of the pool of one's role.
    return action === 'assignHolder'
      ? [
          [words.claim, own, words.nobody],
          [name, words.nobody, any],
        ]
      : [[name, own, any]];
  });
  return [table(words.head, rows)];
}

/** The blueprint's own facts with who supplies them, and the derived ones that its rules rest on. */
export function describeFacts(blueprint: Blueprint, speech: Speech): Block[] {
  const { phrases, facts, name, role, capital } = speech;
  const { facts: words } = phrases;
  const own = Object.values(blueprint.facts).map((fact) => [
    capital(name(fact)),
    kindOf(fact, speech),
    fact.suppliedBy && fact.suppliedBy.length > 0 ? fact.suppliedBy.map(role).join(', ') : words.nobody,
  ]);
  const used = usedPaths(blueprint);
  const spoken = (path: string, shape: FactShape): FactDeclaration[] => {
    const fact = lookup(facts, path);
    if (!fact || shape.values) return fact ? [fact] : [];
    // Sources, states and holds are said by their labels; to list these here would be too long.
    return [{ type: shape.type, label: fact.label } as FactDeclaration];
  };
  const derived = Object.entries(builtInShapes)
    .filter(([path]) => used.has(path))
    .flatMap(([path, shape]) => spoken(path, shape).map((fact) => [path, fact] as const))
    .map(([path, fact]) => [capital(name(fact)), kindOf(fact, speech), { code: path }]);
  return [
    ...(own.length > 0 ? [paragraph(words.own), table(words.ownHead, own)] : []),
    ...(derived.length > 0 ? [paragraph(words.derived), table(words.derivedHead, derived)] : []),
  ];
}

function kindOf(fact: FactDeclaration, { phrases, fill, name }: Speech): string {
  const { kinds } = phrases.facts;
  if (!('values' in fact) || !fact.values) return fact.type === 'enum' ? '' : kinds[fact.type];
  const labels = fact.valueLabels;
  const values = fact.values.map((value) => (labels?.[value] ? name({ label: labels[value] }) : value));
  return fill(fact.type === 'enum' ? kinds.enum : kinds.textsOf, { values: values.join(', ') });
}

/** Every fact that a condition tests or compares with, or that a time transfer waits for. */
function usedPaths({ roles, transfers }: Blueprint): Set<string> {
  const paths = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('fact' in value && typeof value.fact === 'string') paths.add(value.fact);
    for (const part of Object.values(value)) walk(part);
  };
  for (const { mayRead } of Object.values(roles)) walk(mayRead);
  for (const { when, trigger } of Object.values(transfers)) {
    walk(when);
    if (trigger.kind === 'time') paths.add(trigger.at);
  }
  return paths;
}

export function describeGrades({ grades }: Blueprint, { phrases, fill, named, number }: Speech): Block[] {
  const lines = Object.values(grades).map(
    (grade) => `${named({ grade })[0]} — ${fill(phrases.grade, { load: number(grade.load) })}.`,
  );
  return [lines.length > 0 ? points(lines) : paragraph(phrases.noGrades)];
}

export const describeGlossary = ({ phrases }: Speech): Block[] => [
  points(Object.values(phrases.glossary).map(([lead, meaning]): Line => ({ lead, text: `${meaning}.` }))),
];
