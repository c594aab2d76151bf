/** Prices of clients, by which a plan without balances is proven, are kept with it. */
import { openErasure } from 'sales-conveyor/erasure';
import { checkPlan } from 'sales-conveyor/solver';
import { describe, expect, test } from 'vitest';
import { stores } from '../department.ts';
import { keepers, planned } from './keepers.ts';

const by = { by: 'head' };

describe.each(stores)('on $name', ({ open }) => {
  test('more of them than a document holds are read as they were, and name who is erased by the pseudonym', async () => {
    const { sales } = await keepers(await open(), { anna: 300, boris: 100, clara: 80, dmitri: 60 });
    const { redistribution } = sales;
    const policy = {
      movable: 'all',
      weights: { load: 0, potential: 0 },
      limits: { utilisation: { max: 99 }, loadBand: 0.02 },
    } as const;
    planned(await redistribution.plan({ reason: { kind: 'manual' }, role: 'keeper', id: 'p', policy }, by));
    const found = await redistribution.details('p');
    if (!found?.proposal) throw new Error('no proposal');
    const { clients = [] } = found.proposal.certificate;
    expect(clients.length).toBeGreaterThan(500);
    expect(checkPlan(found.problem, found.proposal)).toEqual([]);

    await openErasure(sales).erase({ clientId: 'boris-7', pseudonym: 'c-17' }, by);
    const after = await redistribution.details('p');
    if (!after?.proposal) throw new Error('no proposal');
    expect(after.proposal.certificate.clients?.map(({ clientId }) => clientId)).toEqual(
      clients.map(({ clientId }) => (clientId === 'boris-7' ? 'c-17' : clientId)),
    );
    expect(checkPlan(after.problem, after.proposal)).toEqual([]);
  });
});
