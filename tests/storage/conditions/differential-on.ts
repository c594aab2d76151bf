import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/storage/port.ts';
import { expectedIds, filled, passingIds } from './asking.ts';
import { anyRecord, anyStoredCondition } from './facts-arbitraries.ts';

const records = fc.array(anyRecord, { minLength: 25, maxLength: 25 });
const conditions = fc.array(anyStoredCondition, { minLength: 10, maxLength: 10 });

/** Whatever is unknown, odd or of the wrong type: a store finds exactly those whose facts evaluate to yes. */
export function differentialOn(name: string, open: () => Promise<Store>, numRuns = 9): void {
  it(`where on ${name} finds exactly those whose facts evaluate to yes, whatever is unknown, odd or of the wrong type`, () =>
    fc.assert(
      fc.asyncProperty(records, conditions, async (facts, these) => {
        const store = await filled(open, facts);
        for (const condition of these.flatMap((one) => [one, { not: one }])) {
          expect(await passingIds(store, condition, 7)).toEqual(expectedIds(facts, condition));
        }
        await store.close();
      }),
      { numRuns },
    ));
}
