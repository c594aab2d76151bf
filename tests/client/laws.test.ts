import fc from 'fast-check';
import { type Conveyor, defineConveyor, mixed } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { arbitraryLife, live, type Script } from './arbitrary-commands.ts';

const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));

const forAllLives = (check: (conveyor: Conveyor, script: Script) => void, numRuns = 150) =>
  fc.assert(
    fc.property(arbitraryLife(conveyor), (script) => check(conveyor, script)),
    { numRuns },
  );

describe('after any sequence of commands', () => {
  it('the fold of the events is the snapshot', () => {
    forAllLives((rules, script) => {
      live(rules, script, ({ client, history }) => expect(rules.replay(history)).toEqual(client));
    });
  });

  it('the client has a holder of the responsible role, or is in that role’s pool, or is in a final state', () => {
    forAllLives((rules, script) => {
      live(rules, script, ({ client }) => {
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
    forAllLives((rules, script) => {
      live(rules, script, ({ client }) => {
        const { responsible, supporting = [] } = rules.blueprint.states[client.state] ?? {};
        for (const role of Object.keys(client.custody)) expect([responsible, ...supporting]).toContain(role);
      });
    });
  });

  it('a replay writes nothing into the events that it reads', () => {
    forAllLives((rules, script) => {
      const { client, history } = live(rules, script);
      expect(rules.replay(deepFreeze(structuredClone(history)))).toEqual(client);
    });
  });

  it('a client survives JSON', () => {
    forAllLives((rules, script) => {
      const { client } = live(rules, script);
      expect(JSON.parse(JSON.stringify(client))).toEqual(client);
    });
  });

  it('events are numbered without gaps and recorded in order', () => {
    forAllLives((rules, script) => {
      const { history } = live(rules, script);
      expect(history.map(({ id }) => id)).toEqual(history.map((_, i) => `acme#${i + 1}`));
      const recorded = history.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
    });
  });

  it('nothing is due any more at the moment of the last decision', () => {
    forAllLives((rules, script) => {
      live(rules, script, ({ client, now }) => {
        const dueAt = rules.nextDueAt(client);
        if (dueAt !== undefined) expect(dueAt > now).toBe(true);
      });
    });
  });

  it('letting time pass twice is letting it pass once', () => {
    forAllLives((rules, script) => {
      const by = { id: 'system', roles: [] };
      live(rules, script, ({ client, history, now }) => {
        const again = rules.decide(client, { type: 'passTime', clientId: client.id }, { now, by, history });
        expect(again).toEqual({ ok: true, events: [] });
      });
    });
  });

  it('a decision never changes the client that it is made on', () => {
    forAllLives((rules, script) => {
      let before = '';
      let last: unknown;
      live(rules, script, ({ client }) => {
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
    for (const script of fc.sample(arbitraryLife(conveyor, 60), { numRuns: 1500, seed: 7 })) {
      live(conveyor, script, ({ client }) => reached.add(client.state));
    }
    expect([...reached].sort()).toEqual(Object.keys(conveyor.blueprint.states).sort());
  });
});
