/**
 * Orders lists of texts part by part, each by code point, as databases do. JavaScript's own order differs for
 * rare characters.
 */
export function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index++) {
    const order = compareText(a[index] as string, b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The same of two texts. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  let index = 0;
  while (a.charCodeAt(index) === b.charCodeAt(index)) index++;
  // Of a character in two units the first may be the same.
  if (index > 0 && isFirstOfTwo(a.charCodeAt(index - 1))) index--;
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1);
}

const isFirstOfTwo = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
