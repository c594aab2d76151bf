import type { ClientEvent } from '../../../client/event.ts';
import type {
  ClientChange,
  Commit,
  EmployeeChange,
  MentionKind,
  MentionQuery,
  Store,
} from '../../../storage/port.ts';
import type { EmployeeEvent } from '../../../workforce/employee.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import {
  at,
  clientChange,
  commitOf,
  documentChange,
  employeeChange,
  eventfulChange,
  eventOf,
  outcome,
  tenant,
} from '../samples.ts';
import type { StoreCase } from '../store-case.ts';
import { wins } from '../wins.ts';

const secret = 'Ivanova, +7 "916"';
const note = { note: secret } as const;

/** A contact with a secret, or without. */
const contact = (id: string, revision: number, said: { readonly note?: string } = {}): ClientEvent => {
  const { note: _, ...event } = eventOf(id, revision) as ClientEvent<'contactRecorded'>;
  return { ...event, ...said };
};

const registered = (id: string): ClientChange => {
  const change = clientChange({ id, events: 3, dueAt: at, more: { source: secret } });
  return { ...change, events: [eventOf(id, 1), contact(id, 2, note), contact(id, 3)] };
};

/** An employee whose name is a secret, in the log as well. */
function hired(id: string): EmployeeChange {
  const change = employeeChange(id, 0, { name: secret });
  const named = (event: EmployeeEvent) =>
    event.type === 'employeeHired' ? { ...event, profile: { ...event.profile, name: secret } } : event;
  return { ...change, events: change.events.map(named) };
}

/** Everywhere a text can be. */
const told = commitOf([registered('a'), registered('b')], {
  employees: [hired('e'), employeeChange('f')],
  outcomes: [outcome('k', { secret }), outcome('l', { ok: true })],
  documents: [
    eventfulChange('d', 0, 2),
    documentChange('n', 0, { secret }),
    { ...documentChange('o', 0, { secret }), kind: 'other' },
    { ...eventfulChange('d', 0, 1, 'life'), body: { secret } },
  ],
});

/** The same without the secret, each record by an event of its own. */
function erasing(): Commit {
  const profile = employeeChange('e', 1);
  const [step] = eventfulChange('d').events ?? [];
  return commitOf([clientChange({ id: 'a', from: 3 })], {
    employees: [profile],
    documents: [eventfulChange('d', 2), documentChange('n', 1, {})],
    rewritten: {
      events: [
        contact('a', 2),
        ...employeeChange('e').events,
        { ...step!, why: 'erased' },
        ...eventfulChange('d', 0, 1, 'life').events.map((event) => ({ ...event, why: 'erased' })),
      ],
      outcomes: [{ commandId: 'k', fingerprint: 'erased', outcome: { ok: false } }],
      documents: [
        { kind: 'other', id: 'o', revision: 1, body: {} },
        { kind: 'life', id: 'd', revision: 1, body: {} },
      ],
    },
  });
}

const kinds: readonly MentionKind[] = ['clients', 'employees', 'events', 'outcomes', 'documents'];

/** What mentions a text, page by page, as JSON. */
async function mentioning(store: Store, text: string, limit = 1_000, of = tenant) {
  const found: Record<string, unknown[]> = {};
  for (const among of kinds) {
    const records: unknown[] = [];
    let query: MentionQuery = { among, text, limit };
    for (;;) {
      const page = await store.mentions(of, query);
      records.push(...page.found);
      if (page.found.length > limit) throw new Error('A page has more than was asked for');
      if (page.next === undefined) break;
      query = { ...query, after: page.next };
    }
    found[among] = records;
  }
  return found;
}

const counted = (found: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(found).map(([kind, records]) => [kind, records.length]));

const spelt = JSON.stringify(secret).slice(1, -1);

/** A client that gets another id: all its events do. */
function renaming(id: string, was: string, from = 3): Commit {
  const events = [eventOf(id, 1), contact(id, 2), contact(id, 3)];
  return commitOf([{ ...clientChange({ id, from, custody: { seller: 'e' } }), was }], {
    rewritten: { events },
  });
}

