import type { Staff } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import {
  at,
  conveyor,
  denis,
  fixedRule,
  head,
  importer,
  ivanova,
  ordered,
  shipped,
  stages,
  tanya,
} from './department.ts';
import { buyerStory, order, type Story, storyOf } from './story.ts';

const now = at('02-12');
const merge = (survivor: Story, duplicate: Story, when = now) =>
  survivor.merge(duplicate, 'mergeDuplicate', when);
const unmerge = (survivor: Story, duplicate: Story, when = now, staff?: Staff) =>
  survivor.merge(duplicate, 'unmergeDuplicate', when, staff);

/** A survivor in entry with Denis, and a duplicate that Tanya qualifies, each with something of its own. */
function pair() {
  const survivor = storyOf(stages.inEntry);
  const duplicate = storyOf(stages.inQualification, conveyor, 'twin');
  duplicate.do(order('t1', at('01-07')), importer, at('01-07'));
  duplicate.do({ type: 'recordContact', channel: 'phone', twoWay: true }, tanya, at('01-08'));
  duplicate.do({ type: 'learnFacts', facts: { fit: false, industry: 'steel' } }, tanya, at('01-08'));
  duplicate.do(
    { type: 'recordPerson', personId: 'bob', name: 'Bob', part: 'influencer' },
    tanya,
    at('01-08'),
  );
  duplicate.do(
    { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at('09-01') },
    tanya,
    at('01-08'),
  );
  return { survivor, duplicate };
}

