import fc from 'fast-check';
import {
  type BlueprintInput,
  type Client,
  type Conveyor,
  defineConveyor,
  type EventType,
  fact,
  type TransferOption,
} from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventsEn } from '../../src/locales/events.en.ts';
import { arbitraryLife } from './arbitrary-life.ts';
import { head, type Script } from './life-script.ts';
import { type Life, live } from './live.ts';

const timeZone = 'Europe/Moscow';
const conveyor = defineConveyor(mixed({ timeZone }));

/** No deadline of the presets has a condition, so none can pass without effect; here two have. */
function withConditionalDeadlines(): BlueprintInput {
  const blueprint = { ...mixed({ timeZone }), name: 'mixedWithConditionalDeadlines' };
  const { releaseUntouched, becomeDormant } = blueprint.transfers;
  Object.assign(releaseUntouched as object, { when: fact('people.reachable').atLeast(1) });
  Object.assign(becomeDormant as object, { when: fact('windows.missed').atLeast(1) });
  return blueprint;
}

const otherConveyors = [
  consultative({ timeZone }),
  project({ timeZone }),
  transactional({ timeZone }),
  withConditionalDeadlines(),
].map((blueprint) => defineConveyor(blueprint));

interface Lived {
  readonly life: Life;
  /** As it was after each command that was accepted. */
  readonly moments: readonly Life[];
}

const lived = new Map<string, Lived>();

/** Every law is asked of the same lives, of the same seed; each is lived once. */
function relive(rules: Conveyor, script: Script, watch: (life: Life) => void = () => {}): Life {
  const key = JSON.stringify([rules.blueprint.name, script]);
  let known = lived.get(key);
  if (!known) {
    const moments: Life[] = [];
    known = { life: live(rules, script, (life) => moments.push(life)), moments };
    lived.set(key, known);
  }
  known.moments.forEach(watch);
  return known.life;
}

type Law = (rules: Conveyor, script: Script) => void;

const forAllLives = (law: Law, { on = conveyor, numRuns = 50 } = {}) =>
  fc.assert(
    fc.property(arbitraryLife(on), (script) => law(on, script)),
    { numRuns },
  );

const foldIsSnapshot: Law = (rules, script) => {
  relive(rules, script, ({ client, history }) => expect(rules.replay(history)).toEqual(client));
};

const holderOrPool: Law = (rules, script) => {
  relive(rules, script, ({ client }) => {
    const { responsible } = rules.blueprint.states[client.state] ?? {};
    if (responsible === undefined) return;
    const held = client.custody[responsible] !== undefined;
    expect(held).toBe(client.pool === undefined);
    if (client.pool)
      expect(client.pool).toMatchObject({ name: responsible, cause: { code: expect.stringMatching(/./) } });
  });
};

