import { factsEn } from '../locales/facts.en.ts';
import { factsRu } from '../locales/facts.ru.ts';
import type { Label } from '../locales/label.ts';
import { type BuiltInFact, builtInShapes } from './fact-shapes.ts';

/** The declarations of the {@link builtInFacts}, by path. */
export type BuiltInFacts = {
  readonly [Fact in BuiltInFact]: (typeof builtInShapes)[Fact] & {
    readonly label: Label;
    readonly valueLabels?: Readonly<Record<string, Label>>;
  };
};

/**
 * The facts that the library derives from a client's events, as a blueprint would declare them. A fact that
 * has no value yet (the last order of a client who never ordered) is unknown, so no condition on it passes.
 * Counts are never unknown.
 */
export const builtInFacts: BuiltInFacts = /* @__PURE__ */ declared();

function declared(): BuiltInFacts {
  const both = (en: string, ru: string | undefined): Label => ({ en, ru: ru ?? en });
  const bothOf = (en: Words, ru: Words) =>
    Object.fromEntries(Object.entries(en).map(([value, word]) => [value, both(word, ru[value])]));
  const labels = bothOf(factsEn.labels, factsRu.labels);
  const [valuesEn, valuesRu]: [Values, Values] = [factsEn.values, factsRu.values];
  const facts = Object.entries(builtInShapes).map(([path, shape]) => {
    const values = valuesEn[path];
    const valueLabels = values && bothOf(values, valuesRu[path] ?? {});
    return [path, { ...shape, label: labels[path], ...(valueLabels && { valueLabels }) }];
  });
  return Object.fromEntries(facts);
}

type Words = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, Words>>;
