import { describe, expect, test } from 'vitest';
import { at, denis, importer, ivanova, stages, tanya } from './department.ts';
import { order, storyOf } from './story.ts';

describe('when it happened and when it was recorded', () => {
  test('are two things: what is recorded late counts from when it was', () => {
    const story = storyOf(stages.inQualification);
    const [event] = story.do(
      { type: 'recordContact', channel: 'phone', twoWay: true, at: at('01-08') },
      tanya,
      at('01-10'),
    );
    expect(event).toMatchObject({ happenedAt: at('01-08'), recordedAt: at('01-10') });
    expect(story.fact('contacts.lastTwoWayAt', at('01-10'))).toBe(at('01-08'));
    expect(story.known.decidedAt).toBe(at('01-10'));
  });

  test('an older record that arrives later does not hide a newer one', () => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'learnFacts', facts: { fit: true } }, tanya, at('01-08'));
    story.do({ type: 'learnFacts', facts: { fit: false }, at: at('01-07') }, tanya, at('01-10'));
    expect(story.fact('fit', at('01-10'))).toBe(true);
    story.do({ type: 'recordPerson', personId: 'p', name: 'Ada', part: 'influencer' }, tanya, at('01-10'));
    const older = {
      type: 'recordPerson',
      personId: 'p',
      name: 'Ada',
      part: 'user',
      at: at('01-09'),
    } as const;
    story.do(older, tanya, at('01-11'));
    expect(story.fact('people.influencers', at('01-11'))).toBe(1);
  });

  test('a fact that is known no more is unknown, until it is learned again', () => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'learnFacts', facts: { fit: true } }, tanya, at('01-08'));
    story.do({ type: 'learnFacts', facts: { fit: null } }, tanya, at('01-09'));
    expect(story.fact('fit', at('01-09'))).toBeNull();
    expect(story.ask({ type: 'transfer', transfer: 'qualify' }, tanya, at('01-09'))).toMatchObject([
      { explanation: { missing: expect.arrayContaining([{ fact: 'fit', suppliedBy: ['telemarketer'] }]) } },
    ]);
  });

  test('nothing is recorded before it happens', () => {
    const story = storyOf(stages.inEntry);
    const later = { at: at('01-12') };
    for (const step of [
      { type: 'recordContact', channel: 'phone', twoWay: true, ...later },
      { type: 'learnFacts', facts: { industry: 'steel' }, ...later },
      { type: 'recordPerson', personId: 'p', name: 'Ada', part: 'user', ...later },
    ] as const) {
      expect(story.ask(step, importer, at('01-10'))).toEqual([
        { code: 'IN_THE_FUTURE', field: 'at', at: at('01-12'), now: at('01-10') },
      ]);
    }
  });

  test('any offset is understood, one spelling is kept', () => {
    const story = storyOf(stages.inEntry);
    story.do(order('o1', '2026-01-10T12:00:00+03:00'), denis, at('01-10', '10:00'));
    expect(story.known.orders.recent[0]?.placedAt).toBe(at('01-10'));
  });
});

describe('a clock that goes backwards', () => {
  test('never makes the log do so', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, ivanova, at('02-15'));
    const [event] = story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, ivanova, at('02-14'));
    expect(event).toMatchObject({ happenedAt: at('02-14'), recordedAt: at('02-15') });
    expect(story.known.decidedAt).toBe(at('02-15'));
  });

  test('never makes a state begin before the one before it', () => {
    const story = storyOf(stages.regular);
    story.do(
      { type: 'override', to: 'overdue', reason: 'x' },
      { id: 'head', roles: ['headOfSales'] },
      at('02-09'),
    );
    expect(story.known.stateSince).toBe(at('02-10'));
  });

  test('never lets a custody end before it began', () => {
    const story = storyOf(stages.regular);
    const assign = { type: 'assignHolder', role: 'clientManager', employeeId: 'petrova' } as const;
    story.do(assign, { id: 'head', roles: ['headOfSales'] }, at('02-15'));
    const release = { type: 'releaseHolder', role: 'clientManager', reason: 'overload' } as const;
    const [released] = story.do(release, { id: 'petrova', roles: ['clientManager'] }, at('02-14'));
    expect(released).toMatchObject({ type: 'holderReleased', happenedAt: at('02-15') });
  });

  test('takes back nothing that time has done', () => {
    const story = storyOf(stages.regular);
    story.pass(at('03-12'));
    story.pass(at('02-12'));
    expect(story.state).toBe('overdue');
  });
});

test("the events of one command carry its id and its author, those of time the system's", () => {
  const story = storyOf(stages.regular);
  const events = story.do(order('o4', at('03-12')), importer, at('03-12'), { commandId: 'c-1' });
  expect(events.map(({ type, by, commandId }) => [type, by, commandId])).toEqual([
    ['stateChanged', 'system', 'c-1'],
    ['orderRecorded', 'import', 'c-1'],
    ['stateChanged', 'system', 'c-1'],
  ]);
});
