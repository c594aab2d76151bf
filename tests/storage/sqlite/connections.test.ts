import { expect, test } from 'vitest';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, outcome, tenant } from '../../../src/testing/store-contract/samples.ts';
import { onDatabase } from './temp-database.ts';

test(
  'what one store has written another finds in the file, and close leaves the connection open',
  onDatabase(async ({ connect, open }) => {
    const change = clientChange({ id: 'c', custody: { seller: 'petrov' } });
    const database = connect();
    const first = sqliteStore({ database });
    await first.migrate();
    await first.commit(tenant, commitOf([change], { outcomes: [outcome('k')] }));
    await first.close();
    expect(database.prepare('select id from sales_clients').all()).toEqual([{ id: 'c' }]);
    database.close();
    const second = await open();
    expect(await second.readClients(tenant, ['c'])).toEqual([change.snapshot]);
    expect(await second.history(tenant, 'c')).toEqual(change.events);
    expect(await second.readOutcomes(tenant, ['k'])).toEqual([outcome('k')]);
    await failure(
      second.commit(tenant, commitOf([], { outcomes: [outcome('k')] })),
      'COMMAND_ALREADY_RECORDED',
    );
  }),
);

test(
  'of many writers on connections of their own exactly one wins each round, and the feed has no gap',
  onDatabase(async ({ open }) => {
    const writers = await Promise.all(Array.from({ length: 8 }, open));
    for (let from = 0; from < 5; from++) {
      const commit = commitOf([clientChange({ id: 'c', from })]);
      const results = await Promise.allSettled(writers.map((writer) => writer.commit(tenant, commit)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    for (const reader of writers) {
      const feed = await reader.readFeed(tenant, 0, 10);
      expect(feed.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    }
  }),
);
