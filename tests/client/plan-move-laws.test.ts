import fc from 'fast-check';
import { type Client, type Command, defineConveyor, type Instant } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import { carriedBy } from '../../src/client/carried.ts';
import { arbitraryLife } from './arbitrary-life.ts';
import { clientId, employee, HOUR, head, instantAt } from './life-script.ts';
import { type Life, live } from './live.ts';

const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));

test('apply, then undo, is as if only time had passed, in everything that a snapshot holds', () => {
  const seen = { received: 0, pool: 0, deputy: 0, offer: 0 };
  fc.assert(
    fc.property(arbitraryLife(conveyor), fc.nat(20), (script, hours) => {
      const { now, ...life } = live(conveyor, script);
      const [moment, later] = [now, instantAt(Date.parse(now) + hours * HOUR)];
      const before = after(life, moment, { type: 'advanceTime' });
      const untouched = after(before, later, { type: 'advanceTime' });
      for (const role of conveyor.rules.states[before.client.state]?.roles ?? []) {
        const held = before.client.custody[role] ?? null;
        const to = [0, 1].map((n) => employee(role, n).id).find((id) => id !== held?.employeeId) as string;
        const plan = { role, planId: 'the-plan', cause: { code: 'text' as const, text: 'balance' } };
        const moved = after(before, moment, {
          type: 'applyRedistribution',
          from: held?.employeeId ?? null,
          to,
          ...plan,
        });
        expect(moved.client.custody[role]?.employeeId).toBe(to);
        const restore = { type: 'undoRedistribution', from: to, custody: held, ...plan } as const;
        const undone = after(moved, later, { ...restore, ...carriedBy(before.client, role) });
        const { firstContactBy = '' } = before.client.handoffs.received[role] ?? {};
        const fellDue = firstContactBy > moment && firstContactBy <= later;
        // A limit of whoever held it meanwhile came and went.
        const came = JSON.stringify(undone.client.passed) !== JSON.stringify(untouched.client.passed);
        if (fellDue || came || !stillThere(moved, later, role)) continue;
        expect(lasting(undone.client)).toEqual(lasting(untouched.client));
        const { pool, handoff, handoffs } = before.client;
        if (handoffs.received[role]) seen.received++;
        if (pool?.name === role) seen.pool++;
        if (held?.deputy) seen.deputy++;
        if (handoff?.from.role === role) seen.offer++;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
});

type Draft<C> = C extends { clientId: string } ? Omit<C, 'clientId'> : never;

/** The life after a command of the head's; a refusal changes nothing. */
function after({ client, history }: Omit<Life, 'now' | 'told'>, now: Instant, command: Draft<Command>) {
  const outcome = conveyor.decide(client, { clientId, ...command } as Command, { now, by: head, history });
  const events = outcome.ok ? outcome.events : [];
  return {
    client: conveyor.evolveAll(client, events, history),
    history: [...history, ...events],
  };
}

/** Whether time has not taken the client out of the role's hands meanwhile. */
const stillThere = (life: Omit<Life, 'now' | 'told'>, later: Instant, role: string) =>
  after(life, later, { type: 'advanceTime' }).client.custody[role] !== undefined;

/** All that a snapshot says but which event was the last. */
const lasting = ({ revision: _, decidedAt: __, ...client }: Client) => client;
