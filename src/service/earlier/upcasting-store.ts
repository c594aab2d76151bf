import { upcastEvent } from '../../client/upcast-event.ts';
import type { Store } from '../../storage/port.ts';
import { upcastDocument, upcastEntry, upcastOutcome } from './upcast.ts';

/**
 * The store as the shell reads it: what earlier releases wrote comes by today's names. The one place where
 * stored data of earlier forms becomes today's; nothing is rewritten.
 */
export const upcastingStore = (store: Store): Store => ({
  capabilities: store.capabilities,
  migrate: () => store.migrate(),
  close: () => store.close(),
  readClients: (...asked) => store.readClients(...asked),
  queryClients: (...asked) => store.queryClients(...asked),
  claimDue: (...asked) => store.claimDue(...asked),
  dueWork: (...asked) => store.dueWork(...asked),
  census: (...asked) => store.census(...asked),
  countHeld: (...asked) => store.countHeld(...asked),
  listHeld: (...asked) => store.listHeld(...asked),
  history: async (...asked) => (await store.history(...asked)).map(upcastEvent),
  readEmployee: (...asked) => store.readEmployee(...asked),
  listEmployees: (...asked) => store.listEmployees(...asked),
  staffRevision: (...asked) => store.staffRevision(...asked),
  readFeed: async (...asked) => (await store.readFeed(...asked)).map(upcastEntry),
  readDocuments: async (...asked) => (await store.readDocuments(...asked)).map(upcastDocument),
  queryDocuments: async (...asked) => {
    const { documents, ...page } = await store.queryDocuments(...asked);
    return { ...page, documents: documents.map(upcastDocument) };
  },
  readOutcomes: async (...asked) =>
    (await store.readOutcomes(...asked)).map(({ outcome, ...kept }) => {
      return { ...kept, outcome: upcastOutcome(outcome) };
    }),
  commit: (...written) => store.commit(...written),
});