describe('after any sequence of commands', () => {
  it('the fold of the events is the snapshot', () => {
    forAllLives(foldIsSnapshot);
  });

  it('the client has a holder of the responsible role, or is in that role’s pool, or is where nobody answers', () => {
    forAllLives(holderOrPool);
  });

  describe.each(otherConveyors.map((on) => ({ on, name: on.blueprint.name })))(
    'of the $name conveyor',
    ({ on }) => {
      it('the fold of the events is the snapshot', () => {
        forAllLives(foldIsSnapshot, { on, numRuns: 20 });
      });

      it('the client has a holder or is in a pool, or is where nobody answers', () => {
        forAllLives(holderOrPool, { on, numRuns: 20 });
      });
    },
  );

  it('a client whom no hold blocks can go on until its end: something is open, or time will bring it', () => {
    forAllLives((rules, script) => {
      relive(rules, script, ({ client, now }) => {
        if (isFinal(rules, client.state) || isBlocked(rules, client)) return;
        const options = rules.options(client, { now, by: head });
        const dueAt = rules.nextDueAt(client);
        expect(dueAt !== undefined || options.some(({ open }) => open)).toBe(true);
      });
    });
  });

  it('a client can go on without being closed: the ways on are open or due, or say what they lack', () => {
    forAllLives((rules, script) => {
      relive(rules, script, ({ client, now }) => {
        if (isFinal(rules, client.state) || isBlocked(rules, client) || client.handoff) return;
        const options = rules.options(client, { now, by: head });
        const ways = options.filter(({ to }) => !isFinal(rules, to));
        const isPossible = ({ open, dueAt, condition }: TransferOption) =>
          open || dueAt !== undefined || condition?.truth === 'yes' || (condition?.nearest.length ?? 0) > 0;
        expect(ways.some(isPossible)).toBe(true);
      });
    });
  });

  it('only roles that take part in the state hold the client', () => {
    forAllLives((rules, script) => {
      relive(rules, script, ({ client }) => {
        const { responsible, supporting = [] } = rules.blueprint.states[client.state] ?? {};
        for (const role of Object.keys(client.custody)) expect([responsible, ...supporting]).toContain(role);
      });
    });
  });

  it('a replay writes nothing into the events that it reads', () => {
    forAllLives((rules, script) => {
      const { client, history } = relive(rules, script);
      expect(rules.replay(deepFreeze(structuredClone(history)))).toEqual(client);
    });
  });

  it('an event leaves the client before it untouched', () => {
    forAllLives((rules, script) => {
      const { client, history } = relive(rules, script);
      let folded: Client | undefined;
      history.forEach((event, i) => {
        folded = deepFreeze(rules.evolveAll(folded, [event], history.slice(0, i)));
      });
      expect(folded).toEqual(client);
    });
  });

  it('a client survives JSON', () => {
    forAllLives((rules, script) => {
      const { client } = relive(rules, script);
      expect(JSON.parse(JSON.stringify(client))).toEqual(client);
    });
  });

  it('events are numbered without gaps and recorded in order', () => {
    forAllLives((rules, script) => {
      const { history } = relive(rules, script);
      expect(history.map(({ id }) => id)).toEqual(history.map((_, i) => `acme#${i + 1}`));
      const recorded = history.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
    });
  });

  it('nothing is due any more at the moment of the last decision', () => {
    forAllLives((rules, script) => {
      relive(rules, script, ({ client, now }) => {
        const dueAt = rules.nextDueAt(client);
        if (dueAt !== undefined) expect(dueAt > now).toBe(true);
      });
    });
  });

  it('letting time pass twice is letting it pass once', () => {
    forAllLives((rules, script) => {
      const by = { id: 'system', roles: [] };
      relive(rules, script, ({ client, history, now }) => {
        const again = rules.decide(
          client,
          { type: 'advanceTime', clientId: client.id },
          { now, by, history },
        );
        expect(again).toEqual({ ok: true, events: [] });
      });
    });
  });

  it('a decision says what its events make of the client', () => {
    forAllLives((rules, script) => {
      relive(rules, script, ({ client, told }) => expect(told).toEqual(client));
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

function isFinal({ blueprint }: Conveyor, state: string): boolean {
  return blueprint.states[state]?.final ?? false;
}

function isBlocked({ blueprint }: Conveyor, { holds }: Client): boolean {
  return Object.keys(holds).some((hold) => blueprint.holds[hold]?.blocksTransfers);
}

const eventsElsewhere: readonly EventType[] = [
  // This takes another system that the client comes from.
  'clientOnboarded',
  'personalDataErased',
  // These take two clients.
  'duplicateMerged',
  'duplicateUnmerged',
  'mergedAway',
  'mergeUndone',
  // These take another version of the blueprint.
  'clientMigrated',
  'migrationUndone',
];

describe('among lives on the mixed conveyor', () => {
  const lives: Life[] = [];
  const states = new Set<string>();
  beforeAll(() => {
    for (const script of fc.sample(arbitraryLife(conveyor), 200)) {
      lives.push(live(conveyor, script, ({ client }) => states.add(client.state)));
    }
  });

  it('every state is reached', () => {
    expect([...states].sort()).toEqual(Object.keys(conveyor.blueprint.states).sort());
  });

  it('every event occurs that one client alone can have on this conveyor', () => {
    const types = new Set(lives.flatMap(({ history }) => history.map(({ type }) => type)));
    expect([...types, ...eventsElsewhere].sort()).toEqual(Object.keys(eventsEn).sort());
  });
});
