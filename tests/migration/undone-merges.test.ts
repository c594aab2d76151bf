import { describe, expect, it } from 'vitest';
import { at, type Department, openDepartment, stores } from '../service/department.ts';
import { migrationOf, now as newRules, old, renewed } from './rules.ts';

const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' } as const;
const unmerge = { ...merge, type: 'unmergeDuplicate' } as const;

async function conflictsOf({ sales }: Department, id: string) {
  const events = await sales.clients.history(id);
  return events.flatMap((event) => (event.type === 'duplicateUnmerged' ? (event.conflicts ?? []) : []));
}

describe.each(stores)('a merge that is undone by other rules than it was made by, on $name', ({ open }) => {
  const department = () => openDepartment(open, { conveyor: old });

  it('leaves each card where the migration would have brought it, with no conflict', async () => {
    const one = await department();
    await one.buyer('acme', at(-70));
    await one.buyer('twin', at(-80), 'gleb');
    await one.do(merge);
    one.now = at(1);
    await migrationOf(one).apply({ by: 'head' });
    one.now = at(2);
    const later = renewed(one);
    await later.do(unmerge);
    expect(await conflictsOf(later, 'acme')).toEqual([]);
    for (const [id, employeeId] of [
      ['acme', 'vera'],
      ['twin', 'gleb'],
    ] as const) {
      const client = await later.sales.clients.get(id);
      expect(client).toMatchObject({
        state: 'silent',
        stateSince: at(0),
        custody: { keeper: { employeeId } },
      });
      await later.expectFolded(id, newRules);
    }
  });

  it('puts a survivor back that stood where the duplicate did', async () => {
    const one = await department();
    await one.do({ type: 'register', clientId: 'acme', source: 'cold' });
    await one.buyer('twin', at(-70));
    const { client: merged } = await one.do(merge);
    expect(merged.state).toBe('overdue');
    one.now = at(1);
    await migrationOf(one).apply({ by: 'head' });
    const later = renewed(one);
    await later.do(unmerge);
    expect(await conflictsOf(later, 'acme')).toEqual([]);
    expect(await later.sales.clients.get('acme')).toMatchObject({
      state: 'lead',
      custody: {},
      pool: { name: 'seller', since: at(0) },
    });
    expect(await later.sales.clients.get('twin')).toMatchObject({ state: 'silent' });
  });

  it('knows a migration that was undone meanwhile', async () => {
    const one = await department();
    await one.buyer('acme', at(-70));
    await one.buyer('twin', at(-70), 'gleb');
    await one.do(merge);
    one.now = at(1);
    await migrationOf(one).apply({ by: 'head' });
    await migrationOf(one).undo({ by: 'head' });
    await one.do(unmerge);
    expect(await conflictsOf(one, 'acme')).toEqual([]);
    expect(await one.sales.clients.get('acme')).toMatchObject({ state: 'overdue' });
    await one.expectFolded('acme');
  });

  it('knows one that found the survivor itself merged away', async () => {
    const one = await department();
    await one.buyer('acme', at(-70));
    await one.buyer('twin', at(-70), 'gleb');
    await one.client('other');
    await one.do(merge);
    await one.do({ type: 'mergeDuplicate', clientId: 'other', duplicateId: 'acme' });
    one.now = at(1);
    await migrationOf(one).apply({ by: 'head' });
    const later = renewed(one);
    await later.do({ type: 'unmergeDuplicate', clientId: 'other', duplicateId: 'acme' });
    await later.do(unmerge);
    expect(await conflictsOf(later, 'acme')).toEqual([]);
    expect(await later.sales.clients.get('acme')).toMatchObject({ state: 'silent', stateSince: at(0) });
    await later.expectFolded('acme', newRules);
  });
});
