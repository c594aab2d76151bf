import type { TextDemand } from './demand.ts';
import { type WorkBudget, work } from './work-budget.ts';

/** What constants say of one text: it has these parts, and not those. */
export interface TextParts {
  readonly is: TextDemand['is'];
  readonly part: string;
  readonly holds: boolean;
}

/** Letters that are looked at in one step. */
const LETTERS = 8;

/** Counts that so many letters are read or written. */
const read = (letters: number, budget: WorkBudget) => work(budget, 1 + Math.ceil(letters / LETTERS));

/** Whether a text is as said. Costs what the letters of both cost, whatever they are. */
export function hasPart(text: string, { is, part }: Omit<TextParts, 'holds'>, budget: WorkBudget): boolean {
  read(is === 'contains' ? text.length + part.length : part.length, budget);
  switch (is) {
    case 'contains':
      return contains(text, part);
    case 'startsWith':
      return text.startsWith(part);
    case 'endsWith':
      return text.endsWith(part);
  }
}

/**
 * As `includes`, which for texts that repeat themselves may take the product of both lengths. Knuth, Morris,
 * Pratt: Fast Pattern Matching in Strings (1977).
 */
function contains(text: string, part: string): boolean {
  if (part.length <= LETTERS) return text.includes(part);
  /** How much of the part's beginning stands before each of its places, too. */
  const again = new Uint32Array(part.length);
  const grown = (length: number, code: number) => {
    let held = length;
    while (held > 0 && part.charCodeAt(held) !== code) held = again[held - 1] as number;
    return part.charCodeAt(held) === code ? held + 1 : held;
  };
  for (let i = 1; i < part.length; i++) again[i] = grown(again[i - 1] as number, part.charCodeAt(i));
  let held = 0;
  for (let i = 0; i < text.length && held < part.length; i++) held = grown(held, text.charCodeAt(i));
  return held === part.length;
}

/**
 * Whether no text has all the parts that it must have and none of those that it must not have. Two beginnings
 * or two ends may exclude each other, or a part that it must have contains one that it must not have.
 */
export function isImpossibleText(parts: readonly TextParts[], budget: WorkBudget): boolean {
  const wanted = parts.filter(({ holds }) => holds);
  const unwanted = parts.filter(({ holds }) => !holds);
  work(budget, parts.length);
  const excludes = (is: 'startsWith' | 'endsWith') => {
    const those = wanted.filter((one) => one.is === is).map(({ part }) => part);
    const longest = longestOf(those);
    return those.some((part) => !hasPart(longest, { is, part }, budget));
  };
  if (excludes('startsWith') || excludes('endsWith')) return true;
  return unwanted.some(
    ({ is, part }) =>
      part === '' ||
      wanted.some((one) => (is === 'contains' || is === one.is) && hasPart(one.part, { is, part }, budget)),
  );
}

const longestOf = (texts: readonly string[]) =>
  texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');

/**
 * Texts that have the parts to be had, the plainest first; those with more and more filling are all
 * different. Each is made, and counted, when it is asked for.
 */
export function* textsWith(
  parts: readonly TextParts[],
  count: number,
  budget: WorkBudget,
): Generator<string> {
  const wanted = (is: TextDemand['is']) =>
    parts.filter((one) => one.holds && one.is === is).map(({ part }) => part);
  const start = longestOf(wanted('startsWith'));
  const end = longestOf(wanted('endsWith'));
  const isIn = (text: string, part: string) => hasPart(text, { is: 'contains', part }, budget);
  const middles = wanted('contains').filter((part) => !isIn(start, part) && !isIn(end, part));
  const filling = fillingFor(parts, budget);
  const given = [start, ...middles, end].filter((part) => part !== '');
  const letters = given.reduce((sum, part) => sum + part.length + 1, 0);
  if (middles.length === 0) yield start.endsWith(end) ? start : start + end;
  // What an end follows takes no filling after it: these are one text.
  for (let n = 0; n < (end === '' ? count : 1); n++) {
    read(letters + n, budget);
    yield given.join(filling) + filling.repeat(n);
  }
  for (let n = 0; n < count; n++) {
    read(letters + n, budget);
    yield start + filling.repeat(n + 1) + middles.map((part) => part + filling).join('') + end;
  }
}

/** A sign that stands in none of the parts, so that it makes none of them where two parts meet. */
function fillingFor(parts: readonly TextParts[], budget: WorkBudget): string {
  const used = new Set<string>();
  for (const { part } of parts) {
    read(part.length, budget);
    for (let i = 0; i < part.length; i++) used.add(part[i] as string);
  }
  const plain = [...'xyzqwk'].find((sign) => !used.has(sign));
  if (plain) return plain;
  const code = Array.from({ length: 0x1900 }, (_, i) => String.fromCharCode(0xe000 + i));
  return code.find((sign) => !used.has(sign)) ?? 'x';
}
