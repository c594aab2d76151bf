import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { all, any, factBuilder } from '../../src/conditions/builder.ts';
import type { FactReader } from '../../src/conditions/compile.ts';
import { compileCondition } from '../../src/conditions/compile-condition.ts';
import type { Condition } from '../../src/conditions/condition.ts';
import type { FactSchema } from '../../src/conditions/fact-schema.ts';
import { median, printRatio } from './measure.ts';

const now = '2026-03-01T00:00:00.000Z';
const named = (name: string) => ({ en: name, ru: name });

const facts = {
  orderCount: { type: 'number', label: named('orders') },
  overdueRatio: { type: 'number', label: named('overdue ratio') },
  segment: { type: 'enum', values: ['A', 'B', 'C'], label: named('segment') },
  monthlyVolume: { type: 'number', label: named('monthly volume') },
  contractSigned: { type: 'boolean', label: named('contract signed') },
} as const satisfies FactSchema;

interface Subject {
  readonly orderCount: number;
  readonly overdueRatio: number;
  readonly segment: string;
  readonly monthlyVolume: number;
  readonly contractSigned: boolean;
}

/** The same question in each language. */
const fact = factBuilder<typeof facts>();
const condition: Condition = all(
  fact('orderCount').atLeast(3),
  fact('overdueRatio').below(0.2),
  any(fact('segment').oneOf('A', 'B'), fact('monthlyVolume').atLeast(1_000)),
  fact('contractSigned').equals(true),
);
const jsonLogic = {
  and: [
    { '>=': [{ var: 'orderCount' }, 3] },
    { '<': [{ var: 'overdueRatio' }, 0.2] },
    { or: [{ in: [{ var: 'segment' }, ['A', 'B']] }, { '>=': [{ var: 'monthlyVolume' }, 1_000] }] },
    { '===': [{ var: 'contractSigned' }, true] },
  ],
};
const jsonRules = {
  all: [
    { fact: 'orderCount', operator: 'greaterThanInclusive', value: 3 },
    { fact: 'overdueRatio', operator: 'lessThan', value: 0.2 },
    {
      any: [
        { fact: 'segment', operator: 'in', value: ['A', 'B'] },
        { fact: 'monthlyVolume', operator: 'greaterThanInclusive', value: 1_000 },
      ],
    },
    { fact: 'contractSigned', operator: 'equal', value: true },
  ],
};

/** About seven in ten pass; the others fail in different places. */
const subjects: readonly Subject[] = Array.from({ length: 64 }, (_, index) => ({
  orderCount: index % 13 === 0 ? 2 : 3 + (index % 4),
  overdueRatio: index % 8 === 7 ? 0.5 : 0.1,
  segment: ['A', 'B', 'C'][index % 3] ?? 'C',
  monthlyVolume: index % 7 === 0 ? 500 : 2_000,
  contractSigned: index % 9 !== 0,
}));
const subjectAt = (index: number): Subject => subjects[index % subjects.length] as Subject;

/** As the conveyor reads its built-in facts: a function for each. */
const readers: Readonly<Record<string, FactReader<Subject>>> = {
  orderCount: (subject) => subject.orderCount,
  overdueRatio: (subject) => subject.overdueRatio,
  segment: (subject) => subject.segment,
  monthlyVolume: (subject) => subject.monthlyVolume,
  contractSigned: (subject) => subject.contractSigned,
};
const readerOf = (path: string): FactReader<Subject> => readers[path] ?? (() => undefined);

type Count = (runs: number) => number | Promise<number>;

const countOf =
  (passes: (subject: Subject) => boolean): Count =>
  (runs) => {
    let count = 0;
    for (let index = 0; index < runs; index++) if (passes(subjectAt(index))) count += 1;
    return count;
  };

/** How many of the runs pass, for each contender and the number of runs in a round. */
function contenders(): Readonly<Record<string, readonly [runs: number, count: Count]>> {
  const engine = new Engine([{ conditions: jsonRules, event: { type: 'passed' } }]);
  const logic = new LogicEngine().build(jsonLogic);
  const read = compileCondition<Subject>(condition, { facts, readerOf });
  const flat = compileCondition<Subject>(condition, { facts });
  const others = Array.from({ length: 8 }, () => compileCondition<Subject>(condition, { facts, readerOf }));
  let turn = 0;
  return {
    'json-rules-engine run': [
      4_000,
      async (runs) => {
        let count = 0;
        for (let index = 0; index < runs; index++) {
          const { events } = await engine.run(subjectAt(index));
          if (events.length > 0) count += 1;
        }
        return count;
      },
    ],
    'json-logic-engine built': [1_000_000, countOf((subject) => logic(subject) === true)],
    'evaluate, reader per fact': [1_000_000, countOf((subject) => read.evaluate(subject, now) === 'yes')],
    'evaluate, flat record': [1_000_000, countOf((subject) => flat.evaluate(subject, now) === 'yes')],
    'evaluate, conditions in turn': [
      1_000_000,
      countOf((subject) => others[turn++ % others.length]?.evaluate(subject, now) === 'yes'),
    ],
    'explain, reader per fact': [50_000, countOf((subject) => read.explain(subject, now).truth === 'yes')],
    'explain, flat record': [50_000, countOf((subject) => flat.explain(subject, now).truth === 'yes')],
  };
}

const ROUNDS = 11;

/** Time of one answer to one condition of five tests: medians of rounds in one process, after warming up. */
export async function benchConditions(): Promise<void> {
  const entries = Object.entries(contenders());
  await assertSameVerdicts(entries.map(([name, [, count]]) => [name, count]));
  const times = new Map(entries.map(([name]): [string, number[]] => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, [runs, count]] of entries) {
      const start = performance.now();
      await count(runs);
      if (round > 0) times.get(name)?.push(((performance.now() - start) / runs) * 1e6);
    }
  }
  const timeOf = (name: string) => median(times.get(name) ?? []);
  const compare = (name: string, peer: string, target: string) =>
    printRatio(`${name} / ${peer}`, timeOf(name), timeOf(peer), target);
  for (const reading of ['reader per fact', 'flat record', 'conditions in turn']) {
    const isMain = reading === 'reader per fact';
    compare(`evaluate, ${reading}`, 'json-rules-engine run', isMain ? 'at least 500x' : 'for comparison');
    compare(`evaluate, ${reading}`, 'json-logic-engine built', 'at least 0.2x');
  }
  compare('explain, reader per fact', 'json-rules-engine run', 'at least 5x');
  compare('explain, flat record', 'json-rules-engine run', 'at least 5x');
}

async function assertSameVerdicts(all: readonly (readonly [string, Count])[]): Promise<void> {
  for (const runs of subjects.keys()) {
    const counts = await Promise.all(all.map(([, count]) => count(runs + 1)));
    if (new Set(counts).size > 1) throw new Error(`Different verdicts on subject ${runs}: ${counts}`);
  }
}
