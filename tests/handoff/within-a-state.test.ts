import type { RefusalReason } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { at, denis, ivanova, petrova, stages } from '../client/department.ts';
import { storyOf } from '../client/story.ts';

const accept = { type: 'acceptHandoff' } as const;

describe('handoffs within a state', () => {
  const toOperator = [
    ...stages.regular,
    {
      type: 'factsLearned',
      happenedAt: at('02-11'),
      facts: {
        standingOrder: { value: true, source: 'given', at: at('02-11') },
        contractSigned: { value: true, source: 'given', at: at('02-11') },
        creditLimit: { value: { amount: 100_000, currency: 'EUR' }, source: 'given', at: at('02-11') },
      },
    },
  ] as const;
  const now = at('02-12');

  test('give the order operator the routine; the client manager keeps the client', () => {
    const story = storyOf(toOperator);
    story.do({ type: 'transfer', transfer: 'handToOrderOperator', to: 'olga' }, ivanova, now);
    const events = story.do(accept, { id: 'olga', roles: ['orderOperator'] }, now);
    expect(events.map(({ type }) => type)).toEqual(['handoffAccepted', 'holderAssigned']);
    expect(story.known).toMatchObject({
      state: 'regular',
      stateSince: at('02-10'),
      custody: { clientManager: { employeeId: 'ivanova' }, orderOperator: { employeeId: 'olga' } },
    });
  });

  test.each([
    ['handToOrderOperator', ['standingOrder', 'contractSigned', 'creditLimit']],
    ['reenter', ['newLine']],
  ])('%s has its conditions: it is said what would open it', (transfer, missing) => {
    const [reason] = storyOf(stages.regular).ask({ type: 'transfer', transfer }, ivanova, now);
    const { explanation } = reason as RefusalReason<'CONDITION_NOT_MET'>;
    expect(explanation.nearest.map(({ fact }) => fact)).toEqual(missing);
    expect(explanation.missing).toContainEqual({ fact: missing[0], suppliedBy: ['clientManager'] });
  });

  test('give the development specialist a deal; the client manager keeps the client', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'learnFacts', facts: { newLine: true } }, ivanova, now);
    story.do({ type: 'transfer', transfer: 'reenter' }, ivanova, now);
    story.do(accept, denis, now);
    expect(story.known).toMatchObject({
      state: 'regular',
      custody: { clientManager: { employeeId: 'ivanova' }, developmentSpecialist: { employeeId: 'denis' } },
    });
    story.do({ type: 'transfer', transfer: 'reenter' }, ivanova, now);
    const again = story.do(accept, denis, now);
    expect(again.map(({ type }) => type)).toEqual(['handoffAccepted']);
  });

  test('win back a dormant client without losing its client manager', () => {
    const story = storyOf(stages.regular);
    story.pass(at('07-20'));
    story.do({ type: 'transfer', transfer: 'winBack', to: 'denis' }, ivanova, at('07-20'));
    story.do(accept, denis, at('07-20', '10:00'));
    expect(story.known).toMatchObject({
      state: 'dormant',
      custody: { clientManager: { employeeId: 'ivanova' } },
    });
    expect(story.ask({ type: 'transfer', transfer: 'winBack' }, petrova, at('07-21'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['ivanova'] },
    ]);
  });
});
