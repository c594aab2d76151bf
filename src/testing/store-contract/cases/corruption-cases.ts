import type { Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { CorruptibleRecord, StoreCase } from '../store-case.ts';

/** Which methods come upon an unreadable record. */
const reads: Readonly<
  Record<CorruptibleRecord, Readonly<Record<string, (store: Store) => Promise<unknown>>>>
> = {
  client: {
    readClients: (store) => store.readClients(tenant, ['bad', 'good']),
    queryClients: (store) => store.queryClients(tenant, { limit: 10 }),
  },
  event: {
    history: (store) => store.history(tenant, 'bad'),
    histories: (store) => store.histories(tenant, ['good', 'bad']),
    readFeed: (store) => store.readFeed(tenant, 0, 10),
  },
  employee: {
    readEmployee: (store) => store.readEmployee(tenant, 'bad'),
    listEmployees: (store) => store.listEmployees(tenant),
  },
  outcome: { readOutcomes: (store) => store.readOutcomes(tenant, ['bad', 'good']) },
  document: {
    readDocuments: (store) => store.readDocuments(tenant, 'plan', ['bad', 'good']),
    queryDocuments: (store) => store.queryDocuments(tenant, { kind: 'plan', limit: 10 }),
  },
};

const both = ['bad', 'good'];

export const corruptionCases: readonly StoreCase[] = (Object.keys(reads) as CorruptibleRecord[]).map(
  (record): StoreCase => ({
    name: `an unreadable ${record} is CORRUPT_RECORD with tenant and id for ${Object.keys(reads[record]).join(' and ')}`,
    needs: [`corrupt.${record}`],
    async run(store, ground) {
      await store.commit(
        tenant,
        commitOf(
          both.map((id) => clientChange({ id })),
          {
            employees: both.map((id) => employeeChange(id)),
            outcomes: both.map((id) => outcome(id)),
            documents: both.map((id) => documentChange(id)),
          },
        ),
      );
      const [first] = await store.readFeed(tenant, 0, 1);
      const id = record === 'event' ? first!.position : 'bad';
      await ground.corrupt(record, tenant, id);
      for (const read of Object.values(reads[record])) {
        const { details } = await failure(read(store), 'CORRUPT_RECORD');
        same({ tenant: details.tenant, id: details.id }, { tenant, id });
      }
      // The others are none the worse for it.
      same((await store.readClients(tenant, ['good'])).length, 1);
      same((await store.readEmployee(tenant, 'good'))?.id, 'good');
      same(await store.readOutcomes(tenant, ['good']), [outcome('good')]);
      same((await store.readDocuments(tenant, 'plan', ['good'])).length, 1);
      same((await store.history(tenant, 'good')).length, 1);
    },
  }),
);
