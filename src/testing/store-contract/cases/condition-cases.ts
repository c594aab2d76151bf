import type { Condition, FactTest } from '../../../conditions/condition.ts';
import type { FactSchema } from '../../../conditions/fact-schema.ts';
import type { FactQuery, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const label = { en: 'fact', ru: 'факт' };
const facts = {
  count: { type: 'number', label },
  planned: { type: 'number', label },
  volume: { type: 'money', label },
  note: { type: 'text', label },
  signed: { type: 'boolean', label },
  lastAt: { type: 'instant', label },
  segment: { type: 'enum', values: ['A', 'B'], label },
  'base.tags': { type: 'texts', label },
} as const satisfies FactSchema;

const now = '2026-03-15T12:00:00.000Z';

/** What is known of whom; of `z` nobody has ever said anything. */
const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  a: {
    count: 3,
    planned: 3,
    volume: { amount: 100, currency: 'EUR' },
    note: 'Ёлка 100%',
    signed: true,
    lastAt: '2026-03-15T12:00:00.000Z',
    segment: 'A',
    'base.tags': ['x', 'y'],
  },
  b: {
    count: 0.1 + 0.2,
    planned: 0.3,
    volume: { amount: 100, currency: 'USD' },
    note: 'ёлка',
    signed: false,
    lastAt: '2026-02-28T23:59:59.999Z',
    segment: 'B',
    'base.tags': [],
  },
  c: { count: null, volume: null, note: null, signed: null, lastAt: null, segment: null, 'base.tags': null },
  d: {
    count: '3',
    volume: 3,
    note: 3,
    signed: 'true',
    lastAt: '2026-03-15',
    segment: true,
    'base.tags': 'x',
  },
  e: { count: 2 ** 53, planned: -1, volume: { amount: 100 }, note: '', lastAt: '2026-04-01T00:00:00.000Z' },
};

const answers: readonly (readonly [condition: Condition, ids: string])[] = [
  [{ all: [] }, 'abcdez'],
  [{ fact: 'count', is: 'atLeast', value: 3 }, 'ae'],
  [{ fact: 'count', is: 'above', value: 0.3 }, 'abe'],
  [{ fact: 'count', is: 'equals', value: { fact: 'planned' } }, 'a'],
  [{ fact: 'count', is: 'below', value: { fact: 'planned' } }, ''],
  [{ fact: 'count', is: 'above', value: { fact: 'planned' } }, 'be'],
  [{ fact: 'count', is: 'oneOf', value: [2 ** 53, 3] }, 'ae'],
  [{ fact: 'count', is: 'present' }, 'abe'],
  [{ fact: 'count', is: 'absent' }, 'cdz'],
  [{ fact: 'volume', is: 'atLeast', value: { amount: 100, currency: 'EUR' } }, 'a'],
  [{ fact: 'volume', is: 'below', value: { amount: 200, currency: 'USD' } }, 'b'],
  [{ fact: 'volume', is: 'absent' }, 'cdez'],
  [{ fact: 'note', is: 'equals', value: 'ёлка' }, 'b'],
  [{ fact: 'note', is: 'differs', value: 'ёлка' }, 'ae'],
  [{ fact: 'note', is: 'contains', value: '0%' }, 'a'],
  [{ fact: 'note', is: 'startsWith', value: 'ё' }, 'b'],
  [{ fact: 'note', is: 'endsWith', value: '' }, 'abe'],
  [{ fact: 'signed', is: 'equals', value: true }, 'a'],
  [{ fact: 'signed', is: 'differs', value: true }, 'b'],
  [{ fact: 'lastAt', is: 'before', value: { now: true } }, 'b'],
  [{ fact: 'lastAt', is: 'withinLast', value: { months: 1 } }, 'ab'],
  [{ fact: 'lastAt', is: 'olderThan', value: { days: 14 } }, 'b'],
  [{ fact: 'lastAt', is: 'withinNext', value: { weeks: 3 } }, 'ae'],
  [{ fact: 'segment', is: 'noneOf', value: ['A'] }, 'b'],
  [{ fact: 'base.tags', is: 'includesAny', value: ['y', 'z'] }, 'a'],
  [{ fact: 'base.tags', is: 'includesAll', value: ['y', 'z'] }, ''],
  [
    {
      any: [
        { fact: 'segment', is: 'equals', value: 'B' },
        { fact: 'count', is: 'atLeast', value: 4 },
      ],
    },
    'be',
  ],
];

