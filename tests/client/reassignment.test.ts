import type { Custody } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { at, denis, head, ivanova, petrova, staff, stages } from './department.ts';
import { type Step, type Story, storyOf } from './story.ts';

const now = at('02-12');
const later = at('02-20');
const role = 'clientManager';
const move: Step = {
  type: 'applyRedistribution',
  role,
  from: 'ivanova',
  to: 'petrova',
  planId: 'plan-1',
  cause: { code: 'text', text: 'ivanova leaves' },
  introduceBy: at('02-19'),
  graceUntil: at('03-14'),
};
const undo = (custody: Custody | null, from = 'petrova', planId = 'plan-1'): Step => ({
  type: 'undoRedistribution',
  role,
  from,
  planId,
  cause: { code: 'text', text: 'plan undone' },
  custody,
});
const custodyOf = ({ known }: Story) => known.custody[role] as Custody;

describe('a move by a plan', () => {
  test('changes the holder and keeps why, the introduction that is owed and the grace of the former holder', () => {
    const story = storyOf(stages.regular);
    const from = custodyOf(story);
    expect(story.do(move, head, now)).toMatchObject([
      { type: 'clientReassigned', from, to: { employeeId: 'petrova' } },
    ]);
    expect(custodyOf(story)).toEqual({
      employeeId: 'petrova',
      since: now,
      move: {
        planId: 'plan-1',
        cause: { code: 'text', text: 'ivanova leaves' },
        introduceBy: at('02-19'),
        grace: { employeeId: 'ivanova', until: at('03-14') },
      },
    });
    expect(story.known.moves).toEqual([{ role, planId: 'plan-1', at: now }]);
  });

  test('takes a client out of its pool, from nobody', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'releaseHolder', role, reason: 'left' }, head, now);
    story.do({ ...move, from: null }, head, now);
    expect(story.known).not.toHaveProperty('pool');
    expect(custodyOf(story).move).not.toHaveProperty('grace');
  });

  test('hands an open handoff of the former holder on: the new holder is its sender', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'learnFacts', facts: { newLine: true } }, ivanova, now);
    story.do({ type: 'transfer', transfer: 'reenter', to: 'denis' }, ivanova, now);
    story.do(move, head, now);
    expect(story.known.handoff?.from).toEqual({ role, employeeId: 'petrova' });
    story.do({ type: 'acceptHandoff' }, denis, now);
    expect(story.known.custody.developmentSpecialist?.employeeId).toBe('denis');
  });

  test('is refused with every reason where the client or the receiver is not as planned', () => {
    const story = storyOf(stages.regular);
    const astray = { ...move, from: 'denis', to: 'olga' } as const;
    expect(story.ask(astray, head, now, { staff })).toEqual([
      { code: 'HELD_BY_ANOTHER', role, expected: 'denis', actual: 'ivanova' },
      { code: 'EMPLOYEE_LACKS_ROLE', employeeId: 'olga', role },
    ]);
    expect(story.ask({ ...move, role: 'telemarketer' }, head, now, { staff })).toMatchObject([
      { code: 'HELD_BY_ANOTHER', actual: null },
      { code: 'ROLE_NOT_IN_STATE' },
      { code: 'EMPLOYEE_LACKS_ROLE' },
    ]);
    expect(story.ask({ ...move, to: 'ivanova' }, head, now)).toMatchObject([{ code: 'ALREADY_HELD' }]);
  });

  test('is for those who may reassign, not for the holder', () => {
    expect(storyOf(stages.regular).ask(move, ivanova, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', action: 'applyRedistribution', roles: ['headOfSales'] },
    ]);
  });
});

describe('undoing a move by a plan', () => {
  test('restores custody exactly, deputy and date included, and the move does not count', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'setDeputy', role, employeeId: 'petrova', until: at('03-01') }, ivanova, at('02-11'));
    const { custody, moves } = story.known;
    story.do(move, head, now);
    story.do(undo(custody[role] as Custody), head, later);
    expect(story.known.custody).toEqual(custody);
    expect(story.known.moves).toEqual(moves);
  });

  test('puts a client that nobody held back into its pool', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'releaseHolder', role, reason: 'left' }, head, now);
    story.do({ ...move, from: null }, head, now);
    story.do(undo(null), head, later);
    expect(story.known.custody).not.toHaveProperty(role);
    expect(story.known.pool).toEqual({
      name: role,
      cause: { code: 'text', text: 'plan undone' },
      since: later,
    });
  });

  test('of two plans, the later one first, leads back to the beginning', () => {
    const story = storyOf(stages.regular);
    const first = custodyOf(story);
    story.do(move, head, now);
    const second = custodyOf(story);
    story.do({ ...move, from: 'petrova', to: 'ivanova', planId: 'plan-2' }, head, now);
    story.do(undo(second, 'ivanova', 'plan-2'), head, later);
    expect(custodyOf(story)).toEqual(second);
    story.do(undo(first), head, later);
    expect(custodyOf(story)).toEqual(first);
  });

  test('is refused where custody has moved on, or came in another way', () => {
    const story = storyOf(stages.regular);
    const former = custodyOf(story);
    expect(story.ask(undo(former, 'ivanova'), head, now)).toMatchObject([{ code: 'NOT_MOVED_BY_PLAN' }]);
    story.do(move, head, now);
    story.do({ type: 'assignHolder', role, employeeId: 'ivanova' }, head, now);
    expect(story.ask(undo(former), head, later)).toEqual([
      { code: 'HELD_BY_ANOTHER', role, expected: 'petrova', actual: 'ivanova' },
    ]);
  });

  test('a deputy comes and goes without the move being forgotten', () => {
    const story = storyOf(stages.regular);
    story.do(move, head, now);
    const moved = custodyOf(story);
    story.do({ type: 'setDeputy', role, employeeId: 'ivanova' }, petrova, now);
    story.do({ type: 'setDeputy', role, employeeId: null }, petrova, later);
    expect(custodyOf(story)).toEqual(moved);
  });
});