const inconsistent: Readonly<Record<string, () => Commit>> = {
  'an event of a client that does not change': () =>
    commitOf([], { rewritten: { events: [contact('a', 2)] } }),
  'an event of a client that is written without one of its own': () =>
    commitOf([clientChange({ id: 'a', from: 3, events: 0 })], { rewritten: { events: [contact('a', 2)] } }),
  'an event that is new in the same commit': () =>
    commitOf([clientChange({ id: 'a', from: 3 })], {
      rewritten: { events: [contact('a', 4)] },
    }),
  'an event of an employee who is only relied on': () =>
    commitOf([], {
      employees: [{ ...employeeChange('e', 1), events: [], snapshot: employeeChange('e').snapshot }],
      rewritten: { events: employeeChange('e').events },
    }),
  'one event twice': () =>
    commitOf([clientChange({ id: 'a', from: 3 })], {
      rewritten: { events: [contact('a', 2), contact('a', 2)] },
    }),
  'an outcome that is new in the same commit': () =>
    commitOf([], { outcomes: [outcome('m')], rewritten: { outcomes: [outcome('m')] } }),
  'a document that changes in the same commit': () =>
    commitOf([], {
      documents: [documentChange('n', 1)],
      rewritten: { documents: [{ kind: 'plan', id: 'n', revision: 1, body: {} }] },
    }),
  'a document under the id that it gives up': () =>
    commitOf([], {
      documents: [{ ...documentChange('q', 1), was: 'n' }],
      rewritten: { documents: [{ kind: 'plan', id: 'n', revision: 1, body: {} }] },
    }),
  'another id for some of the events only': () => {
    const commit = renaming('c', 'a');
    return { ...commit, rewritten: { events: [eventOf('c', 1)] } };
  },
  'another id for a document with events': () =>
    commitOf([], { documents: [{ ...eventfulChange('q', 2), was: 'd' }] }),
  'another id for a new document': () => commitOf([], { documents: [{ ...documentChange('q'), was: 'n' }] }),
  'an id that another change has, too': () => {
    const commit = renaming('b', 'a');
    return { ...commit, clients: [...commit.clients, clientChange({ id: 'b', from: 3 })] };
  },
};

