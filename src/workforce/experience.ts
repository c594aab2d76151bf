import { assertRecord } from '../errors/assert-record.ts';
import { withArguments } from '../errors/with-arguments.ts';

/** Years by industry. */
export type Experience = Readonly<Record<string, number>>;

/**
 * How alike two people's experience is, 0 to 1. Over all industries, it is the years that both have against
 * the years that either has (Ruzicka's similarity, the weighted form of Jaccard's index). 0 where either has
 * none.
 */
export function experienceSimilarity(a: Experience, b: Experience): number {
  return withArguments('experienceSimilarity', { a, b }, () => {
    assertRecord(a);
    assertRecord(b);
    let [both, either] = [0, 0];
    for (const industry of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [yearsOfA, yearsOfB] = [a[industry] ?? 0, b[industry] ?? 0];
      both += Math.min(yearsOfA, yearsOfB);
      either += Math.max(yearsOfA, yearsOfB);
    }
    return either === 0 ? 0 : both / either;
  });
}
