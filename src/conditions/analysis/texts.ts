import type { TextDemand } from './demand.ts';

/** What constants say of one text: it has these parts, and not those. */
export interface TextParts {
  readonly is: TextDemand['is'];
  readonly part: string;
  readonly holds: boolean;
}

/** Whether a text is as said. */
export function hasPart(text: string, { is, part }: Omit<TextParts, 'holds'>): boolean {
  switch (is) {
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    case 'endsWith':
      return text.endsWith(part);
  }
}

/**
 * Whether no text has all the parts that it must have and none of those that it must not have. Two beginnings
 * or two ends may exclude each other, or a part that it must have contains one that it must not have.
 */
export function isImpossibleText(parts: readonly TextParts[]): boolean {
  const wanted = parts.filter(({ holds }) => holds);
  const unwanted = parts.filter(({ holds }) => !holds);
  const excludes = (is: 'startsWith' | 'endsWith') => {
    const those = wanted.filter((one) => one.is === is).map(({ part }) => part);
    const longest = longestOf(those);
    return those.some((part) => !hasPart(longest, { is, part }));
  };
  if (excludes('startsWith') || excludes('endsWith')) return true;
  return unwanted.some(
    ({ is, part }) =>
      part === '' ||
      wanted.some((one) => (is === 'contains' || is === one.is) && hasPart(one.part, { is, part })),
  );
}

const longestOf = (texts: readonly string[]) =>
  texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');

/**
 * Texts that have the parts to be had, the plainest first; those with more and more filling are all
 * different.
 */
export function textsWith(parts: readonly TextParts[], count: number): string[] {
  const wanted = (is: TextDemand['is']) =>
    parts.filter((one) => one.holds && one.is === is).map(({ part }) => part);
  const start = longestOf(wanted('startsWith'));
  const end = longestOf(wanted('endsWith'));
  const middles = wanted('contains').filter((part) => !start.includes(part) && !end.includes(part));
  const filling = fillingFor(parts);
  const plain = start.endsWith(end) ? start : start + end;
  const filled = Array.from({ length: count }, (_, n) =>
    [start, ...middles, end]
      .filter((part) => part !== '')
      .join(filling)
      .concat(end === '' ? filling.repeat(n) : ''),
  );
  const between = Array.from(
    { length: count },
    (_, n) => start + filling.repeat(n + 1) + middles.map((part) => part + filling).join('') + end,
  );
  return [...new Set([...(middles.length === 0 ? [plain] : []), ...filled, ...between])];
}

/** A sign that stands in none of the parts, so that it makes none of them where two parts meet. */
function fillingFor(parts: readonly TextParts[]): string {
  const used = parts.map(({ part }) => part).join('');
  const plain = [...'xyzqwk'].find((sign) => !used.includes(sign));
  if (plain) return plain;
  let code = 0xe000;
  while (used.includes(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}
