import { withArguments } from '../errors/with-arguments.ts';

/** A name: one text for every language, or a text by language (`en`, `ru`, any other code). */
export type Label = string | Readonly<Record<string, string>>;

/**
 * A name in a language. Where the label does not have it, in the one that the blueprint declares as its own;
 * else in the first that the label has.
 */
export function labelIn(label: Label, language: string, fallback = ''): string {
  return withArguments(
    'labelIn',
    { 'label: .': label, 'language: string': language, 'fallback: .': fallback },
    () => {
      if (typeof label === 'string') return label;
      const has = [language, fallback].find((one) => Object.hasOwn(label, one));
      return (has === undefined ? Object.values(label)[0] : label[has]) ?? '';
    },
  );
}
