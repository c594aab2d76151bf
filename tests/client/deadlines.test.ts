import { type BlueprintInput, defineConveyor, fact } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, denis, head, importer, stages, unhurried } from './department.ts';
import { Story, storyOf } from './story.ts';

const label = { en: 'x', ru: 'x' };

/** The mixed conveyor with some transfers added or changed. */
const withTransfers = (transfers: BlueprintInput['transfers']) => {
  const blueprint = mixed();
  return defineConveyor({ ...blueprint, transfers: { ...blueprint.transfers, ...transfers } });
};
const releaseStagnant: BlueprintInput['transfers'][string] = {
  ...(mixed().transfers.releaseStagnant as BlueprintInput['transfers'][string]),
  trigger: { kind: 'time', at: 'custody.untouchedSince', plus: { days: 30 } },
};

describe('a deadline whose condition does not hold when it comes', () => {
  const unlessDiscussed = withTransfers({
    releaseStagnant: { ...releaseStagnant, when: fact('people.decisionMakers').equals(0) },
  });
  const dueAt = at('02-07');
  const inEntry = () => storyOf(stages.inEntry, unlessDiscussed);

  test('is said once, and is due no more', () => {
    const story = inEntry();
    expect(story.pass(at('02-10'))).toMatchObject([
      { type: 'deadlinePassed', transfer: 'releaseStagnant', dueAt, happenedAt: dueAt, by: 'system' },
    ]);
    expect(story.pass(at('06-25'))).toEqual([]);
    expect(unlessDiscussed.nextDueAt(story.known)).toBeUndefined();
  });

  test('takes effect as soon as the condition holds', () => {
    const story = inEntry();
    story.pass(at('02-10'));
    const gone = { type: 'recordPerson', personId: 'ada', name: 'Ada', part: 'user' } as const;
    expect(story.do(gone, denis, at('02-13'))).toMatchObject([
      { type: 'personRecorded' },
      { type: 'holderReleased', cause: { transfer: 'releaseStagnant' }, happenedAt: at('02-13') },
      { type: 'clientPooled' },
    ]);
  });

  test('may come a second time, when its moment has moved', () => {
    const story = inEntry();
    story.pass(at('02-10'));
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, denis, at('02-13'));
    expect(unlessDiscussed.nextDueAt(story.known)).toBe(at('03-15'));
    expect(story.pass(at('03-16'))).toMatchObject([{ type: 'deadlinePassed', dueAt: at('03-15') }]);
  });

  test('is forgotten with the state', () => {
    const story = inEntry();
    story.pass(at('02-10'));
    story.do({ type: 'override', to: 'qualified', reason: 'again' }, head, at('02-13'));
    story.do({ type: 'override', to: 'inEntry', reason: 'again' }, head, at('02-13'));
    const again = { type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'denis' } as const;
    story.do(again, head, at('02-13'));
    expect(unlessDiscussed.nextDueAt(story.known)).toBe(at('03-15'));
  });
});

/** A client in entry whose window comes round every half year. */
function recurring(): Story {
  const story = storyOf(stages.inEntry, unhurried);
  const window = { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at('06-01') } as const;
  story.do({ ...window, every: { months: 6 } }, denis, at('01-09'));
  return story;
}

describe('deadlines', () => {
  test('fire in the order of their moments, each with what follows from it', () => {
    const events = recurring().pass('2027-02-01T09:00:00.000Z');
    expect(events.map((event) => (event.type === 'stateChanged' ? event.to : event.type))).toEqual([
      'activeSelling',
      'windowMissed',
      'awaitingWindow',
      'activeSelling',
      'windowMissed',
      'awaitingWindow',
    ]);
    const moments = events.map(({ happenedAt }) => happenedAt);
    expect(moments).toEqual(moments.toSorted());
  });

  test.each([
    ['a client who falls silent', () => storyOf(stages.regular)],
    ['a window that recurs', () => recurring()],
  ])('are the same however often somebody looks: %s', (_, begin) => {
    const [often, seldom] = [begin(), begin()];
    for (let week = 8; week < 108; week++) often.pass(new Date(Date.UTC(2026, 0, 7 * week)).toISOString());
    seldom.pass(new Date(Date.UTC(2026, 0, 7 * 107)).toISOString());
    const eventsOf = ({ history }: Story) =>
      history
        .filter(({ type }) => type !== 'clientPooled')
        .map(({ id: _, recordedAt: __, ...event }) => event);
    expect(eventsOf(often)).toEqual(eventsOf(seldom));
  });

  test('have their say before the command, even one that is refused changes nothing', () => {
    const story = storyOf(stages.regular);
    expect(story.ask({ type: 'transfer', transfer: 'reenter' }, head, at('07-20'))).toMatchObject([
      { code: 'WRONG_STATE', state: 'dormant' },
    ]);
    expect(story.state).toBe('regular');
  });
});

test('a blueprint whose automatic transfers go round in circles is stopped, and the client stays as it was', () => {
  const always = { label, trigger: { kind: 'time', at: 'client.registeredAt' } } as const;
  const round = withTransfers({
    there: { ...always, from: ['cold'], to: 'lead' },
    back: { ...always, from: ['lead'], to: 'cold' },
  });
  const story = new Story(round);
  expect(() => story.do({ type: 'register', source: 'cold' }, importer, at('01-05'))).toThrowError(
    expect.objectContaining({ code: 'ENDLESS_TRANSFERS' }),
  );
  expect(story.client).toBeUndefined();
});
