import type { Client } from '../../../client/client.ts';
import type { Condition } from '../../../conditions/condition.ts';
import type { HeldClient } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import type { Filter } from '../ids-of.ts';
import { idsOf } from '../ids-of.ts';
import { same } from '../same.ts';
import { at, clientChange, commitOf, employeeChange, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

/** A small base: who is where is told by the rows. */
const base = [
  clientChange({ id: 'a', state: 'cold', pool: 'telemarketer', dueAt: day(3) }),
  clientChange({ id: 'b', state: 'lead', custody: { telemarketer: 'petrov' }, dueAt: day(1) }),
  clientChange({
    id: 'c',
    state: 'regular',
    custody: { manager: 'ivanova', operator: 'petrov' },
    dueAt: day(2),
  }),
  clientChange({ id: 'd', state: 'regular', custody: { manager: 'ivanova', operator: 'ivanova' } }),
  clientChange({
    id: 'e',
    state: 'regular',
    pool: 'manager',
    custody: { operator: 'petrov' },
    dueAt: day(2),
  }),
];

const answers: readonly (readonly [filter: Filter, ids: string])[] = [
  [{}, 'abcde'],
  [{ states: ['regular'] }, 'cde'],
  [{ states: ['regular', 'cold'] }, 'acde'],
  [{ states: ['regular', 'regular', 'lost'] }, 'cde'],
  [{ states: [] }, ''],
  [{ states: ['lost'] }, ''],
  [{ pool: 'manager' }, 'e'],
  [{ pool: 'operator' }, ''],
  [{ holder: { employeeId: 'petrov' } }, 'bce'],
  [{ holder: { employeeId: 'ivanova' } }, 'cd'],
  [{ holder: { employeeId: 'petrov', role: 'operator' } }, 'ce'],
  [{ holder: { employeeId: 'petrov', role: 'manager' } }, ''],
  [{ dueBy: day(2) }, 'bce'],
  [{ dueBy: day(9) }, 'bcea'],
  [{ dueBy: '2025-12-31T23:59:59.999Z' }, ''],
  [{ dueBy: day(9), states: ['regular', 'cold'] }, 'cea'],
  [{ dueBy: day(9), states: [] }, ''],
  [{ states: ['regular', 'lead'], holder: { employeeId: 'petrov', role: 'operator' } }, 'ce'],
  [{ states: ['regular'], pool: 'manager', holder: { employeeId: 'petrov' }, dueBy: day(2) }, 'e'],
];

export const queryCases: readonly StoreCase[] = [
  {
    name: 'a query finds what matches all of it, in its order, whatever the size of the pages',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      for (const [filter, ids] of answers) {
        for (const limit of [1, 2, 3, 1_000])
          same({ filter, ids: await idsOf(store, filter, limit) }, { filter, ids: [...ids] });
      }
    },
  },
  {
    name: 'the last page has no next, also where it is full',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      same(Object.keys(await store.queryClients(tenant, { limit: base.length })), ['clients']);
      same(Object.keys(await store.queryClients(tenant, { limit: base.length - 1 })), ['clients', 'next']);
    },
  },
  {
    name: 'ids are ordered by code point',
    async run(store) {
      const ids = ['Z', 'a', 'é', 'Ж', '\uffee', '😀', '😁'];
      await store.commit(
        tenant,
        commitOf(
          [...ids].reverse().map((id) => clientChange({ id, dueAt: day(1) })),
          {
            employees: [...ids].reverse().map((id) => employeeChange(id)),
          },
        ),
      );
      same(await idsOf(store, {}, 2), ids);
      same(await idsOf(store, { dueBy: day(1) }, 2), ids);
      same(await idsOf(store, { states: ['lead', 'cold'] }, 2), ids);
      same(
        (await store.listEmployees(tenant)).map(({ id }) => id),
        ids,
      );
    },
  },
  {
    name: 'a query follows the client: state, holder, pool and due date change with it',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      const moved = clientChange({
        id: 'c',
        from: 1,
        state: 'cold',
        custody: { manager: 'sidorov' },
        pool: 'operator',
      });
      await store.commit(tenant, commitOf([moved]));
      const asked: Filter[] = [
        { states: ['regular'] },
        { holder: { employeeId: 'ivanova' } },
        { holder: { employeeId: 'petrov' } },
        { holder: { employeeId: 'sidorov' } },
        { pool: 'operator' },
        { dueBy: day(9) },
      ];
      const found = await Promise.all(asked.map(async (filter) => (await idsOf(store, filter, 10)).join('')));
      same(found, ['de', 'd', 'be', 'c', 'c', 'bea']);
    },
  },
  {
    name: 'whom somebody holds in two roles is there once, by id and by due date, page by page',
    async run(store) {
      const held = (id: string, state: string, ...roles: string[]) =>
        clientChange({
          id,
          state,
          dueAt: day(id.charCodeAt(0) % 3 === 0 ? 1 : 2),
          custody: Object.fromEntries(roles.map((role) => [role, 'petrov'])),
        });
      const lives = ['seller', 'seller manager', 'manager', 'manager seller', 'seller', 'manager'];
      const changes = lives.map((roles, i) =>
        held('abcdef'.charAt(i), i < 4 ? 'cold' : 'lead', ...roles.split(' ')),
      );
      await store.commit(
        tenant,
        commitOf([...changes, clientChange({ id: 'g', custody: { seller: 'sidorov' } })]),
      );
      const holder = { employeeId: 'petrov' };
      const asked: readonly (readonly [Filter, string])[] = [
        [{ holder }, 'abcdef'],
        [{ holder, states: ['cold'] }, 'abcd'],
        [{ holder, states: ['lead', 'cold'] }, 'abcdef'],
        [{ holder, states: ['regular'] }, ''],
        [{ holder: { ...holder, role: 'manager' } }, 'bcdf'],
        [{ holder, dueBy: day(3) }, 'cfabde'],
        [{ holder, dueBy: day(1) }, 'cf'],
        [{ holder, dueBy: day(3), states: ['lead'] }, 'fe'],
        [{ holder: { ...holder, role: 'seller' }, dueBy: day(3) }, 'abde'],
      ];
      for (const limit of [1, 2, 10])
        for (const [filter, ids] of asked) same((await idsOf(store, filter, limit)).join(''), ids);
    },
  },
  {
    name: 'clients are found by the beginning or any part of their name, in large or small letters, ё as е',
    async run(store) {
      const named = (id: string, name: unknown, from = 0) =>
        clientChange({ id, from, more: { facts: { name: { value: name as string, source: 'crm', at } } } });
      const names = ['ООО «Берёзка»', 'Березовый рай', 'БЕРЕ\u0308ЗКА 100%', null];
      const odd = ['a_b 🙂', `б\0${'\ud800'}в`, `${'я'.repeat(199)}хвост`, 'BeReZka!', '\u{10ffff}'];
      const changes = [...names, ...odd].map((name, i) => named(`${i}`, name));
      await store.commit(tenant, commitOf([...changes, clientChange({ id: 'x' })]));
      const asked: readonly (readonly [NonNullable<Filter['named']>, string])[] = [
        [{ contains: 'берез' }, '012'],
        [{ contains: 'БЕРЁЗКА' }, '02'],
        [{ startsWith: 'Берез' }, '12'],
        [{ startsWith: 'ооо «' }, '0'],
        [{ contains: '0%' }, '2'],
        [{ contains: '%' }, '2'],
        [{ contains: '_' }, '4'],
        [{ startsWith: 'a_b 🙂' }, '4'],
        [{ contains: 'zka!' }, '7'],
        [{ startsWith: 'Б' }, '125'],
        [{ contains: 'ях' }, '6'],
        [{ contains: 'хв' }, ''],
        [{ startsWith: 'z' }, ''],
        [{ startsWith: 'б', contains: 'ка' }, '2'],
        [{ contains: 'я'.repeat(201) }, ''],
        [{ contains: '' }, '012345678x'],
      ];
      for (const [filter, ids] of asked) {
        for (const limit of [1, 1_000])
          same({ filter, ids: await idsOf(store, { named: filter }, limit) }, { filter, ids: [...ids] });
      }
      same(await idsOf(store, { named: { contains: 'берез' }, states: ['lost', 'cold'] }, 1), [
        '0',
        '1',
        '2',
      ]);
      same(await idsOf(store, { named: { contains: 'берез' }, states: ['lost'] }, 1), []);
      await store.commit(tenant, commitOf([named('0', 'Ель', 1)]));
      same(await idsOf(store, { named: { contains: 'берез' } }, 1), ['1', '2']);
      same(await idsOf(store, { named: { startsWith: 'ель' } }, 1), ['0']);
    },
  },
  {
    name: 'clients on whom a hold stands are found until it is lifted, and nobody else',
    async run(store) {
      const hold = { reason: 'a claim', since: day(1), by: 'head', stopsClock: false };
      const life = (id: string, from: number, more: Partial<Client>) => clientChange({ id, from, more });
      await store.commit(
        tenant,
        commitOf([
          life('a', 0, { holds: { locked: hold } }),
          life('b', 0, {}),
          life('c', 0, { holds: { 'a "stop"': hold, locked: hold } }),
          // Something else may be called so.
          life('d', 0, { custody: { holds: { employeeId: 'petrov', since: day(1) } } }),
        ]),
      );
      for (const limit of [1, 1_000]) same(await idsOf(store, { onHold: true }, limit), ['a', 'c']);
      same(await idsOf(store, { onHold: true, holder: { employeeId: 'petrov' } }, 1), []);
      await store.commit(tenant, commitOf([life('a', 1, {}), life('b', 1, { holds: { locked: hold } })]));
      same(await idsOf(store, { onHold: true }, 1), ['b', 'c']);
    },
  },
  {
    name: 'whom a client concerns follows it: holder, deputy, and who is to answer its handoff',
    async run(store) {
      const at = day(1);
      const held = { employeeId: 'petrov', since: at };
      const deputy = { employeeId: 'ivanova', since: at };
      const offer = { transfer: 'pass', from: { role: 'seller' }, offeredAt: at, expiresAt: at };
      const to = { role: 'manager' };
      const escalated = { to: 'head', cause: 'expired', at } as const;
      const lives: readonly (readonly [Partial<Client>, concerned: string])[] = [
        [{}, ''],
        [{ custody: { seller: held } }, 'petrov'],
        [{ custody: { seller: { ...held, deputy } } }, 'petrov ivanova'],
        [{ custody: { seller: held }, handoff: { ...offer, to } }, 'petrov manager'],
        [{ handoff: { ...offer, to: { ...to, employeeId: 'sidorov' } } }, 'sidorov'],
        [{ handoff: { ...offer, to: { ...to, employeeId: 'sidorov' }, escalated } }, 'head'],
        [{ custody: { seller: { ...held, deputy } } }, 'petrov ivanova'],
        [{ custody: { seller: held } }, 'petrov'],
        [{}, ''],
      ];
      await store.commit(tenant, commitOf([clientChange({ id: 'other', custody: { seller: 'popov' } })]));
      for (const [from, [more, concerned]] of lives.entries()) {
        await store.commit(tenant, commitOf([clientChange({ id: 'c', from, more })]));
        const found = [];
        for (const who of ['petrov', 'ivanova', 'sidorov', 'manager', 'head', 'nobody']) {
          const isRole = who === 'manager' || who === 'head';
          const concerns = { employeeIds: isRole ? [] : [who], roles: isRole ? [who] : [] };
          const page = await store.queryClients(tenant, { concerns, limit: 10 });
          if (page.clients.length > 0) found.push(who);
          same(page.clients.length <= 1, true);
        }
        same({ more, found: found.join(' ') }, { more, found: concerned });
      }
      same(await idsOf(store, { concerns: { employeeIds: ['petrov', 'popov', 'popov'], roles: [] } }, 1), [
        'other',
      ]);
      same(await idsOf(store, { concerns: { employeeIds: [], roles: [] } }, 1), []);
    },
  },
  {
    name: 'clients that may be shown are those that concern somebody and those that pass, on full pages',
    async run(store) {
      const now = day(1);
      const known = (region: unknown) => ({ facts: { region } });
      await store.commit(
        tenant,
        commitOf([
          { ...base[0]!, ...known('north') },
          { ...base[1]!, ...known('south') },
          { ...base[2]!, ...known(7) },
          { ...base[3]!, ...known('north') },
          base[4]!,
        ]),
      );
      const inNorth = { fact: 'region', is: 'equals', value: 'north' } as const;
      const where = (condition: Condition) => {
        return { condition, facts: { region: { type: 'text' } as const }, now };
      };
      const nobody = { employeeIds: [], roles: [] };
      const petrov = { employeeIds: ['petrov'], roles: ['head'] };
      const shown: readonly (readonly [filter: Filter, ids: string])[] = [
        [{ shownTo: nobody }, ''],
        [{ shownTo: petrov }, 'bce'],
        [{ shownTo: { ...nobody, where: where(inNorth) } }, 'ad'],
        // What is unknown is not shown, nor where the condition is turned round.
        [{ shownTo: { ...nobody, where: where({ not: inNorth }) } }, 'b'],
        [{ shownTo: { ...petrov, where: where(inNorth) } }, 'abcde'],
        [{ shownTo: { ...petrov, where: where(inNorth) }, states: ['regular', 'cold'] }, 'acde'],
        [{ shownTo: { ...petrov, where: where(inNorth) }, pool: 'telemarketer' }, 'a'],
        [{ shownTo: { ...nobody, where: where(inNorth) }, holder: { employeeId: 'ivanova' } }, 'd'],
        [{ shownTo: petrov, where: where({ not: inNorth }) }, 'b'],
        [{ shownTo: petrov, concerns: { employeeIds: ['ivanova'], roles: [] } }, 'c'],
        [{ shownTo: { ...petrov, where: where(inNorth) }, dueBy: day(2) }, 'bce'],
      ];
      for (const [filter, ids] of shown)
        for (const limit of [1, 1_000])
          same({ filter, limit, ids: (await idsOf(store, filter, limit)).join('') }, { filter, limit, ids });
    },
  },
  {
    name: 'the census counts clients per state, per holder, role and state, and per pool',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      await store.commit(
        tenant,
        commitOf([
          clientChange({ id: 'b', from: 1, state: 'regular', custody: { operator: 'petrov' } }),
          clientChange({
            id: 'd',
            from: 1,
            state: 'overdue',
            custody: { manager: 'ivanova', operator: 'ivanova' },
          }),
        ]),
      );
      same(await store.census(tenant), {
        states: [
          { state: 'cold', clients: 1 },
          { state: 'overdue', clients: 1 },
          { state: 'regular', clients: 3 },
        ],
        custody: [
          { employeeId: 'ivanova', role: 'manager', state: 'overdue', clients: 1 },
          { employeeId: 'ivanova', role: 'manager', state: 'regular', clients: 1 },
          { employeeId: 'ivanova', role: 'operator', state: 'overdue', clients: 1 },
          { employeeId: 'petrov', role: 'operator', state: 'regular', clients: 3 },
        ],
        pools: [
          { pool: 'manager', clients: 1 },
          { pool: 'telemarketer', clients: 1 },
        ],
      });
    },
  },
  {
    name: 'clients held are told apart by their segments, which a commit replaces whole, also without an event',
    async run(store) {
      const held = (id: string, segments: Record<string, string> | undefined, from = 0) =>
        clientChange({
          id,
          from,
          custody: { manager: 'ivanova', operator: 'petrov' },
          ...(from > 0 && { events: 0 }),
          ...(segments && { segments }),
        });
      const count = async () =>
        (await store.countHeld(tenant, {})).map(({ employeeId, segment = '-', clients }) =>
          [employeeId, segment, clients].join(' '),
        );
      await store.commit(tenant, commitOf([held('a', { manager: 'A', nobody: 'B' }), held('b', undefined)]));
      await store.commit(tenant, commitOf([held('c', { manager: 'A', operator: '' })]));
      same(await count(), ['ivanova - 1', 'ivanova A 2', 'petrov - 2', 'petrov  1']);
      await store.commit(tenant, commitOf([held('a', { operator: 'B' }, 1), held('c', undefined, 1)]));
      same(await count(), ['ivanova - 3', 'petrov - 2', 'petrov B 1']);
      await store.commit(
        tenant,
        commitOf([
          clientChange({ id: 'a', from: 1, custody: { manager: 'petrov' }, segments: { manager: 'A' } }),
        ]),
      );
      same(await count(), ['ivanova - 2', 'petrov A 1', 'petrov - 2']);
      same(await store.countHeld(tenant, { employeeIds: ['petrov'], role: 'manager' }), [
        { employeeId: 'petrov', role: 'manager', state: 'cold', segment: 'A', clients: 1 },
      ]);
      same((await store.census(tenant)).custody, await store.countHeld(tenant, {}));
    },
  },
  {
    name: 'who holds what in a role is listed by client id, page by page, as it stands, without those whom nobody holds',
    async run(store) {
      const held = (id: string, holder: string, from = 0) =>
        clientChange({ id, from, custody: { manager: holder }, ...(id === 'b' && { dueAt: day(3) }) });
      await store.commit(tenant, commitOf(['b', 'é', 'a', '😀', 'z'].map((id) => held(id, 'ivanova'))));
      await store.commit(
        tenant,
        commitOf([
          clientChange({ id: 'c', custody: { operator: 'ivanova' } }),
          clientChange({ id: 'z', from: 1 }),
          held('a', 'petrov', 1),
        ]),
      );
      const expected = [
        { clientId: 'a', employeeId: 'petrov', revision: 2 },
        { clientId: 'b', employeeId: 'ivanova', revision: 1, dueAt: day(3) },
        { clientId: 'é', employeeId: 'ivanova', revision: 1 },
        { clientId: '😀', employeeId: 'ivanova', revision: 1 },
      ];
      for (const limit of [1, 3, 4, 1_000]) {
        const found: HeldClient[] = [];
        let after: string | undefined;
        do {
          const page = await store.listHeld(tenant, { role: 'manager', limit, ...(after && { after }) });
          found.push(...page.held);
          same(page.held.length <= limit, true);
          after = page.next;
        } while (after !== undefined);
        same(found, expected);
      }
      same(await store.listHeld('other', { role: 'manager', limit: 10 }), { held: [] });
      for (const limit of [0, 1_001, 1.5])
        await failure(store.listHeld(tenant, { role: 'manager', limit }), 'INVALID_QUERY');
      await failure(store.listHeld(tenant, { role: 'manager', limit: 1, after: 'x' }), 'INVALID_CURSOR');
    },
  },
  {
    name: 'a limit outside 1 to 1,000 and a position that is none are INVALID_QUERY',
    async run(store) {
      for (const limit of [0, -1, 1_001, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        await failure(store.queryClients(tenant, { limit }), 'INVALID_QUERY');
        await failure(store.queryClients(tenant, { limit, states: [] }), 'INVALID_QUERY');
        await failure(store.readFeed(tenant, 0, limit), 'INVALID_QUERY');
      }
      for (const after of [-1, 0.5, Number.NaN])
        await failure(store.readFeed(tenant, after, 1), 'INVALID_QUERY');
    },
  },
  {
    name: 'a cursor that is none, or that of a query in another order, is INVALID_CURSOR',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      const { next = '' } = await store.queryClients(tenant, { limit: 1 });
      for (const after of [
        '',
        'a',
        '%',
        '%00',
        '[]',
        '{}',
        'null',
        '"a"',
        '[1]',
        '[null]',
        '["a","b","c"]',
        `${next}x`,
      ]) {
        await failure(store.queryClients(tenant, { limit: 1, after }), 'INVALID_CURSOR');
      }
      await failure(store.queryClients(tenant, { limit: 1, after: next, dueBy: day(1) }), 'INVALID_CURSOR');
    },
  },
];