describe('a merge that is undone', () => {
  test('leaves both as if it had never been', () => {
    const before = pair();
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, at('01-09'));
    unmerge(survivor, duplicate, at('01-10'));
    for (const story of [before.survivor, before.duplicate]) story.pass(at('01-10'));
    const aside = { revision: 0, decidedAt: '' };
    expect({ ...survivor.known, ...aside }).toEqual({ ...before.survivor.known, ...aside });
    expect({ ...duplicate.known, ...aside }).toEqual({ ...before.duplicate.known, ...aside });
  });

  test('lets a deferred duplicate wake when it was to', () => {
    const { survivor } = pair();
    const duplicate = storyOf(stages.inQualification, conveyor, 'twin');
    const defer = { type: 'transfer', transfer: 'defer', reason: 'notNow', wakeAt: at('06-01') } as const;
    duplicate.do(defer, tanya, at('01-08'));
    merge(survivor, duplicate, at('01-09'));
    unmerge(survivor, duplicate, at('01-10'));
    expect(duplicate.known).toMatchObject({
      state: 'deferred',
      wakeAt: at('06-01'),
      stateSince: at('01-08'),
    });
    duplicate.pass(at('06-01'));
    expect(duplicate.state).toBe('lead');
  });

  test('gives back the custody that came along, unless it has moved on', () => {
    const survivor = storyOf(stages.cold);
    const { duplicate } = pair();
    merge(survivor, duplicate, at('01-09'));
    unmerge(survivor, duplicate, at('01-10'));
    expect(survivor.known).toMatchObject({ custody: {}, pool: { name: 'telemarketer' } });
    expect(duplicate.known.custody.telemarketer?.employeeId).toBe('tanya');

    merge(survivor, duplicate, at('01-10'));
    survivor.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'toma' }, head, at('01-11'));
    unmerge(survivor, duplicate, at('01-12'));
    expect(survivor.known.custody.telemarketer?.employeeId).toBe('toma');
  });

  test('restores the acceptance that can be given back', () => {
    const survivor = storyOf(stages.cold);
    const duplicate = storyOf(stages.readyToHandOver, conveyor, 'twin');
    duplicate.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    duplicate.do({ type: 'acceptHandoff' }, ivanova, at('02-10', '10:00'));
    merge(survivor, duplicate, at('02-11'));
    expect(duplicate.known.handoffs.received).toEqual({});
    unmerge(survivor, duplicate, at('02-12'));
    expect(conveyor.replay(duplicate.history)).toEqual(duplicate.known);
    duplicate.do({ type: 'returnClient', reason: 'noSecondOrder' }, ivanova, at('02-13'));
    expect(conveyor.replay(duplicate.history)).toEqual(duplicate.known);
    expect(duplicate.known).toMatchObject({
      state: 'rampIn',
      custody: { developmentSpecialist: { employeeId: 'denis' } },
    });
  });

  test.each([
    ['has left', { tanya: { roles: ['telemarketer'], leftAt: at('01-09') } }],
    ['lacks the role by now', { tanya: { roles: ['orderOperator'] } }],
    ['is not known any more', {}],
  ])('gives nothing back to a holder who %s: the client waits in the pool', (_, staff) => {
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, at('01-09'));
    unmerge(survivor, duplicate, at('01-10'), staff);
    expect(duplicate.known).toMatchObject({
      state: 'inQualification',
      custody: {},
      pool: { name: 'telemarketer', cause: { code: 'unmerge' }, since: at('01-10') },
    });
    expect(conveyor.replay(duplicate.history)).toEqual(duplicate.known);
  });

  test('gives back to the holder without a deputy who has left', () => {
    const { survivor, duplicate } = pair();
    duplicate.do({ type: 'setDeputy', role: 'telemarketer', employeeId: 'toma' }, head, at('01-08'));
    merge(survivor, duplicate, at('01-09'));
    const telemarketer = { roles: ['telemarketer'] };
    unmerge(survivor, duplicate, at('01-10'), {
      tanya: telemarketer,
      toma: { ...telemarketer, leftAt: at('01-09') },
    });
    expect(duplicate.known.custody).toEqual({ telemarketer: { employeeId: 'tanya', since: at('01-05') } });
  });

  test('keeps what was recorded meanwhile with the survivor', () => {
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, at('01-09'));
    survivor.do(order('o1', at('01-10')), denis, at('01-10'));
    unmerge(survivor, duplicate, at('01-11'));
    expect(survivor.known.orders.recent.map(({ id }) => id)).toEqual(['o1']);
    expect(duplicate.known.orders.recent.map(({ id }) => id)).toEqual(['t1']);
  });

  test("takes the survivor out of the ramp-in that only the duplicate's order brought about", () => {
    const { survivor } = pair();
    const duplicate = storyOf(
      [...stages.cold, ordered('t1', at('01-07')), shipped('t1', at('01-08'))],
      conveyor,
      'twin',
    );
    merge(survivor, duplicate, at('01-09'));
    unmerge(survivor, duplicate, at('01-10'));
    expect(survivor.state).toBe('inEntry');
  });

  test('leaves another merge as it is, whichever came first', () => {
    for (const undone of [0, 1]) {
      const survivor = buyerStory([at('01-05')]);
      const duplicates = ['first', 'second'].map((id) => buyerStory([at('01-06')], conveyor, id));
      for (const duplicate of duplicates) merge(survivor, duplicate);
      unmerge(survivor, duplicates[undone] as Story);
      expect(survivor.known.orders.recent.map(({ id }) => id)).toEqual([
        'client-1',
        undone ? 'first-1' : 'second-1',
      ]);
      expect(survivor.known.merged).toMatchObject([{ duplicateId: undone ? 'first' : 'second' }]);
    }
  });

  test('lets time have its say at once', () => {
    const survivor = buyerStory([at('01-05')], fixedRule);
    const duplicate = buyerStory([at('01-05')], fixedRule, 'twin');
    merge(survivor, duplicate);
    unmerge(survivor, duplicate, at('06-01'));
    expect(duplicate.state).toBe('dormant');
  });
});

describe('chains', () => {
  test('hold: what was merged into a duplicate goes along, and comes back in turn', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => buyerStory([at('01-05')], conveyor, id)) as [
      Story,
      Story,
      Story,
    ];
    merge(b, a);
    merge(c, b);
    expect(c.fact('orders.count', now)).toBe(3);
    expect(a.ask({ type: 'advanceTime' }, head, now)).toEqual([{ code: 'MERGED_AWAY', into: 'b' }]);
    unmerge(c, b);
    unmerge(b, a);
    expect([a, b, c].map((story) => story.fact('orders.count', now))).toEqual([1, 1, 1]);
    expect([a, b, c].map(({ state }) => state)).toEqual(['regular', 'regular', 'regular']);
  });

  test('a merge may be made, undone and made again', () => {
    const { survivor, duplicate } = pair();
    for (const day of ['01-09', '01-11']) {
      merge(survivor, duplicate, at(day));
      expect(survivor.fact('orders.count', at(day))).toBe(1);
      unmerge(survivor, duplicate, at(day, '12:00'));
      expect(survivor.fact('orders.count', at(day))).toBe(0);
    }
  });
});
