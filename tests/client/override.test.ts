import { describe, expect, test } from 'vitest';
import { at, head, ivanova, stages } from './department.ts';
import { type Step, storyOf } from './story.ts';

const now = at('02-12');
const override = (to: string, more: object = {}): Step => ({
  type: 'override',
  to,
  reason: 'the owner decided',
  ...more,
});

describe('an override', () => {
  test('moves a client past every condition; the reason stays in the log', () => {
    const story = storyOf(stages.cold);
    expect(story.do(override('regular'), head, now)).toMatchObject([
      {
        type: 'stateChanged',
        from: 'cold',
        to: 'regular',
        cause: 'override',
        reason: 'the owner decided',
        by: 'head',
      },
      { type: 'clientPooled', pool: 'clientManager' },
    ]);
  });

  test('releases who has no part in the new state', () => {
    const story = storyOf(stages.regular);
    story.do(override('inEntry'), head, now);
    expect(story.known).toMatchObject({
      state: 'inEntry',
      custody: {},
      pool: { name: 'developmentSpecialist' },
    });
  });

  test('withdraws what was offered', () => {
    const story = storyOf(stages.readyToHandOver);
    story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, head, at('02-10'));
    story.do(override('overdue'), head, now);
    expect(story.known).not.toHaveProperty('handoff');
  });

  test('leaves a final state, too', () => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'transfer', transfer: 'disqualify', reason: 'misfit' }, head, now);
    story.do(override('lead'), head, now);
    expect(story.known).toMatchObject({ state: 'lead', pool: { name: 'telemarketer' } });
  });

  test('to a deferred state needs a wake date that is still to come', () => {
    const story = storyOf(stages.regular);
    expect(story.ask(override('deferred'), head, now)).toMatchObject([{ code: 'WAKE_DATE_NEEDED' }]);
    expect(story.ask(override('deferred', { wakeAt: at('02-01') }), head, now)).toMatchObject([
      { code: 'INVALID_VALUE', field: 'wakeAt' },
    ]);
    story.do(override('deferred', { wakeAt: at('06-01') }), head, now);
    story.pass(at('06-01'));
    expect(story.state).toBe('lead');
  });

  test('to where the client is, or to nowhere, is refused', () => {
    expect(storyOf(stages.regular).ask(override('regular'), head, now)).toEqual([
      { code: 'ALREADY_THERE', state: 'regular' },
    ]);
    expect(storyOf(stages.regular).ask(override('nirvana'), head, now)).toMatchObject([
      { code: 'UNKNOWN_NAME', kind: 'state', known: expect.arrayContaining(['lost', 'closed']) },
    ]);
  });

  test('is for whom the blueprint lets', () => {
    expect(storyOf(stages.regular).ask(override('lost'), ivanova, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: [], roles: ['headOfSales'] },
    ]);
  });

  test('lets time have its say at once', () => {
    const story = storyOf(stages.regular);
    story.pass(at('07-20'));
    story.do(override('regular'), head, at('07-20'));
    expect(story.state).toBe('dormant');
  });
});
