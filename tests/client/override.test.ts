import { defineConveyor } from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, head, importer, ivanova, stages } from './department.ts';
import { order, type Step, Story, storyOf } from './story.ts';

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

  test('counts silence from the day on which it was decided: who buys every 14 days has 28 days more', () => {
    const story = storyOf(stages.regular);
    story.pass(at('07-20'));
    expect(story.state).toBe('dormant');
    story.do(override('regular'), head, at('07-20'));
    story.pass(at('08-17', '23:59'));
    expect(story.state).toBe('regular');
    expect(story.fact('cadence.dormantAt', at('08-17'))).toBe('2026-09-15T00:00:00.000Z');
    story.pass(at('08-18'));
    expect(story.state).toBe('overdue');
    story.do(order('late', at('08-01')), importer, at('08-19'));
    expect(story.state).toBe('regular');
  });

  test('counts it from there for a client without any order, too', () => {
    const story = new Story(defineConveyor(mixed()));
    story.do({ type: 'register', source: 'existing' }, importer, at('01-05'));
    story.pass(at('07-20'));
    story.do(override('regular'), head, at('07-20'));
    story.pass(at('09-18'));
    expect(story.state).toBe('regular');
    story.pass(at('09-19'));
    expect(story.state).toBe('overdue');
  });

  test('stands until there is news: what is learned of a client brings it back from nowhere, an order does', () => {
    const story = storyOf(stages.regular);
    story.do(override('lost'), head, now);
    story.do({ type: 'learnFacts', facts: { region: 'north' } }, head, at('02-13'));
    expect([story.state, story.fact('cadence.status', at('02-13'))]).toEqual(['lost', undefined]);
    story.do(order('back', at('02-14')), importer, at('02-14'));
    expect([story.state, story.fact('cadence.status', at('02-14'))]).toEqual(['returned', 'onTime']);
  });

  const presets = { mixed, consultative, transactional, project };
  test.each(Object.entries(presets))(
    'lasts in the %s conveyor, wherever the client is put and however late it is there',
    (_, preset) => {
      const conveyor = defineConveyor(preset());
      const source = 'existing' in conveyor.blueprint.entries ? 'existing' : 'lead';
      for (const [to, { final }] of Object.entries(conveyor.blueprint.states)) {
        if (final) continue;
        const story = new Story(conveyor);
        story.do({ type: 'register', source }, importer, at('01-05'));
        story.do(order('o-1', at('01-05')), importer, at('01-05'));
        story.do({ type: 'shipOrder', orderId: 'o-1' }, importer, at('01-05'));
        const window = { type: 'recordWindow', windowId: 'w', category: 'tea' } as const;
        const later = '2028-02-01T09:00:00.000Z';
        story.do({ ...window, decidesAt: '2028-02-03T09:00:00.000Z' }, importer, later);
        if (story.state === to) story.do(override('closed'), head, later);
        story.do(override(to, to === 'deferred' ? { wakeAt: '2028-03-01T09:00:00.000Z' } : {}), head, later);
        story.pass('2028-02-02T09:00:00.000Z');
        expect(story.state).toBe(to);
      }
    },
  );
});
