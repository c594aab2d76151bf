import { defineConveyor } from 'sales-conveyor';
import { consultative, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, head, importer, registered, stages, stranger, tanya } from '../client/department.ts';
import { order, type Step, storyOf } from '../client/story.ts';

const crm = { id: 'crm', roles: ['crm'] };
const enquiry = (day: string): Step => ({ type: 'learnFacts', facts: { enquiryAt: at(day) }, at: at(day) });
const move = (transfer: string, reason?: string): Step => ({
  type: 'transfer',
  transfer,
  ...(reason && { reason }),
});
const ban: Step = { type: 'placeHold', hold: 'blacklisted', reason: 'never paid' };

/** Disqualified on 8 January: no need. */
const disqualified = () => {
  const story = storyOf(stages.inQualification);
  story.do(move('disqualify', 'noNeed'), tanya, at('01-08'));
  expect(story.known).toMatchObject({ state: 'disqualified', custody: {} });
  return story;
};

describe('a disqualified client', () => {
  test("rests: it is nobody's and in no pool", () => {
    expect(disqualified().known).not.toHaveProperty('pool');
  });

  test('who asks again in March is a lead of the telemarketers that day', () => {
    const story = disqualified();
    story.do(enquiry('03-10'), crm, at('03-10'));
    expect(story.known).toMatchObject({ state: 'lead', pool: { name: 'telemarketer' } });
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('who orders in March is a lead, and in ramp-in with the first shipment', () => {
    const story = disqualified();
    story.do(order('o1', at('03-10')), importer, at('03-10'));
    expect(story.state).toBe('lead');
    story.do({ type: 'shipOrder', orderId: 'o1' }, importer, at('03-12'));
    expect(story.state).toBe('rampIn');
  });

  test.each([
    ['an enquiry of before, told late', enquiry('01-06')],
    ['an order of before, recorded late', order('o1', at('01-06'))],
    ['a sample', { type: 'recordOrder', order: { id: 'o1', kind: 'sample', placedAt: at('03-10') } } as Step],
    ['other news', { type: 'learnFacts', facts: { industry: 'steel' } } as Step],
  ])('stays so after %s', (_, step) => {
    const story = disqualified();
    story.do(step, importer, at('03-10'));
    expect(story.state).toBe('disqualified');
  });
});

test.each([transactional, consultative, project])(
  'the other presets open a disqualified client again for an enquiry, too, though not while it is blacklisted',
  (preset) => {
    const story = storyOf([registered('lead', at('01-05'), 'lead')], defineConveyor(preset()));
    story.do(move('disqualify', 'noNeed'), head, at('01-08'));
    const banned = storyOf(story.history, story.conveyor);
    banned.do(ban, head, at('01-09'));
    for (const each of [story, banned]) each.do(enquiry('03-10'), crm, at('03-10'));
    expect([story.state, banned.state]).toEqual(['lead', 'disqualified']);
  },
);

describe('a blacklisted client', () => {
  const blacklisted = () => {
    const story = disqualified();
    story.do(ban, head, at('01-09'));
    return story;
  };

  test('is listed and let off by the head of sales alone', () => {
    for (const actor of [tanya, stranger])
      expect(disqualified().ask(ban, actor, at('01-09'))).not.toEqual([]);
    expect(
      blacklisted().ask({ type: 'releaseHold', hold: 'blacklisted', reason: 'paid' }, tanya, at('03-10')),
    ).not.toEqual([]);
  });

  test('does not come back by asking, and its orders are refused', () => {
    const story = blacklisted();
    story.do(enquiry('03-10'), crm, at('03-10'));
    expect(story.state).toBe('disqualified');
    expect(story.ask(order('o1', at('03-11')), importer, at('03-11'))).toMatchObject([
      { code: 'BLOCKED_BY_HOLD' },
    ]);
  });

  test('who asked meanwhile is a lead once the head lets it off', () => {
    const story = blacklisted();
    story.do(enquiry('03-10'), crm, at('03-10'));
    story.do({ type: 'releaseHold', hold: 'blacklisted', reason: 'paid' }, head, at('04-01'));
    expect(story.state).toBe('lead');
  });
});

describe('a card that looks like a duplicate', () => {
  const suspected = () => {
    const story = storyOf(stages.inQualification);
    story.do(move('suspectDuplicate', 'duplicate'), tanya, at('01-08'));
    expect(story.known).toMatchObject({ state: 'duplicate', custody: {} });
    return story;
  };

  test('waits for the merge, after which it is closed', () => {
    const [twin, survivor] = [suspected(), storyOf(stages.inEntry, undefined, 'first')];
    survivor.merge(twin, 'mergeDuplicate', at('01-12'));
    expect(twin.state).toBe('closed');
    expect(survivor.known).toMatchObject({ state: 'inEntry', merged: [{ duplicateId: 'client' }] });
  });

  test('who asks or orders anew is a lead that day, and none by what was asked before', () => {
    const asked = suspected();
    asked.do(enquiry('01-06'), crm, at('01-12'));
    expect(asked.state).toBe('duplicate');
    asked.do(enquiry('01-13'), crm, at('01-13'));
    expect(asked.known).toMatchObject({ state: 'lead', pool: { name: 'telemarketer' } });
    const ordered = suspected();
    ordered.do(order('o1', at('01-13')), importer, at('01-13'));
    expect(ordered.state).toBe('lead');
  });

  test('is a lead again where the head says that it is none, or nobody has merged it in 14 days', () => {
    const story = suspected();
    story.do(move('notDuplicate'), head, at('01-12'));
    expect(story.state).toBe('lead');
    const forgotten = suspected();
    forgotten.pass(at('01-22', '08:59'));
    expect(forgotten.state).toBe('duplicate');
    forgotten.pass(at('01-22'));
    expect(forgotten.known).toMatchObject({ state: 'lead', pool: { name: 'telemarketer' } });
  });
});

test('where nobody can be reached the client is called again on a date, not given up', () => {
  const story = storyOf(stages.inQualification);
  expect(story.ask(move('disqualify', 'badContact'), tanya, at('01-08'))).not.toEqual([]);
  story.do({ ...move('defer', 'badContact'), wakeAt: at('04-01') } as Step, tanya, at('01-08'));
  expect(story.state).toBe('deferred');
  story.pass(at('04-01'));
  expect(story.state).toBe('lead');
});
