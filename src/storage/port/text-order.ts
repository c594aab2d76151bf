/** Orders lists of texts part by part, each by code point, as databases do: JavaScript's own order differs for rare characters. */
export function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const order = compareText(text, b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareText(a: string, b: string): number {
  for (let index = 0; ; index++) {
    const left = a.codePointAt(index) ?? -1;
    const right = b.codePointAt(index) ?? -1;
    if (left !== right || left === -1) return left - right;
  }
}
