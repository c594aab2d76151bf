/** Runs in a folder of its own beside the ORMs, on the server of DATABASE_URL: what docs/stores.md says of each. */
import assert from 'node:assert/strict';
import pg from 'pg';
import { createSales, defineConveyor, fact } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { joins } from './joins.mjs';

const url = process.env.DATABASE_URL;
const pool = new pg.Pool({ connectionString: url });
const conveyor = defineConveyor(mixed({ currency: 'EUR' }));
const schema = 'orms';
await pool.query(`create schema ${schema}; create table ${schema}.invoices (client text primary key)`);
const store = postgresStore({ pool, schema });
await store.migrate();
const onStore = (on) => createSales({ conveyor, store: on });
const sales = onStore(store);
const stored = async (id) => [
  (await sales.clients.get(id)) !== undefined,
  (await pool.query(`select from ${schema}.invoices where client = $1`, [id])).rowCount === 1,
];
const query = (transaction, text, values) =>
  'executeQuery' in transaction
    ? transaction.executeQuery({
        sql: text,
        parameters: values,
        query: { kind: 'RawNode' },
        queryId: { queryId: text },
      })
    : transaction.query(text, values);

const checks = {
  'both are committed': async ({ transact }, id) => {
    await transact(async (transaction) => {
      await register(transaction, id);
      await query(transaction, `insert into ${schema}.invoices values ($1)`, [id]);
    });
    assert.deepEqual(await stored(id), [true, true]);
  },
  'both are rolled back': async ({ transact }, id) => {
    const stop = new Error('stop');
    await assert.rejects(
      transact(async (transaction) => {
        await query(transaction, `insert into ${schema}.invoices values ($1)`, [id]);
        await register(transaction, id);
        throw stop;
      }),
      (error) => error === stop || error.cause === stop || /stop/.test(error.message),
    );
    assert.deepEqual(await stored(id), [false, false]);
  },
  'what was written is found by its facts': async ({ transact }, id) => {
    await transact(async (transaction) => {
      await register(transaction, id);
      const { clients } = onStore(store.within(transaction));
      const found = async (where) => (await clients.query({ where })).clients.map((client) => client.id);
      assert.ok((await found(fact('segment').oneOf('A', 'B'))).includes(id));
      assert.ok(!(await found(fact('segment').noneOf('A', 'B'))).includes(id));
    });
  },
  'a lock that is not given in time is STORE_BUSY': async ({ transact }, id) => {
    await sales.clients.register({ id, source: 'existing' }, { by: 'import' });
    const other = await pool.connect();
    await other.query('begin');
    await other.query(`select from ${schema}.sales_clients where id = $1 for update`, [id]);
    let seen;
    await transact(async (transaction) => {
      await query(transaction, `set local lock_timeout = '100ms'`, []);
      try {
        await onStore(store.within(transaction)).execute(
          { type: 'learnFacts', clientId: id, facts: { segment: 'A' } },
          { by: 'import' },
        );
      } catch (error) {
        seen = { code: error.code, ...error.details };
      }
    }).catch((error) => {
      told = `; its own transaction then says: ${String(error.message).split('\n')[0]}`;
    });
    await other.query('rollback');
    other.release();
    assert.equal(seen?.code, 'STORE_BUSY');
    assert.equal(seen.sqlState, '55P03');
  },
};
let told = '';

async function register(transaction, id) {
  const input = { id, source: 'existing', facts: { segment: 'A' } };
  const result = await onStore(store.within(transaction)).clients.register(input, { by: 'import' });
  assert.ok(result.ok, JSON.stringify(result));
}

let failed = 0;
for (const [name, open] of Object.entries(joins)) {
  const orm = await open(url);
  for (const [index, [title, check]] of Object.entries(checks).entries()) {
    told = '';
    const error = await check(orm, `${name} ${index}`).then(
      () => undefined,
      (thrown) => thrown,
    );
    console.log(`${error ? 'FAILS' : 'holds'}  ${name}: ${title}${told}${error ? `\n${error.stack}` : ''}`);
    if (error) failed++;
  }
  await orm.close();
}
await pool.end();
process.exitCode = failed === 0 ? 0 : 1;
