import type { BlueprintInput } from 'sales-conveyor';
import { analyseCondition, implies, lintBlueprint } from 'sales-conveyor/blueprints';
import { mixed } from 'sales-conveyor/presets';
import { plainBlueprint } from '../lint/plain-blueprint.ts';
import { cpu } from './measure.ts';

const label = { en: 'goods', ru: 'товары' };
const facts = {
  goods: { type: 'texts', label, suppliedBy: ['caller'] },
  regions: { type: 'texts', label, suppliedBy: ['caller'] },
  brands: { type: 'texts', label, suppliedBy: ['caller'] },
} as const;

/** Three lists of which each has to have one of many things on it. */
const manyWays = (ways: number) => ({
  all: Object.keys(facts).map((fact) => ({
    any: Array.from({ length: ways }, (_, i) => ({
      fact,
      is: 'includesAny' as const,
      value: Array.from({ length: 40 }, (_, j) => `${fact} ${i}.${j}`),
    })),
  })),
});

/** CPU seconds of analysing what is far too large to be looked at whole: bounded, whatever the size. */
export function benchAnalysis(): void {
  for (const ways of [20, 60, 160]) {
    const when = manyWays(ways);
    const size = `${Math.round(JSON.stringify(when).length / 1000)} kB`;
    print(`analyse a condition of ${size}`, () => analyseCondition(when, facts));
    print(`implies, of ${size}`, () => implies(when, manyWays(ways - 1), facts));
    const blueprint = plainBlueprint({ facts, transfers: { close: { when } } });
    print(`lint with a condition of ${size}`, () => lintBlueprint(blueprint as BlueprintInput));
  }
  print('lint the mixed preset', () => lintBlueprint(mixed()));
}

function print(name: string, call: () => unknown): void {
  const before = cpu();
  call();
  process.stdout.write(
    `${name.padEnd(64)} ${((cpu() - before) / 1_000).toFixed(2)} s  (about 1 s at most)\n`,
  );
}