export const rewritingCases: readonly StoreCase[] = [
  {
    name: 'what is rewritten stands where it stood, and nothing else is any different',
    async run(store) {
      await store.commit(tenant, told);
      const before = await everything(store);
      const commit = erasing();
      await store.commit(tenant, commit);
      const after = await everything(store);
      const places = new Map(commit.rewritten?.events?.map((event) => [event.id, event]));
      const stood = before.feed.map(({ position, event }) => ({
        position,
        event: places.get(event.id) ?? event,
      }));
      same(after.feed.slice(0, stood.length), stood);
      same(
        after.feed.slice(stood.length).map(({ event }) => event.id),
        ['a#4', '@e#2', '@@plan/d#3'],
      );
      same(await store.history(tenant, 'a'), [
        eventOf('a', 1),
        contact('a', 2),
        contact('a', 3),
        eventOf('a', 4),
      ]);
      same(await store.history(tenant, 'b'), told.clients[1]?.events);
      same(await store.histories(tenant, ['a']), await store.history(tenant, 'a'));
      same(await store.readOutcomes(tenant, ['k']), commit.rewritten?.outcomes);
      same(await store.readDocuments(tenant, 'other', ['o']), commit.rewritten?.documents?.slice(0, 1));
      same(await store.readOutcomes(tenant, ['l']), [outcome('l', { ok: true })]);
    },
  },
  {
    name: 'of what was rewritten nothing mentions what it said before',
    async run(store) {
      await store.commit(tenant, told);
      await store.commit('other', told);
      same(counted(await mentioning(store, spelt)), {
        clients: 2,
        employees: 1,
        events: 3,
        outcomes: 1,
        documents: 3,
      });
      await store.commit(tenant, erasing());
      same(counted(await mentioning(store, spelt)), {
        clients: 1,
        employees: 0,
        events: 1,
        outcomes: 0,
        documents: 0,
      });
      same((await mentioning(store, spelt)).events, [{ position: 5, event: contact('b', 2, note) }]);
      same(counted(await mentioning(store, spelt, 1_000, 'other')).events, 3);
    },
  },
  {
    name: 'mentions come page by page as they are stored, each once, and of a whole text none but itself',
    async run(store) {
      await store.commit(tenant, told);
      same(await mentioning(store, spelt, 1), await mentioning(store, spelt));
      same((await mentioning(store, spelt)).clients, [told.clients[0]?.snapshot, told.clients[1]?.snapshot]);
      same((await mentioning(store, spelt)).outcomes, [outcome('k', { secret })]);
      same((await mentioning(store, spelt)).documents, [
        { kind: 'life', id: 'd', revision: 1, body: { secret } },
        { kind: 'other', id: 'o', revision: 1, body: { secret } },
        { kind: 'plan', id: 'n', revision: 1, body: { secret } },
      ]);
      same(counted(await mentioning(store, 'clientregistered')).events, 0);
      same(counted(await mentioning(store, '"clientRegistere"')).events, 0);
      same(counted(await mentioning(store, '"clientRegistered"', 1)).events, 2);
      await failure(store.mentions(tenant, { among: 'events', text: 'a', limit: 0 }), 'INVALID_QUERY');
      for (const among of kinds)
        await failure(store.mentions(tenant, { among, text: 'a', limit: 1, after: '?' }), 'INVALID_CURSOR');
    },
  },
  {
    name: 'a record that gets another id keeps its place, and nothing goes by the old one',
    async run(store) {
      const held = clientChange({ id: 'a', events: 3, custody: { seller: 'e' } });
      await store.commit(
        tenant,
        commitOf([{ ...held, events: registered('a').events }], {
          employees: [employeeChange('e')],
          documents: [documentChange('n')],
        }),
      );
      const before = await everything(store);
      await store.commit(tenant, renaming('c', 'a'));
      await store.commit(
        tenant,
        commitOf([], {
          employees: [{ ...employeeChange('p', 1), was: 'e' }],
          documents: [{ ...documentChange('q', 1), was: 'n' }],
          rewritten: { events: employeeChange('p').events },
        }),
      );
      const { clients, employees, documents, feed, census, held: groups } = await everything(store);
      same(
        clients.map(({ id, revision }) => [id, revision]),
        [['c', 4]],
      );
      same(
        employees.map(({ id, revision }) => [id, revision]),
        [['p', 2]],
      );
      same(documents, [{ kind: 'plan', id: 'q', revision: 2, body: { n: 2 } }]);
      same(
        feed.map(({ event }) => event.id),
        ['c#1', 'c#2', 'c#3', '@p#1', 'c#4', '@p#2'],
      );
      same({ census, groups }, { census: before.census, groups: before.held });
      same(await store.history(tenant, 'a'), []);
      same((await store.history(tenant, 'c')).length, 4);
      same((await store.histories(tenant, ['a', 'c'])).length, 4);
      same(
        (await store.listHeld(tenant, { role: 'seller', limit: 9 })).held.map(({ clientId }) => clientId),
        ['c'],
      );
      same(await store.readEmployee(tenant, 'e'), undefined);
      await store.commit(tenant, commitOf([clientChange({ id: 'c', from: 4 })]));
      await store.commit(tenant, commitOf([clientChange({ id: 'a' })]));
    },
  },
  {
    name: 'an id that somebody has, and what is not stored, are conflicts that change nothing',
    async run(store) {
      await store.commit(tenant, told);
      const before = await everything(store);
      const conflicts: readonly Commit[] = [
        renaming('b', 'a'),
        renaming('c', 'nobody'),
        renaming('c', 'a', 2),
        commitOf([clientChange({ id: 'a', from: 2 })], {
          rewritten: { events: [contact('a', 2)] },
        }),
        commitOf([], { documents: [{ ...documentChange('d', 1), was: 'n' }] }),
        commitOf([], { documents: [{ ...documentChange('q', 1), was: 'nobody' }] }),
        commitOf([], { rewritten: { outcomes: [outcome('nobody')] } }),
        commitOf([], { rewritten: { documents: [{ kind: 'other', id: 'o', revision: 2, body: {} }] } }),
        commitOf([], {
          documents: [eventfulChange('n', 1)],
          rewritten: { events: eventfulChange('n').events },
        }),
      ];
      for (const commit of conflicts.slice(0, 2).concat(conflicts.slice(3)))
        await failure(store.commit(tenant, commit), 'REVISION_CONFLICT');
      await failure(store.commit(tenant, conflicts[2] as Commit), 'INVALID_COMMIT');
      same(await everything(store), before);
    },
  },
  ...Object.entries(inconsistent).map(
    ([what, commit]): StoreCase => ({
      name: `${what}: rewriting it is INVALID_COMMIT`,
      async run(store) {
        await store.commit(tenant, told);
        const before = await everything(store);
        await failure(store.commit(tenant, commit()), 'INVALID_COMMIT');
        same(await everything(store), before);
      },
    }),
  ),
  {
    name: 'of 6 writers that rewrite one event at once, one wins',
    async run(store, ground) {
      await store.commit(tenant, told);
      const writers = await ground.writers(6);
      const won = await Promise.all(
        writers.map((writer, i) =>
          wins(
            writer,
            commitOf([clientChange({ id: 'a', from: 3 })], {
              rewritten: { events: [contact('a', 2, { note: `by ${i}` })] },
            }),
          ),
        ),
      );
      same(won.filter(Boolean).length, 1);
      same((await store.history(tenant, 'a'))[1], contact('a', 2, { note: `by ${won.indexOf(true)}` }));
    },
  },
  {
    name: 'of a tenant that is dropped nothing is left, others keep everything, and it can begin anew',
    async run(store) {
      await store.commit(tenant, told);
      await store.commit('other', told);
      await store.claimDue(tenant, {
        dueBy: at,
        worker: 'w',
        now: at,
        until: '2030-01-01T00:00:00.000Z',
        limit: 9,
      });
      const others = await everything(store, 'other');
      await store.dropTenant(tenant);
      await store.dropTenant(tenant);
      const left = await everything(store);
      same(left, {
        clients: [],
        employees: [],
        feed: [],
        census: { states: [], custody: [], pools: [] },
        held: [],
        documents: [],
      });
      same(await store.readOutcomes(tenant, ['k', 'l']), []);
      same(await store.staffRevision(tenant), 0);
      same((await store.dueWork(tenant, at)).leases, []);
      same(await everything(store, 'other'), others);
      await store.commit(tenant, told);
      same((await store.readFeed(tenant, 0, 9))[0]?.position, 1);
      same(
        (await store.claimDue(tenant, { dueBy: at, worker: 'v', now: at, until: at, limit: 9 })).length,
        2,
      );
    },
  },
];
