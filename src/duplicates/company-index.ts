import type { CompanyMarks } from './company.ts';
import { type Likeness, likenessOf } from './likeness.ts';

const strength = { duplicate: 0, branch: 1, perhaps: 2 };

/** Whichever likeness is to be looked at first: duplicates, then branches, then what may be either. */
export const byStrength = (a: Likeness, b: Likeness): number => strength[a.kind] - strength[b.kind];

/**
 * So many of one mark are compared at most. A chain of a thousand shops is not compared a thousand times with
 * each of them.
 */
const COMPARED = 20;

/**
 * Companies by their marks, so that those who are alike are found without comparing all. The first twenty of
 * each mark are compared.
 */
export class CompanyIndex {
  readonly #byMark = new Map<string, { readonly id: string; readonly marks: CompanyMarks }[]>();

  /** Those who are alike, the surest first, then in the order in which they were added. */
  alike(marks: CompanyMarks): (Likeness & { readonly id: string })[] {
    const candidates = new Map(
      keysOf(marks).flatMap((key) =>
        (this.#byMark.get(key) ?? []).map((one) => [one.id, one.marks] as const),
      ),
    );
    return [...candidates]
      .flatMap(([id, other]) => {
        const likeness = likenessOf(marks, other);
        return likeness ? { ...likeness, id } : [];
      })
      .sort(byStrength);
  }

  add(id: string, marks: CompanyMarks): void {
    for (const key of keysOf(marks)) {
      const known = this.#byMark.get(key);
      if (!known) this.#byMark.set(key, [{ id, marks }]);
      else if (known.length < COMPARED) known.push({ id, marks });
    }
  }
}

const keysOf = ({ inn, kpp, vatId, nameKey }: CompanyMarks): string[] => {
  const branch = inn !== undefined && kpp !== undefined ? `${inn}/${kpp}` : undefined;
  const marks = Object.entries({ branch, inn, vatId, nameKey });
  return marks.flatMap(([mark, value]) => (value === undefined ? [] : `${mark}:${value}`));
};
