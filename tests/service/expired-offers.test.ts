import { describe, expect, it } from 'vitest';
import { at, collect, openDepartment, stores } from './department.ts';

describe.each(stores)('an offer that can no longer be accepted, on $name,', ({ open }) => {
  it('is not shown as open, even before its time is written down', async () => {
    const department = await openDepartment(open);
    const { clients } = department.sales;
    await department.client('a');
    await department.do({ type: 'learnFacts', clientId: 'a', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'a', transfer: 'startSelling' });
    await department.do({ type: 'transfer', clientId: 'a', transfer: 'handOver', to: 'vera' });
    const offered = await clients.get('a');
    expect(offered?.handoff).not.toHaveProperty('escalated');
    department.now = offered?.handoff?.expiresAt as string;
    const escalated = { to: 'head', cause: 'expired', at: department.now };
    const shown = await clients.get('a');
    expect(shown).toMatchObject({
      revision: offered?.revision,
      handoff: { escalated },
      handoffs: { expired: 1 },
    });
    expect((await clients.query({ holder: { employeeId: 'anna' } })).clients).toEqual([shown]);
    expect((await clients.page({ limit: 10 })).clients).toEqual([shown]);
    expect(await collect(clients.all())).toEqual([shown]);
    await department.sales.runDue();
    const { handoff, handoffs } = (await clients.get('a')) ?? {};
    expect({ handoff, handoffs }).toEqual({ handoff: shown?.handoff, handoffs: shown?.handoffs });
    department.now = at(9);
    const late = await department.sales.execute({ type: 'acceptHandoff', clientId: 'a' }, { by: 'vera' });
    expect(late).toMatchObject({
      refusal: { reasons: [{ code: 'NOT_AUTHORIZED' }, { code: 'HANDOFF_ESCALATED', ...escalated }] },
    });
  });
});
