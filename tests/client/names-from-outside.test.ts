import { commandSchema } from 'sales-conveyor/schema';
import { afterEach, describe, expect, test } from 'vitest';
import { at, clientId, head, stages } from './department.ts';
import { type Step, storyOf } from './story.ts';

const now = at('02-12');
const intact = Object.getOwnPropertyNames(Object.prototype).sort();

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(intact);
  expect(Object).not.toHaveProperty('deputy');
});

/** Names that every object inherits are names like any other, and never found where nobody put them. */
describe.each(['constructor', 'toString', '__proto__'])('the name "%s"', (name) => {
  test.each<[string, Step, string]>([
    ['role to release', { type: 'releaseHolder', role: name, reason: 'x' }, 'UNKNOWN_NAME'],
    ['role to stand in for', { type: 'setDeputy', role: name, employeeId: 'petrova' }, 'UNKNOWN_NAME'],
    ['role to end a deputyship', { type: 'setDeputy', role: name, employeeId: null }, 'UNKNOWN_NAME'],
    ['role to assign', { type: 'assignHolder', role: name, employeeId: 'petrova' }, 'UNKNOWN_NAME'],
    ['hold to place', { type: 'placeHold', hold: name, reason: 'x' }, 'UNKNOWN_NAME'],
    ['hold to release', { type: 'releaseHold', hold: name }, 'NO_SUCH_HOLD'],
    ['transfer', { type: 'transfer', transfer: name }, 'UNKNOWN_NAME'],
    ['state', { type: 'override', to: name, reason: 'x' }, 'UNKNOWN_NAME'],
    ['record', { type: 'correctRecord', eventId: name, reason: 'x' }, 'UNKNOWN_RECORD'],
  ])('is the name of no %s', (_, step, code) => {
    expect(storyOf(stages.regular).ask(step, head, now)).toMatchObject([{ code }]);
  });

  test('is the path of no fact', () => {
    expect(storyOf(stages.regular).fact(name, now)).toBeUndefined();
  });
});

test.each([
  { type: 'override', clientId, to: 'closed', reason: ' ' },
  { type: 'placeHold', clientId, hold: 'locked', reason: '\n' },
  { type: 'recordPerson', clientId, personId: 'p', name: '\u00a0', part: 'user' },
])('a blank text is none: $type', (command) => {
  expect(commandSchema.safeParse(command).error?.issues).toMatchObject([{ message: 'must not be blank' }]);
});

describe.each(['constructor', 'toString'])('the id "%s"', (id) => {
  test.each<[string, Step, string]>([
    ['window', { type: 'resolveWindow', windowId: id, outcome: 'won' }, 'UNKNOWN_WINDOW'],
    ['person', { type: 'recordContact', channel: 'x', twoWay: true, personId: id }, 'UNKNOWN_PERSON'],
    ['order', { type: 'shipOrder', orderId: id }, 'UNKNOWN_ORDER'],
    ['fact', { type: 'learnFacts', facts: { [id]: true } }, 'UNKNOWN_NAME'],
    ['employee', { type: 'assignHolder', role: 'clientManager', employeeId: id }, 'UNKNOWN_EMPLOYEE'],
  ])('belongs to no %s', (_, step, code) => {
    expect(storyOf(stages.regular).ask(step, head, now, { staff: {} })).toMatchObject([{ code }]);
  });
});

describe.each(['constructor', 'toString', '__proto__'])('under the id "%s"', (id) => {
  test.each<[string, object]>([
    ['window', { type: 'recordWindow', windowId: id, category: 'dairy', decidesAt: at('09-01') }],
    ['person', { type: 'recordPerson', personId: id, name: 'Ada', part: 'influencer' }],
  ])('no %s is recorded', (_, command) => {
    expect(commandSchema.safeParse({ clientId, ...command }).success).toBe(false);
  });
});

test('a command that learns nothing is none', () => {
  const facts = JSON.parse('{"__proto__": true}');
  for (const nothing of [{}, facts]) {
    expect(commandSchema.safeParse({ type: 'learnFacts', clientId, facts: nothing }).success).toBe(false);
  }
});
