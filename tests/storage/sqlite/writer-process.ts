import Database from 'libsql';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { Store } from '../../../src/storage/port.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { sharedIds } from './shared-ids.ts';

/** `writer-process.ts FILE COMMITS`: reads, decides and commits that often, with a line for each commit that has come through. */
async function write(file: string, commits: number): Promise<void> {
  const store = sqliteStore({ database: new Database(file) });
  await store.migrate();
  for (let done = 1; done <= commits; done++) {
    while (!(await commitOnce(store)));
    process.stdout.write(`${done}\n`);
  }
}

/** False where another writer was first. */
async function commitOnce(store: Store): Promise<boolean> {
  const stored = new Map(
    (await store.readClients(tenant, sharedIds)).map(({ id, revision }) => [id, revision]),
  );
  const changes = sharedIds.map((id) => {
    const from = stored.get(id) ?? 0;
    return clientChange({ id, from, events: 2, custody: { seller: `seller ${from}` } });
  });
  try {
    await store.commit(tenant, commitOf(changes));
    return true;
  } catch (error) {
    if (isConveyorError(error, 'REVISION_CONFLICT')) return false;
    throw error;
  }
}

const [, , file = '', commits] = process.argv;
write(file, Number(commits)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
});
