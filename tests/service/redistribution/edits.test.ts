import { memoryStore } from 'sales-conveyor';
import type { PlanEdit } from 'sales-conveyor/redistribution';
import { checkPlan } from 'sales-conveyor/solver';
import { describe, expect, test } from 'vitest';
import type { OpenSales } from '../../open-sales.ts';
import { at } from '../department.ts';
import { keepers, planned, quick, tally } from './keepers.ts';

const departure = { kind: 'departure', employeeId: 'vera' } as const;
const by = { by: 'head' };
const searching = { ...by, ...quick };

async function withPlan(bases = { vera: 8, gleb: 2, dora: 2 }) {
  const department = await keepers(memoryStore(), bases);
  const { redistribution } = department.sales;
  planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
  return { department, redistribution, sales: department.sales };
}

/** Client to new holder. */
async function placesIn({ redistribution }: OpenSales): Promise<Record<string, string | null>> {
  const details = await redistribution.details('p');
  if (!details?.proposal) throw new Error('no plan');
  expect(checkPlan(details.problem, details.proposal)).toEqual([]);
  return Object.fromEntries(details.moves.map(({ clientId, to }) => [clientId, to]));
}

describe('decisions by hand', () => {
  test('a pin, a forbidden pair and a swap hold, and nothing else moves for them than has to', async () => {
    const { redistribution, sales } = await withPlan();
    const before = await placesIn(sales);
    const [one, other] = ['gleb', 'dora'].map(
      (keeper) => Object.keys(before).find((id) => before[id] === keeper) as string,
    ) as [string, string];
    planned(await redistribution.edit('p', [{ kind: 'swap', clientIds: [one, other] }], searching));
    const swapped = await placesIn(sales);
    expect(swapped).toEqual({ ...before, [one]: 'dora', [other]: 'gleb' });

    planned(
      await redistribution.edit('p', [{ kind: 'forbid', clientId: one, employeeId: 'dora' }], searching),
    );
    const forbidden = await placesIn(sales);
    expect(forbidden[one]).toBe('gleb');
    const changed = Object.keys(forbidden).filter((id) => forbidden[id] !== swapped[id]);
    expect(changed).toEqual([one]);

    planned(await redistribution.edit('p', [{ kind: 'pin', clientId: one, employeeId: 'dora' }], searching));
    expect(await placesIn(sales)).toEqual(swapped);
  });

  test('they are kept with who made them and why, under a new version, and make an approved plan a draft again', async () => {
    const { department, redistribution } = await withPlan();
    planned(await redistribution.approve('p', by));
    department.now = at(2);
    const edit: PlanEdit = { kind: 'pin', clientId: 'vera-3', employeeId: 'dora' };
    const edited = planned(await redistribution.edit('p', [edit], { ...by, why: 'dora knows them' }));
    const said = { ...edit, by: 'head', at: at(2), why: 'dora knows them' };
    expect(edited).toMatchObject({ status: 'draft', version: 2, edits: [said] });
    expect(edited).not.toHaveProperty('approved');
    expect(edited.log.at(-1)).toEqual({
      at: at(2),
      by: 'head',
      what: 'edited',
      why: 'dora knows them',
      version: 2,
      edits: [said],
    });
    expect(await redistribution.apply('p', by)).toMatchObject({
      ok: false,
      refused: [{ code: 'WRONG_PLAN_STATUS', status: 'draft', allowed: ['approved'] }],
    });
  });

  test('an objection is met by keeping a client where it is, and can be taken back', async () => {
    const { sales, redistribution } = await withPlan();
    const input = { reason: { kind: 'manual' }, role: 'keeper', id: 'q', ...quick } as const;
    planned(await redistribution.plan(input, by));
    const moves = async () => (await redistribution.details('q'))?.moves ?? [];
    const [first] = await moves();
    if (!first) throw new Error('nothing moves');
    planned(await redistribution.edit('q', [{ kind: 'keep', clientId: first.clientId }], searching));
    expect((await moves()).map(({ clientId }) => clientId)).not.toContain(first.clientId);
    planned(await redistribution.edit('q', [{ kind: 'clear', clientId: first.clientId }], searching));
    const details = await redistribution.details('q');
    expect(details?.problem.policy).toMatchObject({ pins: [], forbidden: [] });
    expect(await tally(sales)).toEqual({ vera: 8, gleb: 2, dora: 2 });
  });

  test('they outlive a new base as far as their clients do', async () => {
    const { department, sales, redistribution } = await withPlan();
    const pins = ['vera-1', 'vera-2'].map(
      (clientId) => ({ kind: 'pin', clientId, employeeId: 'dora' }) as const,
    );
    planned(await redistribution.edit('p', pins, searching));
    await department.do({ type: 'override', clientId: 'vera-1', to: 'closed', reason: 'gone' });
    planned(await redistribution.rebase('p', searching));
    const places = await placesIn(sales);
    expect(places).toMatchObject({ 'vera-2': 'dora' });
    expect(places).not.toHaveProperty('vera-1');
  });

  test('what contradicts itself or a rule is refused with its client, and the plan stays as it was', async () => {
    const { redistribution } = await withPlan();
    const before = await redistribution.get('p');
    const asked = async (...edits: PlanEdit[]) => {
      const result = await redistribution.edit('p', edits, searching);
      if (result.ok || !('refused' in result)) throw new Error('not refused');
      return result.refused.flatMap((one) =>
        'problems' in one ? one.problems.map(({ message }) => message) : one.code,
      );
    };
    expect(await asked({ kind: 'pin', clientId: 'vera-1', employeeId: 'vera' })).toEqual([
      'client vera-1 is pinned to vera, who keeps no clients',
    ]);
    expect(
      await asked(
        { kind: 'keep', clientId: 'nobody' },
        { kind: 'pin', clientId: 'vera-1', employeeId: 'zoe' },
        { kind: 'swap', clientIds: ['vera-1', 'else'] },
      ),
    ).toEqual(['there is no client nobody', 'there is no employee zoe', 'there is no client else']);
    expect(await redistribution.get('p')).toEqual(before);
    await expect(redistribution.edit('p', [], searching)).rejects.toMatchObject({ code: 'INVALID_PLAN' });
    await expect(redistribution.edit('p', [{ kind: 'drop' } as never], searching)).rejects.toMatchObject({
      code: 'INVALID_PLAN',
    });
  });
});
