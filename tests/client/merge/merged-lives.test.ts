import fc from 'fast-check';
import type { Client } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { arbitraryLife } from '../arbitrary-life.ts';
import { conveyor, head } from '../department.ts';
import { instantAt } from '../life-script.ts';
import { type Life, live } from '../live.ts';
import { Story } from '../story.ts';

const life = arbitraryLife(conveyor, 25).map((script) => live(conveyor, script));

/** The same life of a client by another name. */
function storyOf({ history }: Life, id: string): Story {
  const story = new Story(conveyor, id);
  story.take(JSON.parse(JSON.stringify(history).replaceAll('acme', id)));
  return story;
}

const isFinal = ({ state }: Client) => conveyor.blueprint.states[state]?.final ?? false;

const rests = ({ state }: Client) => conveyor.blueprint.states[state]?.responsible === undefined;

/** Somebody answers for the client, or it waits in the pool of the role that nobody has; and only roles of its state hold it. */
function expectInOrder({ known, history }: Story): void {
  expect(conveyor.replay(history)).toEqual(known);
  const { responsible, supporting = [] } = conveyor.blueprint.states[known.state] ?? {};
  for (const role of Object.keys(known.custody)) expect([responsible, ...supporting]).toContain(role);
  if (rests(known)) return;
  expect(known.custody[responsible ?? ''] !== undefined).toBe(known.pool === undefined);
}

const heldBy = ({ state, custody }: Client) =>
  custody[conveyor.blueprint.states[state]?.responsible ?? '']?.employeeId;
/** Holds of a closed card end by time while it lives with another one, and stay ended. */
const standing = (client: Client) => {
  const { state, stateSince, custody, pool, wakeAt, holds, handoff, orders } = client;
  return { state, stateSince, custody, pool, wakeAt, handoff, orders, holds: isFinal(client) ? {} : holds };
};

test('any two lives merge into one that somebody answers for, and part again as they were', () => {
  let merged = 0;
  fc.assert(
    fc.property(life, life, (ours, theirs) => {
      const [survivor, duplicate] = [storyOf(ours, 'client'), storyOf(theirs, 'twin')];
      const [alone, other] = [storyOf(ours, 'client'), storyOf(theirs, 'twin')];
      const now = instantAt(Math.max(Date.parse(ours.now), Date.parse(theirs.now)));
      for (const story of [survivor, duplicate, alone, other]) story.pass(now);
      const merge = { type: 'mergeDuplicate', duplicateId: 'twin' } as const;
      if (survivor.ask(merge, head, now, { duplicate: duplicate.known }).length > 0) return;
      survivor.merge(duplicate, 'mergeDuplicate', now);
      expectInOrder(survivor);
      // What the cards know together may lead on from where the duplicate is held.
      const isLost = survivor.known.pool && heldBy(other.known) !== undefined;
      if (isLost) expect(survivor.known.state).not.toBe(other.known.state);
      if (rests(survivor.known)) expect(rests(alone.known) && rests(other.known)).toBe(true);
      survivor.merge(duplicate, 'unmergeDuplicate', now);
      for (const story of [survivor, duplicate]) expectInOrder(story);
      expect(standing(survivor.known)).toEqual(standing(alone.known));
      expect(standing(duplicate.known)).toEqual(standing(other.known));
      merged++;
    }),
    { numRuns: 20 },
  );
  expect(merged).toBeGreaterThan(8);
});
