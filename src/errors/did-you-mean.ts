/**
 * The nearest candidate, as what was probably meant: one typing error away for every three letters, two at
 * most. Capitals, spaces and signs are no errors: who writes `hand to development` means `handToDevelopment`.
 */
export function meant(name: string, candidates: readonly string[]): { readonly meant?: string } {
  if (name.length > LONGEST) return {};
  const sought = plain(name);
  for (let errors = 0; errors <= Math.min(2, sought.length / 3); errors++) {
    const near = candidates.find((candidate) => isWithin(errors, sought, plain(candidate)));
    if (near !== undefined) return { meant: near };
  }
  return {};
}

/** Nobody mistypes a longer one. */
const LONGEST = 200;

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** What was probably meant; where nothing comes near, everything that can be written there. */
export function writable(name: string, known: readonly string[]): Writable {
  const near = meant(name, known);
  return near.meant === undefined ? { known } : near;
}

/** One of the two. */
interface Writable {
  readonly meant?: string;
  readonly known?: readonly string[];
}

/** Whether so many insertions, deletions and replacements of a letter lead from one text to the other. */
function isWithin(errors: number, from: string, to: string): boolean {
  if (from === '' || to === '') return from.length + to.length <= errors;
  const [fromRest, toRest] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return isWithin(errors, fromRest, toRest);
  const isWith = (left: string, right: string) => isWithin(errors - 1, left, right);
  return errors > 0 && (isWith(fromRest, toRest) || isWith(fromRest, to) || isWith(from, toRest));
}
