import fc from 'fast-check';
import { isConveyorError, memoryStore, type Store } from 'sales-conveyor';
import * as blueprints from 'sales-conveyor/blueprints';
import { expect, it } from 'vitest';
import type { OpenSales } from '../open-sales.ts';
import { Department, monday } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { functionsOf, publicFunctions, root } from './functions-of.ts';
import { hostileValues, ownMessage } from './hostile-values.ts';

/** So many calls of the store at most for one call of the shell. */
const STORE_CALLS = 10;
/** So often at most is each part of an argument looked at. */
const LOOKS = 20;

const names = [
  'clientId',
  'id',
  'type',
  'role',
  'by',
  'limit',
  'where',
  'states',
  'holder',
  'all',
  'fact',
  'is',
];
const leaf = fc.oneof(
  fc.constantFrom(...hostileValues.filter((value) => typeof value !== 'object' || value === null)),
  fc.constantFrom('acme', 'nobody', 'seller', 'register', 'recordContact', 'assignHolder', 'equals', 'head'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
);
const { nested } = fc.letrec<{ nested: unknown }>((tie) => ({
  nested: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('nested'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('nested'), { maxKeys: 6 }),
  ),
}));

const record = fc.dictionary(fc.constantFrom(...names), nested, { maxKeys: 2 });
/** Nearly what some call takes, so that it gets further than the first look; or anything. */
const argument = fc.oneof(
  nested,
  fc
    .tuple(
      fc.constantFrom<object>(
        { by: 'head' },
        { type: 'recordContact', clientId: 'acme', channel: 'phone' },
        { type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId: 'boris' },
        { clientId: 'acme', role: 'seller', reason: 'x' },
        { limit: 10, states: ['cold'] },
        { by: 'head', reason: 'x' },
      ),
      record,
    )
    .map(([usual, wrong]) => ({ ...usual, ...wrong })),
);

/** The value with every look at a part of it counted, and how many parts it has. */
function watched(value: unknown) {
  const work = { looks: 0, parts: 0 };
  const watch = (part: unknown): unknown => {
    work.parts++;
    if (typeof part !== 'object' || part === null) return part;
    const inner: object = Array.isArray(part)
      ? part.map(watch)
      : Object.fromEntries(Object.entries(part).map(([key, each]) => [key, watch(each)]));
    const look = <Given extends unknown[], Seen>(see: (...given: Given) => Seen) => {
      return (...given: Given) => {
        work.looks++;
        return see(...given);
      };
    };
    return new Proxy(inner, {
      get: look(Reflect.get),
      has: look(Reflect.has),
      ownKeys: look(Reflect.ownKeys),
      getOwnPropertyDescriptor: look(Reflect.getOwnPropertyDescriptor),
    });
  };
  return { watched: watch(value), work };
}

it('hostile values of any depth are answered with a result, a refusal or a typed error, after a bounded count of work', async () => {
  const inner = memoryStore();
  await (await new Department(inner).staff()).client('acme');
  let calls = 0;
  const store = new Proxy(inner, {
    get(target, key: keyof Store) {
      const value = target[key];
      if (typeof value !== 'function') return value;
      return (...given: never[]) => {
        calls++;
        return (value as (...all: never[]) => unknown).apply(target, given);
      };
    },
  });
  const department = new Department(store);
  const { sales } = department;
  const parts = { sales, ...sales } as unknown as Record<string, Record<string, unknown>>;
  const without = ['publish', 'reproject', 'runDue', 'run', 'project', 'rebuild', 'events', 'all'];
  const functions = [...publicFunctions];
  const methods = Object.entries(parts).flatMap(([part, owner]) =>
    typeof owner !== 'object' || part === 'conveyor' || part === 'context'
      ? []
      : functionsOf(owner).flatMap(([name, method]): typeof functions =>
          without.includes(name) ? [] : [[`${part}.${name}`, method]],
        ),
  );
  const property = fc.asyncProperty(
    fc.constantFrom(...methods, ...functions),
    argument,
    argument,
    async ([name, method], a, b) => {
      calls = 0;
      const [first, second] = [watched(a), watched(b)];
      try {
        await method(first.watched, second.watched);
      } catch (error) {
        const isTyped = isConveyorError(error) || (error as Error).message === ownMessage;
        expect(isTyped, `${name}: ${error}`).toBe(true);
      }
      expect(calls, `${name}: calls of the store`).toBeLessThanOrEqual(STORE_CALLS);
      const looks = first.work.looks + second.work.looks;
      const all = first.work.parts + second.work.parts;
      expect(looks, `${name}: looks at ${all} parts`).toBeLessThanOrEqual(LOOKS * all);
    },
  );
  await fc.assert(property, { numRuns: 600, seed: 13 });
  // The head may give the client to somebody; the log says all that was done.
  await department.expectFolded('acme');
  expect((await department.everything()).clients).toHaveLength(1);
});

