import type { FactDeclaration, FactSchema } from '../conditions/fact-schema.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import type { Label } from '../locales/label.ts';
import { type BuiltInFact, builtInShapes } from './fact-shapes.ts';

/** What of a blueprint names facts and the values of built-in ones. */
interface Naming {
  readonly facts?: FactSchema;
  readonly entryLabels?: Readonly<Record<string, Label>> | undefined;
  readonly states?: Labelled;
  readonly holds?: Labelled;
}

type Labelled = Readonly<Record<string, { readonly label: Label }>>;

/**
 * All facts in words: built-in ones in those of the dictionary, the blueprint's own by their labels.
 * Sources, states and holds are said by theirs, too.
 */
export function spokenFacts(
  { facts = {}, entryLabels = {}, states = {}, holds = {} }: Naming,
  { facts: { labels, values: known } }: Pick<Dictionary, 'facts'>,
): Record<string, FactDeclaration> {
  const valuesOf: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
    ...known,
    'client.source': entryLabels,
    state: labelsOf(states),
    'holds.active': labelsOf(holds),
  };
  const builtIn = Object.entries(builtInShapes).map(([path, shape]) => {
    const label = (labels satisfies Record<BuiltInFact, string>)[path as BuiltInFact];
    const valueLabels = valuesOf[path];
    if (!valueLabels) return [path, { ...shape, label }];
    const type = shape.type === 'texts' ? 'texts' : 'enum';
    return [path, { ...shape, type, label, values: Object.keys(valueLabels), valueLabels }];
  });
  return { ...Object.fromEntries(builtIn), ...facts };
}

/** The labels of parts, by their names. */
export const labelsOf = (parts: Labelled) =>
  Object.fromEntries(Object.entries(parts).map(([id, { label }]) => [id, label]));
