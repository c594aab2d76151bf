/** Proposals beyond the contract: many propose and decide at once, each through connections of their own. */
import { type CommandInput, defineConveyor } from 'sales-conveyor';
import { openProposals, type Proposals } from 'sales-conveyor/proposals';
import { expect, test } from 'vitest';
import { collect, Department, openDepartment } from '../../service/department.ts';
import { trade } from '../../service/trade.ts';
import { onSchema } from './temp-schema.ts';

const PROPOSERS = 16;
/** Proposals of each. */
const EACH = 3;

const conveyor = defineConveyor({
  ...trade,
  services: {
    ...trade.services,
    assistant: { label: { en: 'assistant', ru: 'помощник' }, may: [], mayPropose: ['learnFacts'] },
  },
});
const ready = (clientId: string): CommandInput => ({ type: 'learnFacts', clientId, facts: { ready: true } });
const by = { by: 'assistant' };

test(
  'of sixteen who propose at once everybody is heard, and of as many who decide each proposal is decided on once',
  onSchema(async (temp) => {
    const first = await openDepartment(() => temp.open(), { conveyor });
    const ids = Array.from({ length: PROPOSERS * EACH }, (_, n) => `p-${n}`);
    for (const id of ids) await first.client(`client-${id}`);
    const processes = await Promise.all(
      Array.from({ length: PROPOSERS }, async (): Promise<Proposals> => {
        const { sales } = new Department(await temp.open({ max: 2 }), { conveyor });
        return openProposals(sales);
      }),
    );
    const ofProcess = (n: number) => ids.filter((_, i) => i % PROPOSERS === n);

    const made = await Promise.all(
      processes.map((proposals, n) =>
        Promise.all(
          ofProcess(n).map((id) => proposals.propose({ id, command: ready(`client-${id}`), to: 'anna' }, by)),
        ),
      ),
    );
    expect(made.flat().filter(({ ok }) => !ok)).toEqual([]);
    const [one] = processes as [Proposals];
    expect((await one.open({ to: 'anna' })).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect((await one.open({ clientId: 'client-p-7' })).map(({ id }) => id)).toEqual(['p-7']);

    // Everything is decided on twice: by the process that made it, and by its neighbour.
    const decided = await Promise.all(
      processes.flatMap((proposals, n) => [
        ...ofProcess(n).map((id) => proposals.approve(id, { by: 'anna' })),
        ...ofProcess((n + 1) % PROPOSERS).map((id) => proposals.reject(id, { by: 'head' })),
      ]),
    );
    expect(decided.filter(({ ok }) => ok)).toHaveLength(ids.length);
    expect(await one.open()).toEqual([]);
    const told = (await collect(first.sales.events())).filter((event) => 'proposalId' in event);
    expect(told).toHaveLength(2 * ids.length);
    for (const id of ids) {
      const proposal = await one.get(id);
      const client = await first.sales.clients.get(`client-${id}`);
      expect(client?.facts.ready?.value).toBe(proposal?.status === 'done' ? true : undefined);
      expect(['done', 'rejected']).toContain(proposal?.status);
    }
  }),
);
