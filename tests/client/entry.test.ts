import { describe, expect, test } from 'vitest';
import { at, denis, head, importer, stages, unhurried } from './department.ts';
import { order, storyOf } from './story.ts';

const inEntry = () => storyOf(stages.inEntry, unhurried);
const record = (windowId: string, decidesAt: string, more: object = {}) =>
  ({ type: 'recordWindow', windowId, category: 'dairy', decidesAt, ...more }) as const;
const resolve = (outcome: 'won' | 'missed') => ({ type: 'resolveWindow', windowId: 'w', outcome }) as const;

describe('entry by decision window', () => {
  test('a window that is far makes the client wait', () => {
    const story = inEntry();
    story.do(record('w', at('06-01')), denis, at('01-09'));
    expect(story.state).toBe('awaitingWindow');
    expect(story.fact('windows.nextAt', at('01-09'))).toBe(at('06-01'));
  });

  test('active selling begins exactly at the window minus the lead time', () => {
    const story = inEntry();
    story.do(record('w', at('06-01')), denis, at('01-09'));
    const begin = at('04-17');
    expect(story.fact('windows.preparationAt', at('01-09'))).toBe(begin);
    expect(unhurried.nextDueAt(story.known)).toBe(begin);
    story.pass(at('04-17', '08:59'));
    expect(story.state).toBe('awaitingWindow');
    expect(story.pass(begin)).toMatchObject([
      { to: 'activeSelling', transfer: 'startSelling', happenedAt: begin },
    ]);
  });

  test('a window that is near makes the client be sold to at once', () => {
    const story = inEntry();
    story.do(record('w', at('02-01')), denis, at('01-09'));
    expect(story.state).toBe('activeSelling');
  });

  test('the nearest of several windows counts', () => {
    const story = inEntry();
    story.do(record('w', at('09-01')), denis, at('01-09'));
    story.do(record('v', at('06-01')), denis, at('01-10'));
    expect(story.fact('windows.nextAt', at('01-10'))).toBe(at('06-01'));
  });

  test('a window that the client postpones sends the client back to waiting', () => {
    const story = inEntry();
    story.do(record('w', at('02-01')), denis, at('01-09'));
    story.do(record('w', at('09-01')), denis, at('01-20'));
    expect(story.state).toBe('awaitingWindow');
    expect(story.fact('windows.missed', at('01-20'))).toBe(0);
  });

  test('a missed window leads to the next one', () => {
    const story = inEntry();
    story.do(record('w', at('02-01'), { every: { months: 6 } }), denis, at('01-09'));
    story.do(resolve('missed'), denis, at('02-02'));
    expect(story.state).toBe('awaitingWindow');
    expect(story.fact('windows.nextAt', at('02-02'))).toBe(at('08-01'));
  });

  test('a missed window without a next one leads back to looking for it, never to lost', () => {
    const story = inEntry();
    story.do(record('w', at('02-01')), denis, at('01-09'));
    story.do(resolve('missed'), denis, at('02-02'));
    expect(story.known).toMatchObject({
      state: 'inEntry',
      custody: { developmentSpecialist: { employeeId: 'denis' } },
    });
  });

  test('a window whose outcome nobody reported is missed when the grace is over', () => {
    const story = inEntry();
    story.do(record('w', at('02-01')), denis, at('01-09'));
    story.pass(at('02-15', '08:59'));
    expect(story.state).toBe('activeSelling');
    const events = story.pass(at('02-16'));
    expect(events).toMatchObject([
      { type: 'windowMissed', windowId: 'w', at: at('02-01'), happenedAt: at('02-15'), by: 'system' },
      { type: 'stateChanged', to: 'inEntry', transfer: 'findNextWindow' },
    ]);
  });

  test('an outcome may come late, within the grace', () => {
    const story = inEntry();
    story.do(record('w', at('02-01')), denis, at('01-09'));
    story.do(resolve('won'), denis, at('02-14'));
    story.pass(at('02-16'));
    expect(story.state).toBe('activeSelling');
    expect([story.fact('windows.won', at('02-16')), story.fact('windows.missed', at('02-16'))]).toEqual([
      1, 0,
    ]);
  });

  test('a window won early starts active selling', () => {
    const story = inEntry();
    story.do(record('w', at('09-01')), denis, at('01-09'));
    story.do(resolve('won'), denis, at('02-01'));
    expect(story.state).toBe('activeSelling');
  });

  test('a client who orders before the window skips the rest', () => {
    const story = inEntry();
    story.do(record('w', at('06-01')), denis, at('01-09'));
    story.do(order('o1', at('02-01')), importer, at('02-01'));
    expect(story.state).toBe('awaitingWindow');
    story.do({ type: 'shipOrder', orderId: 'o1' }, importer, at('02-03'));
    expect(story.known).toMatchObject({ state: 'rampIn', stateSince: at('02-03') });
  });

  test('a window known at acceptance sends the accepted client straight to waiting', () => {
    const story = storyOf(stages.qualified);
    story.do(record('w', at('09-01')), head, at('01-07'));
    expect(story.state).toBe('qualified');
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, head, at('01-08'));
    story.do({ type: 'acceptHandoff' }, denis, at('01-08', '10:00'));
    expect(story.state).toBe('awaitingWindow');
  });

  test('a window that was recorded by mistake leaves nobody waiting for it', () => {
    const story = inEntry();
    const [recorded] = story.do(record('w', at('09-01')), denis, at('01-09'));
    story.do(
      { type: 'correctRecord', eventId: String(recorded?.id), reason: 'another client' },
      denis,
      at('01-10'),
    );
    expect(story.state).toBe('inEntry');
  });
});
