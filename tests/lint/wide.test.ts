import { type LintOptions, lintBlueprint, workBudget } from 'sales-conveyor/blueprints';
import { expect, it } from 'vitest';
import { byHand, label, plainBlueprint } from './plain-blueprint.ts';

const FACTS = 400;
const PARTS = 30;

/** So many transfers, each of which asks for thirty facts of its own. */
const wide = (transfers: number, alsoAsks: (part: number) => object[] = () => []) =>
  plainBlueprint({
    facts: Object.fromEntries(
      Array.from({ length: FACTS }, (_, i) => [
        `f${i}`,
        { type: 'number', label: label('f'), suppliedBy: ['caller'] },
      ]),
    ),
    transfers: Object.fromEntries(
      Array.from({ length: transfers }, (_, i) => [
        `t${i}`,
        {
          label: label('t'),
          from: ['buyer'],
          to: 'closed',
          trigger: byHand('head'),
          when: {
            all: Array.from({ length: PARTS }, (_, j) => ({
              fact: `f${(i * PARTS + j) % FACTS}`,
              is: 'atLeast',
              value: j,
            })).flatMap((one, j) => [one, ...alsoAsks(j)]),
          },
        },
      ]),
    ),
  });

const looked = (blueprint: ReturnType<typeof wide>) => {
  const budget = workBudget(8_000_000);
  const options: LintOptions = { budget };
  return { findings: lintBlueprint(blueprint, options), spent: budget.spent };
};

it('that thirty parts of thirty facts all matter takes no search for each', () => {
  const { findings, spent } = looked(wide(40));
  expect(findings).toEqual([]);
  expect(spent).toBeLessThan(40 * 12_000);
});

it('a part that the others say, too, is found among many that matter', () => {
  const twice = (part: number) => (part === 7 ? [{ fact: 'f7', is: 'atLeast', value: 3 }] : []);
  const { findings } = looked(wide(1, twice));
  expect(findings).toMatchObject([{ rule: 'condition-part-redundant', path: 'transfers.t0.when.all[8]' }]);
});
