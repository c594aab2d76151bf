import { compileCondition } from '../../../src/conditions/compile-condition.ts';
import type { Condition } from '../../../src/conditions/condition.ts';
import type { IndexedFacts } from '../../../src/entries/sql.ts';
import type { Store } from '../../../src/storage/port.ts';
import { same } from '../../../src/testing/store-contract/same.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { noon, sampleFacts } from '../../conditions/sample-facts.ts';

type Facts = Readonly<Record<string, unknown>>;

const timeZone = 'America/Sao_Paulo';

/** What a condition is asked in, over the sample facts. */
export const asked = (condition: Condition) => ({ condition, facts: sampleFacts, now: noon, timeZone });

/** All of the sample facts that an index can order, and so every test that an index may be asked. */
export const indexedFacts = Object.fromEntries(
  Object.entries(sampleFacts).flatMap(([fact, { type }]) =>
    type === 'boolean' || type === 'texts' ? [] : [[fact, type]],
  ),
) satisfies IndexedFacts;

const idOf = (index: number) => `c${String(index).padStart(4, '0')}`;
const UNKNOWN = 'without facts';

/** A store with a client for each record, and one that has none. */
export async function filled(open: () => Promise<Store>, records: readonly Facts[]): Promise<Store> {
  const store = await open();
  await store.migrate();
  const clients = records.map((facts, index) => ({ ...clientChange({ id: idOf(index) }), facts }));
  await store.commit(tenant, commitOf([...clients, clientChange({ id: UNKNOWN })]));
  return store;
}

/** The ids of all pages; each page but the last is full. */
export async function passingIds(store: Store, condition: Condition, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.queryClients(tenant, {
      where: asked(condition),
      limit,
      ...(after !== undefined && { after }),
    });
    ids.push(...page.clients.map(({ id }) => id));
    if (page.next === undefined) return ids;
    same(page.clients.length, limit);
    after = page.next;
  }
}

/** Those whose facts, as JSON gives them back, evaluate to yes. */
export function expectedIds(records: readonly Facts[], condition: Condition): string[] {
  const { evaluate } = compileCondition(condition, { facts: sampleFacts, timeZone });
  const all = [...records.map((record, index) => [idOf(index), record] as const), [UNKNOWN, {}] as const];
  return all.flatMap(([id, record]) =>
    evaluate(JSON.parse(JSON.stringify(record)) as Record<string, never>, noon) === 'yes' ? [id] : [],
  );
}
