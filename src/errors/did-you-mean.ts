/** `; did you mean "x"?` for the candidate within two typing errors of the name; empty when there is none. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  let best = { candidate: '', distance: 3 };
  for (const candidate of candidates) {
    const distance = typingErrors(name, candidate);
    if (distance < best.distance) best = { candidate, distance };
  }
  return best.candidate === '' ? '' : `; did you mean "${best.candidate}"?`;
}

/** The Levenshtein distance. */
function typingErrors(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = row[j]! + (to[j] === letter ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
