import type { Handoff } from '../../../handoff/handoff.ts';
import type { ClientChange, Store } from '../../../storage/port.ts';
import type { Filter } from '../ids-of.ts';
import { idsOf } from '../ids-of.ts';
import { plainCensus, plainIds } from '../plain-queries.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const states = ['cold', 'lead', 'regular', 'Ёж'];
const people = ['petrov', 'ivanova', '😀'];
const roles = ['seller', 'manager'];
const segments = ['A', 'Ёж'];
const pools = ['telemarketer', 'manager'];
const days = ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2026-02-28T12:00:00.000Z'];

/** Numbers that look random and are the same every time (Lehmer, modulus 2^31 - 1). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const since = '2025-12-01T00:00:00.000Z';

const holds = { locked: { reason: 'a claim', since, by: 'head', stopsClock: false } };

/** A handoff to somebody, to anyone of a role, or escalated to a role. */
function anyHandoff(next: (below: number) => number): Handoff | undefined {
  const [role, employeeId, way] = [roles[next(2)]!, people[next(people.length)]!, next(4)];
  if (way === 0) return undefined;
  return {
    transfer: 'pass',
    from: { role: 'seller' },
    to: { role, ...(way > 1 && { employeeId }) },
    offeredAt: since,
    expiresAt: since,
    ...(way === 3 && { escalated: { to: 'head', cause: 'expired', at: since } as const }),
  };
}

/** A client of any shape: with or without holders, deputies, handoff, pool and due date. */
function anyChange(id: string, from: number, next: (below: number) => number): ClientChange {
  const held = roles.filter(() => next(2) === 0).map((role) => [role, people[next(people.length)]!] as const);
  const pool = pools[next(pools.length + 1)];
  const dueAt = days[next(days.length + 1)];
  const handoff = anyHandoff(next);
  const custody = held.map(([role, employeeId]) => {
    const deputy = next(3) === 0 && { deputy: { employeeId: people[next(people.length)]!, since } };
    return [role, { employeeId, since, ...deputy }] as const;
  });
  return clientChange({
    id,
    from,
    state: states[next(states.length)]!,
    more: {
      custody: Object.fromEntries(custody),
      ...(handoff && { handoff }),
      ...(next(4) === 0 && { holds }),
    },
    ...(pool === undefined ? {} : { pool }),
    ...(dueAt === undefined ? {} : { dueAt }),
    segments: Object.fromEntries(
      roles.flatMap((role) => (next(2) === 0 ? [[role, segments[next(2)]!]] : [])),
    ),
  });
}

/** Writes a base in which half of the clients have changed since; what is there now. */
async function writeBase(store: Store, seed: number): Promise<readonly ClientChange[]> {
  const next = numbers(seed);
  const ids = Array.from({ length: 60 }, (_, index) => `${index % 7}-${'юzé😀'[index % 3]}-${index}`);
  const first = ids.map((id) => anyChange(id, 0, next));
  const second = ids.filter((_, index) => index % 2 === 0).map((id) => anyChange(id, 1, next));
  await store.commit(tenant, commitOf(first));
  await store.commit(tenant, commitOf(second));
  const now = new Map([...first, ...second].map((change) => [change.snapshot.id, change]));
  return [...now.values()];
}

/** All combinations of something or nothing for each part of a query. */
const filters: readonly Filter[] = combine(
  [undefined, { states: ['lead'] }, { states: ['Ёж', 'cold', 'nowhere'] }],
  [
    undefined,
    ...people.map((employeeId) => ({ holder: { employeeId } })),
    { holder: { employeeId: 'petrov', role: 'manager' } },
    { holder: { employeeId: 'nobody' } },
    { concerns: { employeeIds: ['petrov'], roles: [] } },
    { concerns: { employeeIds: ['ivanova', '😀'], roles: ['seller', 'head'] } },
    { concerns: { employeeIds: [], roles: ['manager', 'petrov'] } },
    { concerns: { employeeIds: ['manager', 'head'], roles: [] } },
    { onHold: true },
  ],
  [undefined, { pool: 'manager' }],
  [undefined, ...days.map((dueBy) => ({ dueBy }))],
);

function combine(...parts: readonly (readonly (Filter | undefined)[])[]): Filter[] {
  return parts.reduce<Filter[]>(
    (found, options) => found.flatMap((filter) => options.map((option) => Object.assign({}, filter, option))),
    [{}],
  );
}

export const referenceCases: readonly StoreCase[] = [1, 2].map((seed) => ({
  name: `base ${seed} of 60 clients: all ${filters.length} queries and the census answer as plain filters do`,
  async run(store) {
    const base = await writeBase(store, seed);
    for (const [index, filter] of filters.entries()) {
      const found = await idsOf(store, filter, [1_000, 7, 3][index % 3]!);
      same({ filter, found }, { filter, found: plainIds(base, filter) });
    }
    const census = plainCensus(base);
    same(await store.census(tenant), census);
    for (const role of [undefined, ...roles, 'nobody’s'])
      for (const employeeIds of [undefined, [], ['petrov'], [...people, 'petrov', 'nobody']]) {
        const query = { ...(role && { role }), ...(employeeIds && { employeeIds }) };
        same(
          await store.countHeld(tenant, query),
          census.custody.filter(
            (group) =>
              (role === undefined || group.role === role) &&
              (employeeIds === undefined || employeeIds.includes(group.employeeId)),
          ),
        );
      }
  },
}));
