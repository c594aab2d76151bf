import { describe, expect, test } from 'vitest';
import { at, conveyor, head, importer, ordered, shipped, stages, tanya } from './department.ts';
import { buyerStory, order, type Story, storyOf } from './story.ts';

const now = at('02-12');
const merge = (survivor: Story, duplicate: Story, when = now) =>
  survivor.merge(duplicate, 'mergeDuplicate', when);
const _unmerge = (survivor: Story, duplicate: Story, when = now) =>
  survivor.merge(duplicate, 'unmergeDuplicate', when);

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

describe('a merged duplicate', () => {
  const day = at('01-09');

  test('brings orders, contacts, facts, people and windows', () => {
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, day);
    const facts = [
      'orders.count',
      'contacts.twoWay',
      'people.influencers',
      'people.decisionMakers',
      'windows.nextAt',
    ];
    expect(facts.map((path) => survivor.fact(path, day))).toEqual([1, 1, 1, 1, at('09-01')]);
    expect(survivor.fact('industry', day)).toBe('steel');
  });

  test('the decision says what becomes of both clients', () => {
    const { survivor, duplicate } = pair();
    const [client, other] = [survivor.known, duplicate.known];
    const command = { type: 'mergeDuplicate', clientId: client.id, duplicateId: other.id } as const;
    const outcome = conveyor.decide(client, command, { now: day, by: head, duplicate: other });
    merge(survivor, duplicate, day);
    expect(outcome).toMatchObject({ ok: true, client: survivor.known, duplicate: duplicate.known });
  });

  test("of two reports the later one counts, whoever's it was", () => {
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, day);
    expect(survivor.fact('fit', day)).toBe(false);
    expect(survivor.fact('cardComplete', day)).toBe(true);
  });

  test('rests, held by nobody, and points to the survivor', () => {
    const { survivor, duplicate } = pair();
    merge(survivor, duplicate, day);
    expect(duplicate.known).toMatchObject({
      state: 'closed',
      custody: {},
      mergedInto: { clientId: 'client' },
    });
    expect(duplicate.known).not.toHaveProperty('pool');
    for (const step of [
      { type: 'advanceTime' },
      { type: 'releaseHolder', role: 'telemarketer', reason: 'x' },
    ] as const) {
      expect(duplicate.ask(step, head, day)).toEqual([{ code: 'MERGED_AWAY', into: 'client' }]);
    }
    expect(conveyor.options(duplicate.known, { now: day, by: head })).toEqual([]);
    expect(conveyor.nextDueAt(duplicate.known)).toBeUndefined();
  });

  test('brings its holder where the survivor has none', () => {
    const survivor = storyOf(stages.cold);
    const { duplicate } = pair();
    merge(survivor, duplicate, day);
    expect(survivor.known.custody).toMatchObject({
      telemarketer: { employeeId: 'tanya', since: at('01-05') },
    });
    expect(survivor.known).not.toHaveProperty('pool');
  });

  test.each([
    ['has left', { tanya: { roles: ['telemarketer'], leftAt: at('01-08') } }],
    ['lacks the role by now', { tanya: { roles: ['orderOperator'] } }],
  ])('does not bring a holder who %s', (_, staff) => {
    const survivor = storyOf(stages.cold);
    const { duplicate } = pair();
    survivor.merge(duplicate, 'mergeDuplicate', day, staff);
    expect(survivor.known).toMatchObject({ custody: {}, pool: { name: 'telemarketer' } });
    expect(survivor.known.merged).toMatchObject([{ holders: {} }]);
  });

  test("does not take the client from the survivor's holder", () => {
    const survivor = storyOf(stages.inQualification);
    const duplicate = storyOf(stages.inQualification, conveyor, 'twin');
    duplicate.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'toma' }, head, at('01-08'));
    merge(survivor, duplicate, day);
    expect(survivor.known.custody.telemarketer?.employeeId).toBe('tanya');
  });

  test('that has bought moves the survivor on', () => {
    const { survivor } = pair();
    const duplicate = storyOf(
      [...stages.cold, ordered('t1', at('01-07')), shipped('t1', at('01-08'))],
      conveyor,
      'twin',
    );
    merge(survivor, duplicate, day);
    expect(survivor.state).toBe('rampIn');
  });
});

describe('an order that both have', () => {
  test('counts once, with a day that both bought on', () => {
    const survivor = buyerStory([at('01-05'), at('01-12')]);
    const duplicate = buyerStory([at('01-12', '15:00'), at('01-19')], conveyor, 'twin');
    duplicate.do(order('client-2', at('01-12')), importer, at('01-19'));
    merge(survivor, duplicate);
    expect(survivor.fact('orders.count', now)).toBe(4);
    expect(survivor.fact('orders.moments', now)).toBe(3);
    expect(survivor.fact('orders.lastAt', now)).toBe(at('01-19'));
  });

  test("cannot be recorded a second time, and the brought ones are the survivor's to mark", () => {
    const survivor = buyerStory([at('01-05')]);
    const duplicate = buyerStory([at('01-19')], conveyor, 'twin');
    merge(survivor, duplicate);
    expect(survivor.ask(order('twin-1', at('01-19')), importer, now)).toMatchObject([
      { code: 'ORDER_EXISTS' },
    ]);
    survivor.do({ type: 'cancelOrder', orderId: 'twin-1' }, importer, now);
    expect(survivor.fact('orders.count', now)).toBe(1);
  });
});

describe('a merge is refused', () => {
  const story = () => storyOf(stages.inEntry);
  const other = { type: 'mergeDuplicate', duplicateId: 'twin' } as const;

  test('with itself, with somebody unknown, with what is merged already', () => {
    const { survivor, duplicate } = pair();
    expect(survivor.ask({ ...other, duplicateId: 'client' }, head, now)).toMatchObject([
      { code: 'SAME_CLIENT' },
    ]);
    expect(survivor.ask(other, head, now)).toMatchObject([{ code: 'UNKNOWN_CLIENT', clientId: 'twin' }]);
    merge(story(), duplicate, at('01-09'));
    expect(survivor.ask(other, head, now, { duplicate: duplicate.known })).toMatchObject([
      { code: 'MERGED_AWAY' },
    ]);
  });

  test('while a handoff of the duplicate is open', () => {
    const duplicate = storyOf(stages.qualified, conveyor, 'twin');
    duplicate.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08'));
    expect(story().ask(other, head, at('01-08'), { duplicate: duplicate.known })).toMatchObject([
      { code: 'HANDOFF_OPEN', to: 'denis' },
    ]);
    duplicate.pass(at('01-09'));
    expect(story().ask(other, head, at('01-09'), { duplicate: duplicate.known })).toMatchObject([
      { code: 'HANDOFF_OPEN', to: 'headOfSales' },
    ]);
  });

  test('to be undone where it was not made', () => {
    const { survivor, duplicate } = pair();
    const undo = { type: 'unmergeDuplicate', duplicateId: 'twin' } as const;
    expect(survivor.ask(undo, head, now, { duplicate: duplicate.known })).toMatchObject([
      { code: 'NOT_MERGED' },
    ]);
    merge(survivor, duplicate, at('01-09'));
    expect(story().ask(undo, head, now, { duplicate: duplicate.known })).toMatchObject([
      { code: 'NOT_MERGED' },
    ]);
  });
});
