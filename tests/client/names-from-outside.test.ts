import { afterEach, describe, expect, test } from 'vitest';
import { at, head, stages, type Step, storyOf } from './department.ts';

const now = at('02-12');
const inherited = ['constructor', 'toString', '__proto__'];
const intact = Object.getOwnPropertyNames(Object.prototype).sort();

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(intact);
  expect(Object).not.toHaveProperty('deputy');
});

/** Names that every object inherits are names like any other, and never found where nobody put them. */
describe.each(inherited)('the name "%s"', (name) => {
  test.each<[string, Step, string]>([
    ['role to release', { type: 'releaseRole', role: name, reason: 'x' }, 'NOT_HELD'],
    ['role to stand in for', { type: 'setDeputy', role: name, employeeId: 'petrova' }, 'NOT_HELD'],
    ['role to end a deputyship', { type: 'setDeputy', role: name, employeeId: null }, 'NOT_HELD'],
    ['role to assign', { type: 'assignRole', role: name, employeeId: 'petrova' }, 'ROLE_NOT_IN_STATE'],
    ['hold to place', { type: 'placeHold', hold: name, reason: 'x' }, 'UNKNOWN_NAME'],
    ['hold to release', { type: 'releaseHold', hold: name }, 'NO_SUCH_HOLD'],
    ['transfer', { type: 'transfer', transfer: name }, 'UNKNOWN_NAME'],
    ['state', { type: 'override', to: name, reason: 'x' }, 'UNKNOWN_NAME'],
    ['window', { type: 'resolveWindow', windowId: name, outcome: 'won' }, 'UNKNOWN_WINDOW'],
    ['person', { type: 'recordContact', channel: 'x', twoWay: true, personId: name }, 'UNKNOWN_PERSON'],
    ['order', { type: 'shipOrder', orderId: name }, 'UNKNOWN_ORDER'],
    ['record', { type: 'correctRecord', eventId: name, reason: 'x' }, 'UNKNOWN_RECORD'],
  ])('is the name of no %s', (_, step, code) => {
    expect(storyOf(stages.regular).ask(step, head, now)).toMatchObject([{ code }]);
  });

  test('is the path of no fact', () => {
    const facts = Object.fromEntries([[name, true]]);
    const story = storyOf(stages.regular);
    if (name !== '__proto__') {
      expect(story.ask({ type: 'learnFacts', facts }, head, now)).toMatchObject([{ code: 'UNKNOWN_NAME' }]);
    }
    expect(story.fact(name, now)).toBeUndefined();
  });

  test('is the name of no employee', () => {
    const step: Step = { type: 'assignRole', role: 'clientManager', employeeId: name };
    expect(storyOf(stages.regular).ask(step, head, now, { staff: {} })).toMatchObject([{ code: 'UNKNOWN_EMPLOYEE' }]);
  });
});

test.each(inherited)('a window or a person is not called "%s"', (name) => {
  const story = storyOf(stages.inEntry);
  const steps: Step[] = [
    { type: 'recordWindow', windowId: name, category: 'dairy', decidesAt: at('09-01') },
    { type: 'recordPerson', personId: name, name: 'Ada', part: 'influencer' },
  ];
  for (const step of steps) expect(() => story.do(step, head, at('01-09'))).toThrow('is a reserved name');
});