it.each<[string, (sales: OpenSales, text: never) => Promise<unknown>]>([
  ['clients.register', ({ clients }, text) => clients.register(text, { by: 'import' })],
  ['clients.all', async ({ clients }, text) => clients.all(text).next()],
  ['employees.recordAbsence', ({ employees }, text) => employees.recordAbsence('anna', text)],
  ['redistribution.plan', ({ redistribution }, text) => redistribution.plan(text, { by: 'head' })],
  ['redistribution.compare', ({ redistribution }, text) => redistribution.compare(text, { by: 'head' })],
  [
    'redistribution.compare, of a policy',
    ({ redistribution }, policy) =>
      redistribution.compare({ role: 'seller', reason: { kind: 'manual' }, policy }, { by: 'head' }),
  ],
])('a text where %s asks for a record is one problem, not one for each letter', async (_, call) => {
  const { sales } = new Department(memoryStore());
  const error = await call(sales, 'text'.repeat(100) as never).catch((thrown: unknown) => thrown);
  if (!isConveyorError(error)) throw error;
  expect(error.details.problems).toHaveLength(1);
});

it('a list where a client is asked for is one problem, not one for each entry', async () => {
  const { sales } = new Department(memoryStore());
  const list = new Array(100).fill(null) as never;
  const error = await sales.clients.register(list, { by: 'import' }).catch((thrown: unknown) => thrown);
  if (!isConveyorError(error)) throw error;
  expect(error.details.problems).toHaveLength(1);
});

const isDue = root.fact('orders.count').atLeast(3);
it.each<[string, string, (text: never) => unknown]>([
  ['checkCondition', 'facts', (text) => root.checkCondition(isDue, text)],
  ['defineConveyor', 'options', (text) => root.defineConveyor(trade, text)],
  [
    'replayAssignments',
    'events',
    (text) => root.replayAssignments(text, { role: 'seller', policy: {}, timeZone: 'UTC' }),
  ],
  ['experienceSimilarity', 'a', (text) => root.experienceSimilarity(text, {})],
  ['experienceSimilarity', 'b', (text) => root.experienceSimilarity({}, text)],
])('%s does not read a text as a record of its letters', (name, path, call) => {
  const details = { function: name, problems: [expect.objectContaining({ path })] };
  expect(() => call('text' as never)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', details }));
});

it('a time of work that is no text is not read to its end for every day that is looked at', () => {
  let read = 0;
  const entry = { toString: () => String(read++) };
  const workingTime = { ...{ days: [1], to: '18:00', holidays: [] }, from: new Array(100).fill(entry) };
  const call = () => root.addWorkingHours(monday, 8, workingTime as never, 'UTC');
  expect(call).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(read).toBeLessThan(10_000);
});

it('of a hundred thousand faults the first are told, and how many there are besides', async () => {
  const { sales } = new Department(memoryStore());
  const names = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`name${i}`, i]));
  const calls = [
    () => sales.employees.hire({ id: 'a', roles: new Array(20_000).fill(null) } as never),
    () => sales.clients.query(names as never),
    () => sales.execute({ type: 'register', clientId: 'a', source: 'cold' }, names as never),
  ];
  for (const call of calls) {
    const error = await call().catch((thrown: unknown) => thrown);
    if (!isConveyorError(error)) throw error;
    expect(error.message.length).toBeLessThan(20_000);
    expect((error.details.problems as unknown[]).length).toBeLessThanOrEqual(1_002);
  }
});

it('a text where candidates are asked for is not read letter by letter, a long name is not compared with others', () => {
  const text = 'x'.repeat(100_000);
  const policy = root.parseAssignmentPolicy({});
  const request = { clientId: 'acme', role: 'seller', at: monday, day: monday.slice(0, 10), hours: 1 };
  const assigned = () => root.assignNext(request, text as never, root.emptyAssignmentLedger, policy);
  expect(assigned).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(() => blueprints.diffBlueprints(text as never, trade as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_BLUEPRINT' }),
  );
  const [problem] = root.checkCondition({ fact: text, is: 'present' }, root.builtInFacts);
  expect(problem?.values).not.toHaveProperty('meant');
});
