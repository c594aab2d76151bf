import { defineConveyor, explain } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, stages, tanya } from '../client/department.ts';
import { type Step, storyOf } from '../client/story.ts';

const offered = (when: string, on = conveyor) => {
  const story = storyOf(stages.qualified, on);
  story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, when);
  return story;
};
const withHoliday = (...holidays: string[]) =>
  defineConveyor({
    ...mixed(),
    workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays },
  });

describe('the time to answer runs in working hours', () => {
  test.each([
    ['within a day', at('01-08', '10:15'), at('01-08', '14:15')],
    ['over the night', at('01-08', '16:30'), at('01-09', '11:30')],
    ['over the weekend', at('01-09', '17:00'), at('01-12', '12:00')],
    ['from before work', at('01-08', '06:00'), at('01-08', '13:00')],
    ['from a Sunday', at('01-11', '12:00'), at('01-12', '13:00')],
    ['to the last minute of a day', at('01-08', '14:00'), at('01-08', '18:00')],
  ])('%s', (_, when, expiresAt) => {
    expect(offered(when).known.handoff?.expiresAt).toBe(expiresAt);
  });

  test('over holidays', () => {
    const story = offered(at('01-09', '17:00'), withHoliday('2026-01-12', '2026-01-13'));
    expect(story.known.handoff?.expiresAt).toBe(at('01-14', '12:00'));
  });

  test("of the department's own time zone", () => {
    const story = offered(at('01-09', '07:00'), defineConveyor(mixed({ timeZone: 'Asia/Vladivostok' })));
    expect(story.known.handoff?.expiresAt).toBe(at('01-12', '02:00'));
  });
});

describe('a handoff that nobody answers', () => {
  const expired = () => {
    const story = offered(at('01-08'));
    story.pass(at('01-08', '13:00'));
    return story;
  };
  const later = at('01-12');

  test('goes to the head of sales the moment its time is over', () => {
    const story = offered(at('01-08'));
    expect(story.pass(at('01-08', '12:59'))).toEqual([]);
    expect(story.pass(at('01-08', '13:00'))).toMatchObject([
      {
        type: 'handoffEscalated',
        handoff: { escalated: { to: 'headOfSales', cause: 'expired' } },
        by: 'system',
      },
    ]);
    expect(story.known.handoffs.expired).toBe(1);
  });

  test('is never taken for accepted: undecided for two working days it is withdrawn, and the sender remains', () => {
    const story = expired();
    expect(story.known.handoff?.escalated?.decideBy).toBe(at('01-12', '11:00'));
    expect(story.fact('handoffs.lapses', later)).toBe(0);
    expect(story.pass(at('01-13'))).toMatchObject([
      {
        type: 'handoffWithdrawn',
        cause: { code: 'timeOver' },
        happenedAt: at('01-12', '11:00'),
        by: 'system',
      },
    ]);
    expect(story.known).not.toHaveProperty('handoff');
    story.do({ type: 'transfer', transfer: 'handToDevelopment' }, tanya, at('01-13'));
    expect(story.fact('handoffs.lapses', at('01-13'))).toBe(1);
    expect(story.known).toMatchObject({
      state: 'qualified',
      custody: { telemarketer: { employeeId: 'tanya' } },
    });
  });

  test("is no longer the receiver's to answer", () => {
    const answers: Step[] = [{ type: 'acceptHandoff' }, { type: 'rejectHandoff', reason: 'incomplete' }];
    for (const answer of answers) {
      expect(expired().ask(answer, denis, later)).toMatchObject([
        { code: 'NOT_AUTHORIZED', holders: [], roles: ['headOfSales'] },
        {
          code: 'HANDOFF_ESCALATED',
          transfer: 'handToDevelopment',
          cause: 'expired',
          at: at('01-08', '13:00'),
          to: 'headOfSales',
        },
      ]);
    }
  });

  test('tells the receiver in words that it expired, when, and whose it is', () => {
    const reasons = expired().ask({ type: 'acceptHandoff' }, denis, later);
    expect(explain({ reasons: reasons.slice(1) }, { dictionary: en, conveyor })).toBe(
      '“hand to development” has been for “head of sales” to decide since 8 Jan 2026, 13:00: nobody answered in time.',
    );
  });

  test('is accepted by the head of sales for the receiver, or for another', () => {
    const first = expired();
    first.do({ type: 'acceptHandoff' }, head, later);
    expect(first.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'denis' } });
    const second = expired();
    second.do({ type: 'acceptHandoff', to: 'dora' }, head, later);
    expect(second.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'dora' } });
  });

  test('is rejected by the head of sales for good', () => {
    const story = expired();
    story.do({ type: 'rejectHandoff', reason: 'noNeed' }, head, later);
    expect(story.state).toBe('disqualified');
  });

  test('can still be withdrawn by the sender', () => {
    expect(expired().ask({ type: 'withdrawHandoff' }, tanya, later)).toEqual([]);
  });

  test('stands in the way of another one: it waits for the head of sales', () => {
    expect(expired().ask({ type: 'transfer', transfer: 'handToDevelopment' }, tanya, later)).toMatchObject([
      { code: 'HANDOFF_OPEN', to: 'headOfSales' },
    ]);
  });

  test('expires for the one who answers too late: time has its say first', () => {
    expect(offered(at('01-08')).ask({ type: 'acceptHandoff' }, denis, later)).toMatchObject([
      { code: 'NOT_AUTHORIZED' },
      { code: 'HANDOFF_ESCALATED' },
    ]);
  });
});
