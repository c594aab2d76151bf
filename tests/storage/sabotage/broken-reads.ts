import type { Client } from '../../../src/client/client.ts';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { ClientQuery, Store } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

/** A store of which whatever comes out is rewritten, value by value. */
function rewritten(store: Store, rewrite: (value: unknown) => unknown): Store {
  const deep = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value), (_, part) => rewrite(part));
  return wrapped(store, {
    readClients: async (...args) => deep(await store.readClients(...args)),
    queryClients: async (...args) => deep(await store.queryClients(...args)),
    history: async (...args) => deep(await store.history(...args)),
  });
}

/** All clients of a query in the honest order. */
async function all(store: Store, tenant: string, { after: _, ...query }: ClientQuery): Promise<Client[]> {
  const found: Client[] = [];
  let after: string | undefined;
  do {
    const page = await store.queryClients(tenant, { ...query, limit: 1_000, ...(after && { after }) });
    found.push(...page.clients);
    after = page.next;
  } while (after !== undefined);
  return found;
}

export const brokenReads: Readonly<Record<string, Sabotage>> = {
  'reads empty where the tenant’s setting is missing: it is there only for whom was written last': {
    make: (store) => {
      let set: string | undefined;
      const seen =
        <Args extends readonly unknown[], Found>(read: (tenant: string, ...args: Args) => Promise<Found[]>) =>
        async (tenant: string, ...args: Args): Promise<Found[]> => {
          const found = await read(tenant, ...args);
          return set === undefined || set === tenant ? found : [];
        };
      return wrapped(store, {
        async commit(tenant, ...rest) {
          set = tenant;
          await store.commit(tenant, ...rest);
        },
        readClients: seen((tenant, ids: readonly string[]) => store.readClients(tenant, ids)),
        listEmployees: seen((tenant) => store.listEmployees(tenant)),
        readFeed: seen((tenant, after: number, limit: number) => store.readFeed(tenant, after, limit)),
        history: seen((tenant, id: string) => store.history(tenant, id)),
      });
    },
    caughtBy: [
      titles.tenants,
      'a span of a history has the events after one revision up to another, as far as there are such',
      titles.random,
    ],
  },
  'keeps what it was given, so that the caller still holds it': {
    make: (store) => {
      const kept = new Map<string, Client>();
      const key = (tenant: string, id: string) => JSON.stringify([tenant, id]);
      return wrapped(store, {
        async commit(tenant, commit, ...rest) {
          await store.commit(tenant, commit, ...rest);
          for (const { snapshot } of commit.clients) kept.set(key(tenant, snapshot.id), snapshot);
        },
        async readClients(tenant, ids) {
          const clients = await store.readClients(tenant, ids);
          return clients.map((client) =>
            JSON.parse(JSON.stringify(kept.get(key(tenant, client.id)) ?? client)),
          );
        },
      });
    },
    caughtBy: [titles.sharing, titles.inTransactionChanged],
  },
  'gives the same object to everybody who reads a document': {
    make: (store) => {
      const given = new Map<string, object>();
      return wrapped(store, {
        async readDocuments(tenant, kind, ids) {
          return (await store.readDocuments(tenant, kind, ids)).map((document) => {
            const key = JSON.stringify([tenant, kind, document.id, document.revision]);
            if (!given.has(key)) given.set(key, document);
            return given.get(key) as typeof document;
          });
        },
      });
    },
    caughtBy: [titles.lists.rewritten, 'a document is not shared with whoever wrote or read it'],
  },
  'finds nobody where it is asked for what can be no id': {
    make: (store) =>
      wrapped(store, {
        readClients: (tenant, ids) =>
          store.readClients(tenant, ids).catch((error: unknown) => {
            if (!isConveyorError(error, 'INVALID_ARGUMENT')) throw error;
            return [];
          }),
      }),
    caughtBy: [titles.arguments],
  },
  'gives an employee’s history newest first': {
    make: (store) =>
      wrapped(store, {
        employeeHistory: async (...args) => (await store.employeeHistory(...args)).toReversed(),
      }),
    caughtBy: [titles.employeeHistory],
  },
  'gives the whole history where a span of it is asked for': {
    make: (store) => wrapped(store, { history: (of, id) => store.history(of, id) }),
    caughtBy: [
      'a span of a history has the events after one revision up to another, as far as there are such',
    ],
  },
  'gives each of several histories newest first': {
    make: (store) =>
      wrapped(store, { histories: async (...args) => (await store.histories(...args)).toReversed() }),
    caughtBy: [titles.histories, titles.rewritten],
  },
  'gives no more than ten events of several histories': {
    make: (store) =>
      wrapped(store, { histories: async (...args) => (await store.histories(...args)).slice(0, 10) }),
    caughtBy: [titles.histories],
  },
  'gives a history again for an id that is asked for twice': {
    make: (store) =>
      wrapped(store, {
        histories: async (of, ids) => (await Promise.all(ids.map((id) => store.history(of, id)))).flat(),
      }),
    caughtBy: [titles.histories],
  },
  'takes null for a key that is missing': {
    make: (store) => rewritten(store, (value) => (value === null ? undefined : value)),
    caughtBy: ['what is missing stays missing and what is empty stays empty'],
  },
  'gives back texts in another Unicode form': {
    make: (store) =>
      rewritten(store, (value) => (typeof value === 'string' ? value.normalize('NFC') : value)),
    caughtBy: [/^texts come back exactly as they went in/],
  },
  'keeps fifteen digits of a number': {
    make: (store) =>
      rewritten(store, (value) => (typeof value === 'number' ? Number(value.toPrecision(15)) : value)),
    caughtBy: [/^numbers and instants come back exactly/],
  },
  'leaves somebody out whose facts pass, as whoever asks judges anew': {
    make: (store) =>
      wrapped(store, {
        async queryClients(tenant, query) {
          const page = await store.queryClients(tenant, query);
          return query.where?.judgedAnew ? { ...page, clients: page.clients.slice(1) } : page;
        },
      }),
    caughtBy: [titles.judgedAnew],
  },
  'gives a page of clients in no order': {
    make: (store) =>
      wrapped(store, {
        async queryClients(tenant, query) {
          const page = await store.queryClients(tenant, query);
          return { ...page, clients: [...page.clients].reverse() };
        },
      }),
    caughtBy: [
      titles.shown,
      titles.inTransactionOthers,
      titles.plans,
      titles.queries,
      titles.heldTwice,
      titles.onHold,
      titles.names,
      titles.codePoints,
      titles.queryFollows,
      titles.conditions,
      titles.judgedAnew,
      titles.reference,
      titles.pages,
      titles.leavers,
      titles.random,
    ],
  },
  'orders texts by UTF-16 unit instead of code point': {
    make: (store) =>
      wrapped(store, {
        async listEmployees(tenant) {
          return (await store.listEmployees(tenant)).sort((a, b) => (a.id < b.id ? -1 : 1));
        },
      }),
    caughtBy: [titles.codePoints],
  },
  'counts its pages by offset, so that an insert shifts them': {
    make: (store) =>
      wrapped(store, {
        async queryClients(tenant, query) {
          const honest = await store.queryClients(tenant, query);
          const found = await all(store, tenant, query);
          const offset = offsets.get(query.after ?? '') ?? 0;
          const clients = found.slice(offset, offset + query.limit);
          if (offset + query.limit >= found.length) return { clients };
          const next = honest.next ?? query.after ?? '';
          offsets.set(next, offset + query.limit);
          return { clients, next };
        },
      }),
    caughtBy: [titles.pages, titles.leavers],
  },
  'finds a holder in any role, whichever is asked for': {
    make: (store) =>
      wrapped(store, {
        queryClients(tenant, { holder, ...query }) {
          return store.queryClients(tenant, {
            ...query,
            ...(holder && { holder: { employeeId: holder.employeeId } }),
          });
        },
      }),
    caughtBy: [titles.queries, titles.heldTwice, titles.reference],
  },
  'finds everybody, on hold or not': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, { onHold: _, ...query }) => store.queryClients(tenant, query),
      }),
    caughtBy: [titles.onHold, titles.reference, titles.arguments],
  },
  'looks for a name as it is written': {
    make: (store) =>
      wrapped(store, {
        async queryClients(tenant, { named, ...query }) {
          const page = await store.queryClients(tenant, query);
          if (!named) return page;
          const [part = ''] = Object.values(named);
          const isSo = ({ facts }: Client) => String(facts.name?.value).includes(part);
          return { ...page, clients: page.clients.filter(isSo) };
        },
      }),
    caughtBy: [titles.names],
  },
  'finds a name only where it begins so': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, { named, ...query }) =>
          store.queryClients(tenant, {
            ...query,
            ...(named && { named: { startsWith: Object.values(named)[0] ?? '' } }),
          }),
      }),
    caughtBy: [titles.names],
  },
  'shows everybody who may not be told to be out': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, { shownTo: _, ...query }) => store.queryClients(tenant, query),
      }),
    caughtBy: [titles.shown],
  },
  'shows by the condition alone': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, { shownTo, ...query }) =>
          store.queryClients(tenant, {
            ...query,
            ...(shownTo && { shownTo: { ...shownTo, employeeIds: [], roles: [] } }),
          }),
      }),
    caughtBy: [titles.shown],
  },
  'takes no notice of deputies and of who is to answer': {
    make: (store) =>
      wrapped(store, {
        queryClients(tenant, { concerns, ...query }) {
          if (!concerns) return store.queryClients(tenant, query);
          const [employeeId = 'nobody'] = concerns.employeeIds;
          return store.queryClients(tenant, { ...query, holder: { employeeId } });
        },
      }),
    caughtBy: [titles.concerns, titles.reference],
  },
  'lets the former receiver of an escalated handoff answer it': {
    make: (store) =>
      wrapped(store, {
        async queryClients(tenant, query) {
          const page = await store.queryClients(tenant, query);
          if (!query.concerns) return page;
          const { concerns: _, ...rest } = query;
          const { clients } = await store.queryClients(tenant, { ...rest, limit: 1_000 });
          const missed = clients.filter(
            ({ id, handoff }) =>
              handoff?.escalated &&
              query.concerns?.employeeIds.includes(handoff.to.employeeId ?? '') &&
              !page.clients.some((one) => one.id === id),
          );
          return { ...page, clients: [...page.clients, ...missed] };
        },
      }),
    caughtBy: [titles.concerns, titles.reference],
  },
  'gives everything where a list of states is empty': {
    make: (store) =>
      wrapped(store, {
        queryClients(tenant, { states, ...query }) {
          return store.queryClients(tenant, { ...query, ...(states && states.length > 0 && { states }) });
        },
      }),
    caughtBy: [titles.queries],
  },
  'does not look at the condition': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, { where: _, ...query }) => store.queryClients(tenant, query),
      }),
    caughtBy: [titles.shown, titles.conditions, titles.negation, titles.replacedFacts, titles.badCondition],
  },
  'gives due clients to whoever asks, leased or not': {
    make: (store) =>
      wrapped(store, {
        async claimDue(tenant, claim) {
          const { dueBy, limit } = claim;
          await store.claimDue(tenant, claim);
          return (await store.queryClients(tenant, { dueBy, limit })).clients.map(({ id }) => id);
        },
      }),
    caughtBy: [titles.claimOnce, titles.claimEnded, titles.changedClaim, titles.claimRace],
  },
  'counts leases that ran out as due work in hand': {
    make: (store) =>
      wrapped(store, { dueWork: (tenant) => store.dueWork(tenant, '2026-01-01T00:14:00.000Z') }),
    caughtBy: [titles.dueWork],
  },
  'takes any limit': {
    make: (store) =>
      wrapped(store, {
        queryClients: (tenant, query) =>
          store.queryClients(tenant, {
            ...query,
            limit: Math.min(1_000, Math.max(1, Math.trunc(query.limit) || 1)),
          }),
      }),
    caughtBy: [/^a limit outside 1 to 1,000/],
  },
  'counts held clients without their segments': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          store.commit(
            tenant,
            { ...commit, clients: commit.clients.map(({ segments: _, ...change }) => change) },
            ...rest,
          ),
      }),
    caughtBy: [titles.reference, titles.segments],
  },
  'counts the clients of everybody, whoever was asked for': {
    make: (store) =>
      wrapped(store, {
        countHeld: (tenant, { role }) => store.countHeld(tenant, role === undefined ? {} : { role }),
      }),
    caughtBy: [titles.reference, titles.segments],
  },
  'lists held clients of every role': {
    make: (store) =>
      wrapped(store, {
        listHeld: async (tenant, { role, ...query }) => {
          const { clients, next } = await store.queryClients(tenant, query);
          const held = clients.flatMap(({ id: clientId, revision, custody }) =>
            Object.values(custody).map(({ employeeId }) => ({ clientId, employeeId, revision })),
          );
          return { held, ...(next !== undefined && { next }) };
        },
      }),
    caughtBy: [titles.listed],
  },
  'forgets the tenant': {
    make: (store) =>
      new Proxy(store, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) =>
            value.apply(target, typeof args[0] === 'string' ? ['everybody', ...args.slice(1)] : args);
        },
      }),
    caughtBy: [
      titles.lists.order,
      titles.lists.dropped,
      titles.histories,
      titles.documentHistory,
      titles.employeeHistory,
      titles.claimTenant,
      titles.dueWork,
      titles.listed,
      titles.tenants,
      titles.oddIds,
      titles.documentKinds,
      titles.random,
      titles.rewrittenUnsaid,
      titles.droppedTenant,
    ],
  },
  'forgets the tenant of a command': {
    make: (store) => {
      const tenants = new Set<string>();
      return wrapped(store, {
        async commit(tenant, commit, ...rest) {
          await store.commit(tenant, commit, ...rest);
          tenants.add(tenant);
        },
        async readOutcomes(tenant, ids) {
          const own = await store.readOutcomes(tenant, ids);
          if (own.length > 0) return own;
          const others = await Promise.all([...tenants].map((other) => store.readOutcomes(other, ids)));
          return others.find((found) => found.length > 0) ?? [];
        },
      });
    },
    caughtBy: [titles.tenants, titles.random, titles.droppedTenant],
  },
};

/** Where the page after a cursor begins. */
const offsets = new Map<string, number>();
