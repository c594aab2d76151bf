/** The first candidate at most two typing errors away, as what was probably meant. */
export function meant(name: string, candidates: readonly string[]): { readonly meant?: string } {
  const first = candidates.find((candidate) => isWithin(2, name, candidate));
  return first === undefined ? {} : { meant: first };
}

/** Whether so many insertions, deletions and replacements of a letter lead from one text to the other. */
function isWithin(errors: number, from: string, to: string): boolean {
  if (from === '' || to === '') return from.length + to.length <= errors;
  const fromRest = from.slice(1);
  const toRest = to.slice(1);
  if (from[0] === to[0]) return isWithin(errors, fromRest, toRest);
  const pairs = [
    [fromRest, toRest],
    [fromRest, to],
    [from, toRest],
  ] as const;
  return errors > 0 && pairs.some(([left, right]) => isWithin(errors - 1, left, right));
}
