import fc from 'fast-check';
import { type Conveyor, defineConveyor, mixed } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { arbitraryLife, live, type Step } from './arbitrary-commands.ts';

const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));

const forAllLives = (check: (conveyor: Conveyor, steps: Step[]) => void, numRuns = 150) =>
  fc.assert(
    fc.property(arbitraryLife(conveyor), (steps) => check(conveyor, steps)),
    { numRuns },
  );

describe('after any sequence of commands', () => {
  it('the fold of the events is the snapshot', () => {
    forAllLives((rules, steps) => {
      live(rules, steps, ({ client, history }) => expect(rules.replay(history)).toEqual(client));
    });
  });

  it('the client has a holder of the responsible role, or is in that role’s pool, or is in a final state', () => {
    forAllLives((rules, steps) => {
      live(rules, steps, ({ client }) => {
        const { responsible, final } = rules.blueprint.states[client.state] ?? {};
        if (final) return;
        const held = responsible !== undefined && client.custody[responsible] !== undefined;
        expect(held).toBe(client.pool === undefined);
        if (client.pool)
          expect(client.pool).toMatchObject({ name: responsible, reason: expect.stringMatching(/./) });
      });
    });
  });

  it('only roles that take part in the state hold the client', () => {
    forAllLives((rules, steps) => {
      live(rules, steps, ({ client }) => {
        const { responsible, supporting = [] } = rules.blueprint.states[client.state] ?? {};
        for (const role of Object.keys(client.custody)) expect([responsible, ...supporting]).toContain(role);
      });
    });
  });

  it('a replay writes nothing into the events that it reads', () => {
    forAllLives((rules, steps) => {
      const { client, history } = live(rules, steps);
      expect(rules.replay(deepFreeze(structuredClone(history)))).toEqual(client);
    });
  });

  it('a client survives JSON', () => {
    forAllLives((rules, steps) => {
      const { client } = live(rules, steps);
      expect(JSON.parse(JSON.stringify(client))).toEqual(client);
    });
  });

  it('events are numbered without gaps and recorded in order', () => {
    forAllLives((rules, steps) => {
      const { history } = live(rules, steps);
      expect(history.map(({ id }) => id)).toEqual(history.map((_, i) => `acme#${i + 1}`));
      const recorded = history.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
    });
  });

  it('nothing is due any more at the moment of the last decision', () => {
    forAllLives((rules, steps) => {
      live(rules, steps, ({ client, now }) => {
        const dueAt = rules.nextDueAt(client);
        if (dueAt !== undefined) expect(dueAt > now).toBe(true);
      });
    });
  });

  it('letting time pass twice is letting it pass once', () => {
    forAllLives((rules, steps) => {
      const by = { id: 'system', roles: [] };
      live(rules, steps, ({ client, history, now }) => {
        const again = rules.decide(client, { type: 'passTime', clientId: client.id }, { now, by, history });
        expect(again).toEqual({ ok: true, events: [] });
      });
    });
  });

  it('a decision never changes the client that it is made on', () => {
    forAllLives((rules, steps) => {
      let before = '';
      let last: unknown;
      live(rules, steps, ({ client }) => {
        if (last) expect(JSON.stringify(last)).toBe(before);
        [last, before] = [client, JSON.stringify(client)];
      });
    });
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

describe('a state of the mixed conveyor', () => {
  it('is reached by some life, every one of them', () => {
    const reached = new Set<string>();
    for (const steps of fc.sample(arbitraryLife(conveyor, 60), { numRuns: 1500, seed: 7 })) {
      live(conveyor, steps, ({ client }) => reached.add(client.state));
    }
    expect([...reached].sort()).toEqual(Object.keys(conveyor.blueprint.states).sort());
  });
});
