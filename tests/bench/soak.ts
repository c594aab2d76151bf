/**
 * Everybody at work while connections are lost and files are locked, read-only and full: `npm run soak -- [calls] [seed]`, 40 calls of
 * each caller unless said otherwise, some 20 seconds. Prints what happened; fails where anything is lost, doubled or out of order.
 */
import { soakPostgres } from './soak/soak-postgres.ts';
import { soakSqlite } from './soak/soak-sqlite.ts';

const [calls = 40, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
console.log(`${calls} calls of each caller, seed ${seed}`);
for (const [name, soak] of Object.entries({ PostgreSQL: soakPostgres, SQLite: soakSqlite })) {
  const started = performance.now();
  const tally = await soak(calls, seed);
  console.log(`${name}: in order after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  console.table(Object.fromEntries([...tally].toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
