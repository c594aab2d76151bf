import { defineConveyor, memoryStore } from 'sales-conveyor';
import { openProposals } from 'sales-conveyor/proposals';
import { expect, test } from 'vitest';
import { at, openDepartment } from './department.ts';
import { trade } from './trade.ts';

const assistant = {
  label: { en: 'assistant', ru: 'помощник' },
  may: [],
  mayPropose: ['learnFacts'],
} as const;
const conveyor = defineConveyor({ ...trade, services: { ...trade.services, assistant } });

test('what an earlier build listed in one document is open still, and what has expired leaves its lists', async () => {
  const department = await openDepartment(async () => memoryStore(), { conveyor });
  const { store, sales } = department;
  await department.client('acme');
  const proposals = openProposals(sales);
  const command = { type: 'learnFacts', clientId: 'acme', facts: { ready: true } } as const;
  const ids = async () => (await proposals.open({ to: 'anna' })).map(({ id }) => id);
  await proposals.propose({ id: 'old', command, to: 'anna' }, { by: 'assistant' });
  const [stored] = await store.readDocuments('default', 'proposal', ['old']);
  const { lists = {}, ...old } = stored as NonNullable<typeof stored>;
  expect(Object.keys(lists)).toEqual(['open', 'to anna', 'client acme']);
  const list = { items: [{ proposalId: 'old', to: 'anna', clientId: 'acme' }] };
  await store.commit('default', {
    clients: [],
    employees: [],
    outcomes: [],
    documents: [
      { ...old, revision: 2, expected: { is: 'exact', revision: 1 } },
      { kind: 'openProposals', id: 'open', body: list, revision: 1, expected: { is: 'absent' } },
    ],
  });
  expect(await ids()).toEqual(['old']);
  await proposals.propose({ id: 'short', command, to: 'anna', expiresAt: at(1) }, { by: 'assistant' });
  expect(await ids()).toEqual(['old', 'short']);
  department.now = at(2);
  expect(await ids()).toEqual(['old']);
  await proposals.propose({ id: 'next', command, to: 'anna' }, { by: 'assistant' });
  const listed = await store.queryDocuments('default', { kind: 'proposal', list: 'open', limit: 10 });
  expect(listed.documents.map(({ id }) => id)).toEqual(['next']);
  expect(await proposals.get('short')).toMatchObject({ status: 'expired' });
  expect(await proposals.approve('old', { by: 'anna' })).toMatchObject({
    ok: true,
    proposal: { status: 'done' },
  });
  expect(await ids()).toEqual(['next']);
});
