/** What somebody may read is told by the server as the shell tells it, also in a language of its own. */
import { all, type Condition, defineConveyor, fact, not } from 'sales-conveyor';
import { countClients } from 'sales-conveyor/queries';
import { explainAccess, readAs } from 'sales-conveyor/reading';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { at, collect, openDepartment } from '../../service/department.ts';
import { trade } from '../../service/trade.ts';
import { onSchema } from './temp-schema.ts';

const isReady: Condition = { fact: 'ready', is: 'equals', value: true };
/** Known beside the client, unknown of many, judged by the shell, about custody, and everything at once. */
const conditions: readonly (readonly [string, Condition])[] = [
  ['a fact of one’s own', isReady],
  ['not a fact that may be unknown', not(isReady)],
  ['what depends on the moment', fact('orders.daysSinceLast').atMost(30)],
  ['how often the holder has changed', fact('custody.changes').atLeast(1)],
  [
    'all of it',
    all(not(isReady), fact('orders.daysSinceLast').atMost(60), fact('custody.changes').atMost(1)),
  ],
  ['nothing at all', not(all())],
];

test.each(conditions.flatMap((one) => [false, true].map((secured) => [...one, secured] as const)))(
  'where the condition is %s, pages, counts and explanations agree (%j, row-level security %j)',
  (_name, mayRead, rowLevelSecurity) =>
    onSchema(async (temp) => {
      const store = postgresStore({ pool: temp.pool(), schema: temp.schema, rowLevelSecurity });
      await store.migrate();
      const { seller, keeper } = trade.roles;
      const roles = { ...trade.roles, seller: { ...seller, mayRead }, keeper: { ...keeper, mayRead } };
      const department = await openDepartment(async () => store, {
        conveyor: defineConveyor({ ...trade, roles }),
      });
      const { sales } = department;
      for (let i = 0; i < 10; i++) {
        const id = `c${i}`;
        if (i % 2) await department.client(id, i % 4 === 1 ? 'anna' : 'boris');
        else await department.buyer(id, at(-12 * i), i % 4 ? 'vera' : 'gleb');
        if (i % 3 < 2)
          await department.do({ type: 'learnFacts', clientId: id, facts: { ready: i % 3 === 0 } });
        if (i % 4 === 3)
          await department.do({ type: 'assignHolder', clientId: id, role: 'seller', employeeId: 'anna' });
      }
      const counts: number[] = [];
      for (const as of ['anna', 'boris', 'vera', 'gleb', 'head', 'nobody']) {
        const seen: string[] = [];
        for (const { id } of await collect(sales.clients.all()))
          if ((await explainAccess(sales, { clientId: id, as }))?.isVisible) seen.push(id);
        const reading = readAs(sales, as);
        const found: string[] = [];
        for (let after: string | undefined; ; ) {
          const page = await reading.clients.query({ limit: 3, ...(after && { after }) });
          found.push(...page.clients.map(({ id }) => id));
          after = page.next;
          if (after === undefined) break;
          expect(page.clients).toHaveLength(3);
        }
        expect({ as, found, count: await countClients(reading) }).toEqual({
          as,
          found: seen,
          count: seen.length,
        });
        counts.push(seen.length);
      }
      // Whoever is nobody sees nothing, whoever heads the department everything.
      expect(counts.slice(-2)).toEqual([10, 0]);
      await store.close();
    })(),
);
