import { type BlueprintInput, defineConveyor } from 'sales-conveyor';
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

const text = { type: 'text', label, suppliedBy: ['caller'] } as const;
const texts = { a: text, b: text };

/** Long texts that repeat themselves, on two facts of which each has to hold the other. */
const longTexts = (parts: number) => ({
  all: [
    ...Array.from({ length: parts }, (_, i) => ({
      fact: i % 2 ? 'a' : 'b',
      is: 'contains' as const,
      value: 'a'.repeat(990) + i,
    })),
    { fact: 'a', is: 'contains' as const, value: { fact: 'b' } },
    { fact: 'b', is: 'contains' as const, value: { fact: 'a' } },
  ],
});

/** Many facts, and many transfers that each ask for thirty of them. */
const manyFacts = (facts: number, transfers: number) => ({
  facts: Object.fromEntries(
    Array.from({ length: facts }, (_, i) => [`f${i}`, { type: 'number', label, suppliedBy: ['caller'] }]),
  ),
  transfers: Object.fromEntries(
    Array.from({ length: transfers }, (_, i) => [
      `t${i}`,
      {
        label,
        from: ['buyer'],
        to: 'closed',
        trigger: { kind: 'person', by: ['head'] },
        when: {
          all: Array.from({ length: 30 }, (_, j) => ({
            fact: `f${(i * 30 + j) % facts}`,
            is: 'atLeast',
            value: j,
          })),
        },
      },
    ]),
  ),
});

/** A limit of many working hours on a calendar with many days of its own. */
const manyDates = (dates: number, workingHours: number) => ({
  workingTime: {
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '10:00',
    dates: Object.fromEntries(
      Array.from({ length: dates }, (_, i) => [
        new Date(Date.UTC(2020, 0, 1 + i * 30)).toISOString().slice(0, 10),
        [{ from: '09:00', to: '09:30' }],
      ]),
    ),
  },
  transfers: { hand: { handoff: { acceptWithin: { workingHours } } } },
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
  for (const parts of [14, 490]) {
    const when = longTexts(parts);
    print(`analyse ${parts} parts of 990 letters`, () => analyseCondition(when, texts));
    print(`implies, of ${parts} parts of 990 letters`, () => implies(when, longTexts(parts), texts));
    const blueprint = plainBlueprint({ facts: texts, transfers: { close: { when } } });
    print(`lint with ${parts} parts of 990 letters`, () => lintBlueprint(blueprint as BlueprintInput));
  }
  const wide = plainBlueprint(manyFacts(2_000, 300));
  print('read, and no more, 2,000 facts and 300 transfers', () => defineConveyor(wide as BlueprintInput));
  print('lint with 2,000 facts and 300 transfers', () => lintBlueprint(wide as BlueprintInput));
  const long = plainBlueprint(manyDates(300, 1_500));
  print('lint with 300 dates and 1,500 working hours', () => lintBlueprint(long as BlueprintInput));
  print('lint the mixed preset', () => lintBlueprint(mixed()));
}

function print(name: string, call: () => unknown): void {
  const before = cpu();
  call();
  process.stdout.write(
    `${name.padEnd(64)} ${((cpu() - before) / 1_000).toFixed(2)} s  (about 1 s at most)\n`,
  );
}