/** Who a test says nothing about stays out of its negation, too. */
const negations: readonly (readonly [test: FactTest, ids: string])[] = [
  [{ fact: 'count', is: 'atLeast', value: 3 }, 'b'],
  [{ fact: 'volume', is: 'above', value: { amount: 100, currency: 'EUR' } }, 'a'],
  [{ fact: 'note', is: 'contains', value: 'лка' }, 'e'],
  [{ fact: 'lastAt', is: 'withinLast', value: { months: 1 } }, 'e'],
  [{ fact: 'base.tags', is: 'includes', value: 'x' }, 'b'],
];

const base = [
  ...Object.entries(known).map(([id, record]) => ({ ...clientChange({ id }), facts: record })),
  clientChange({ id: 'z' }),
];

async function passing(
  store: Store,
  condition: Condition,
  limit: number,
  asked: Partial<FactQuery> = {},
): Promise<string> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const where = { condition, facts, now, timeZone: 'Europe/Moscow', ...asked };
    const page = await store.queryClients(tenant, { where, limit, ...(after !== undefined && { after }) });
    ids.push(...page.clients.map(({ id }) => id));
    if (page.next === undefined) return ids.join('');
    same(page.clients.length, limit);
    after = page.next;
  }
}

export const conditionCases: readonly StoreCase[] = [
  {
    name: 'a condition finds whose facts pass it, page by page; what is unknown, null or of another type never passes',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      for (const [condition, ids] of answers) {
        for (const limit of [1, 2, 100])
          same([condition, await passing(store, condition, limit)], [condition, ids]);
      }
    },
  },
  {
    name: 'the negation of a condition finds whose facts fail it, and nobody of whom that is unknown',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      for (const [test, ids] of negations) same([test, await passing(store, { not: test }, 2)], [test, ids]);
    },
  },
  {
    name: 'whoever judges anew finds all that pass in their order, and perhaps others among them',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      for (const [condition, ids] of [
        ...answers,
        ...negations.map(([test, ids]) => [{ not: test }, ids] as const),
      ]) {
        for (const limit of [1, 2, 100]) {
          const found = [...(await passing(store, condition, limit, { judgedAnew: true }))];
          same([condition, found.filter((id) => ids.includes(id)).join('')], [condition, ids]);
          same(found, [...new Set(found)].toSorted());
        }
      }
    },
  },
  {
    name: 'a condition goes with the rest of the query',
    async run(store) {
      const change = (id: string, state: string, dueAt: string) => ({
        ...clientChange({ id, state, dueAt, custody: { seller: 'petrov' } }),
        facts: { count: 1 },
      });
      await store.commit(
        tenant,
        commitOf([
          change('a', 'cold', '2026-01-02T00:00:00.000Z'),
          change('b', 'lead', '2026-01-01T00:00:00.000Z'),
          change('c', 'lost', '2026-01-01T00:00:00.000Z'),
          // Whom nothing but the condition keeps out.
          { ...change('d', 'cold', '2026-01-01T00:00:00.000Z'), facts: { count: 2 } },
        ]),
      );
      const where = { condition: { fact: 'count', is: 'equals', value: 1 }, facts, now } as const;
      const query = { where, states: ['cold', 'lead'], holder: { employeeId: 'petrov' }, limit: 10 };
      const idsOf = async (more: object) =>
        (await store.queryClients(tenant, { ...query, ...more })).clients.map(({ id }) => id);
      same(await idsOf({}), ['a', 'b']);
      same(await idsOf({ dueBy: '2026-01-02T00:00:00.000Z' }), ['b', 'a']);
    },
  },
  {
    name: 'a commit replaces the facts of the client whole',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      const change = { ...clientChange({ id: 'a', from: 1, events: 0 }), facts: { segment: 'B' } };
      await store.commit(tenant, commitOf([change, clientChange({ id: 'b', from: 1 })]));
      same(await passing(store, { fact: 'segment', is: 'equals', value: 'B' }, 10), 'a');
      same(await passing(store, { fact: 'count', is: 'present' }, 10), 'e');
    },
  },
  {
    name: 'a condition that is none over its facts is INVALID_CONDITION',
    async run(store) {
      for (const condition of [
        { fact: 'cuont', is: 'present' },
        { fact: 'count', is: 'startsWith', value: 'a' },
        {},
      ]) {
        const where = { condition: condition as Condition, facts, now };
        await failure(store.queryClients(tenant, { where, limit: 1 }), 'INVALID_CONDITION');
      }
    },
  },
];
