import { describe, expect, test } from 'vitest';
import {
  at,
  conveyor,
  denis,
  head,
  importer,
  ivanova,
  olga,
  petrova,
  staff,
  stages,
} from '../client/department.ts';
import { order, storyOf } from '../client/story.ts';

const accepted = (stage = stages.readyToHandOver) => {
  const story = storyOf(stage);
  story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
  story.do({ type: 'acceptHandoff' }, ivanova, at('02-10', '10:00'));
  return story;
};
const giveBack = { type: 'returnClient', reason: 'noSecondOrder' } as const;

describe('a client that was accepted', () => {
  test('may be given back in time; custody returns to the sender', () => {
    const story = accepted();
    const events = story.do({ ...giveBack, note: 'silent since' }, ivanova, at('02-12'));
    expect(events).toMatchObject([
      {
        type: 'clientReturned',
        transfer: 'handToClientManager',
        reason: 'noSecondOrder',
        note: 'silent since',
      },
      { type: 'stateChanged', from: 'regular', to: 'rampIn', cause: 'return' },
      { type: 'roleReleased', role: 'clientManager', employeeId: 'ivanova' },
      { type: 'roleAssigned', role: 'developmentSpecialist', employeeId: 'denis' },
    ]);
    expect(story.known).not.toHaveProperty('pool');
  });

  test('may be given back until the last moment and not after it', () => {
    const story = accepted(stages.readyToHandOver);
    for (const [id, day] of [
      ['a', '03-01'],
      ['b', '03-20'],
      ['c', '04-10'],
      ['d', '05-01'],
    ] as const) {
      story.do(order(id, at(day)), importer, at(day));
    }
    expect(story.ask(giveBack, ivanova, at('05-10', '10:00'))).toEqual([]);
    expect(story.ask(giveBack, ivanova, at('05-10', '10:01'))).toEqual([
      { code: 'RETURN_TOO_LATE', until: at('05-10', '10:00') },
    ]);
  });

  test("is given back for one of the handoff's reasons, with everything that is wrong said at once", () => {
    expect(accepted().ask({ ...giveBack, reason: 'tired' }, ivanova, at('12-10'))).toMatchObject([
      { code: 'RETURN_TOO_LATE' },
      { code: 'REASON_NEEDED', known: ['noSecondOrder', 'undocumentedPromises'] },
    ]);
  });

  test('is not given back twice', () => {
    const story = accepted();
    story.do(giveBack, ivanova, at('02-20'));
    expect(story.ask(giveBack, head, at('02-20'))).toEqual([{ code: 'NOTHING_TO_RETURN' }]);
  });

  test.each([
    ['a colleague', petrova],
    ['the sender', denis],
    ['who holds the client in another role', olga],
  ])('is not given back by %s', (_, actor) => {
    const story = accepted();
    story.do({ type: 'assignRole', role: 'orderOperator', employeeId: 'olga' }, head, at('02-11'));
    expect(story.ask(giveBack, actor, at('02-20'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['ivanova'], roles: ['headOfSales'] },
    ]);
  });

  test('is given back by whoever stands in for the receiver', () => {
    const story = accepted();
    story.do({ type: 'setDeputy', role: 'clientManager', employeeId: 'petrova' }, ivanova, at('02-11'));
    expect(story.ask(giveBack, petrova, at('02-20'))).toEqual([]);
  });

  test('is not given back by whom it was passed on to', () => {
    const story = accepted();
    story.do({ type: 'assignRole', role: 'clientManager', employeeId: 'petrova' }, head, at('02-11'));
    expect(story.ask(giveBack, petrova, at('02-20'))).toMatchObject([{ code: 'NOTHING_TO_RETURN' }]);
  });

  test('waits in the pool when its sender has left meanwhile', () => {
    const story = accepted();
    const left = { ...staff, denis: { roles: ['developmentSpecialist'], leftAt: at('02-15') } };
    story.do(giveBack, ivanova, at('02-20'), { staff: left });
    expect(story.known).toMatchObject({
      state: 'rampIn',
      custody: {},
      pool: { name: 'developmentSpecialist' },
    });
  });

  test('keeps what it was offered meanwhile no longer', () => {
    const story = accepted();
    story.do({ type: 'learnFacts', facts: { newLine: true } }, ivanova, at('02-11'));
    story.do({ type: 'transfer', transfer: 'reenter' }, ivanova, at('02-11'));
    story.do(giveBack, ivanova, at('02-11'));
    expect(story.known).not.toHaveProperty('handoff');
  });
});

test('a client that was never handed over cannot be given back', () => {
  expect(storyOf(stages.regular, conveyor).ask(giveBack, ivanova, at('02-20'))).toMatchObject([
    { code: 'NOTHING_TO_RETURN' },
  ]);
});
