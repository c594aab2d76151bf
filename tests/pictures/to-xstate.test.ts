import { type Blueprint, defineConveyor, describeCondition } from 'sales-conveyor';
import { toXState } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import {
  type AnyMachineSnapshot,
  createActor,
  createMachine,
  getNextSnapshot,
  initialTransition,
  SimulatedClock,
} from 'xstate';
import { spokenFacts } from '../../src/blueprint/spoken-facts.ts';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';

/** The states that a machine can come to, found by sending it every event that it knows. */
function reachedBy(machine: ReturnType<typeof createMachine>): Set<string> {
  const [first] = initialTransition(machine);
  const waiting: AnyMachineSnapshot[] = [first];
  const reached = new Set<string>();
  for (let snapshot = waiting.pop(); snapshot; snapshot = waiting.pop()) {
    if (reached.has(String(snapshot.value))) continue;
    reached.add(String(snapshot.value));
    if (snapshot.status === 'done') continue;
    for (const type of machine.events) waiting.push(getNextSnapshot(machine, snapshot, { type }));
  }
  return reached;
}

/** The same of a blueprint, by its transfers, rejections and returns. */
function reachableIn({ entries, transfers, mergedState }: Blueprint): Set<string> {
  const reached = new Set([...Object.values(entries), mergedState]);
  for (const state of reached) {
    for (const { from, to, handoff } of Object.values(transfers)) {
      if (from.includes(state)) {
        reached.add(to);
        for (const reason of Object.values(handoff?.rejections ?? {})) if (reason.to) reached.add(reason.to);
      }
      if (to === state && handoff?.onReturn) reached.add(handoff.onReturn.to);
    }
  }
  return reached;
}

/** With conditions that always hold and delays of a second. */
function runnable(blueprint: Blueprint) {
  const names = Object.keys(blueprint.transfers);
  return createMachine(
    toXState(blueprint, { dictionary: en }) as Parameters<typeof createMachine>[0],
  ).provide({
    guards: Object.fromEntries(names.map((name) => [name, () => true])),
    delays: Object.fromEntries(names.map((name) => [name, 1000])),
  });
}

describe.each(Object.entries({ mixed, transactional, consultative, project }))(
  'the machine of %s',
  (_, preset) => {
    const { blueprint } = defineConveyor(preset());

    test('reaches exactly the states that the blueprint reaches', () => {
      expect(reachedBy(runnable(blueprint))).toEqual(new Set(['_new', ...reachableIn(blueprint)]));
    });

    test('is plain JSON', () => {
      const config = toXState(blueprint, { dictionary: en });
      expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    });

    test.each(['en', 'ru'] as const)(
      'says every condition in words of %s, under the name of its transfer',
      (locale) => {
        const { states } = toXState(blueprint, { dictionary: dictionaries[locale] });
        const facts = spokenFacts(blueprint, dictionaries[locale]);
        for (const [id, { from, when }] of Object.entries(blueprint.transfers)) {
          if (!when) continue;
          const description = describeCondition(when, {
            facts,
            dictionary: dictionaries[locale],
            timeZone: blueprint.timeZone,
          });
          for (const state of from) {
            const transitions = [
              ...Object.values(states[state]?.on ?? {}),
              ...Object.values(states[state]?.after ?? {}),
            ].flat();
            expect(transitions).toContainEqual(
              expect.objectContaining({ guard: { type: id, params: { description } } }),
            );
          }
        }
      },
    );
  },
);

describe('a machine', () => {
  const machine = runnable(defineConveyor(smallBlueprint()).blueprint);
  const stateAfter = (...types: string[]) => {
    let [snapshot] = initialTransition(machine);
    for (const type of types) snapshot = getNextSnapshot(machine, snapshot, { type });
    return snapshot.value;
  };

  test('stays where it is while a handoff is offered and moves when it is accepted', () => {
    expect(stateAfter('register.web', 'transfer.hand')).toBe('lead');
    expect(stateAfter('register.web', 'transfer.hand', 'acceptHandoff.hand')).toBe('kept');
  });

  test('goes where a rejection and a return lead', () => {
    expect(stateAfter('register.web', 'transfer.hand', 'rejectHandoff.hand.misfit')).toBe('closed');
    expect(stateAfter('register.web', 'acceptHandoff.hand', 'returnClient.hand.misfit')).toBe('lead');
  });

  test('goes on by itself after its event, in order of priority', () => {
    expect(stateAfter('register.web', 'acceptHandoff.hand', 'orderRecorded')).toBe('buyer');
    const earlier = {
      trigger: { kind: 'event', on: ['orderRecorded'] },
      from: ['kept'],
      to: 'closed',
      priority: -1,
      label: { en: 'x', ru: 'x' },
    };
    const { states } = toXState(defineConveyor(smallBlueprint({ transfers: { earlier } })).blueprint, {
      dictionary: en,
    });
    expect(states.kept?.on?.orderRecorded?.map(({ target }) => target)).toEqual(['closed', 'buyer']);
  });

  test('wakes when its delay has passed', () => {
    const clock = new SimulatedClock();
    const actor = createActor(machine, { clock }).start();
    actor.send({ type: 'register.web' });
    actor.send({ type: 'transfer.park' });
    expect(actor.getSnapshot().value).toBe('parked');
    clock.increment(1000);
    expect(actor.getSnapshot().value).toBe('lead');
  });

  test('knows no event of another name', () => {
    expect(stateAfter('register.elsewhere')).toBe('_new');
  });
});
