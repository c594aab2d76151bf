import { type Actor, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
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
import { order, type Story, storyOf } from '../client/story.ts';

const accepted = (stage = stages.readyToHandOver, on = conveyor) => {
  const story = storyOf(stage, on);
  story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
  story.do({ type: 'acceptHandoff' }, ivanova, at('02-10', '10:00'));
  return story;
};
/** The client manager hands the routine to Olga on the 11th. */
const handRoutineOn = (story: Story) => {
  story.do({ type: 'learnFacts', facts: routine }, head, at('02-11'));
  story.do({ type: 'transfer', transfer: 'handToOrderOperator', to: 'olga' }, ivanova, at('02-11'));
  story.do({ type: 'acceptHandoff' }, olga, at('02-11', '10:00'));
};
const routine = {
  standingOrder: true,
  contractSigned: true,
  creditLimit: { amount: 100_000, currency: 'EUR' },
};
/** The order operator, too, may give the client back, and the client stays where it is. */
const returnableRoutine = allowingReturnOfRoutine();
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
      { type: 'holderReleased', role: 'clientManager', employeeId: 'ivanova' },
      { type: 'holderAssigned', role: 'developmentSpecialist', employeeId: 'denis' },
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

  test('may be given back though part of the work was handed on within the state', () => {
    const story = accepted();
    handRoutineOn(story);
    expect(story.known.handoffs.received).toMatchObject({
      clientManager: { from: { employeeId: 'denis' }, to: { employeeId: 'ivanova' } },
      orderOperator: { from: { employeeId: 'ivanova' }, to: { employeeId: 'olga' } },
    });
    for (const actor of [ivanova, head]) expect(story.ask(giveBack, actor, at('02-12'))).toEqual([]);
    expect(story.ask(giveBack, olga, at('02-12'))).toMatchObject([
      { code: 'REASON_NEEDED', transfer: 'handToOrderOperator', known: ['exceptions', 'noPattern'] },
    ]);
    story.do(giveBack, ivanova, at('02-12'));
    expect(story.known).toMatchObject({
      state: 'rampIn',
      custody: { developmentSpecialist: { employeeId: 'denis' }, orderOperator: { employeeId: 'olga' } },
    });
    expect(Object.keys(story.known.handoffs.received)).toEqual(['orderOperator']);
  });

  test("is given back by the head of sales also where only another than the responsible one's handoff allows it", () => {
    const story = storyOf(stages.regular, returnableRoutine);
    handRoutineOn(story);
    expect(story.ask(giveBack, ivanova, at('02-12'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['olga'] },
    ]);
    story.do(giveBack, head, at('02-12'));
    expect(story.known.custody).toMatchObject({ clientManager: { employeeId: 'ivanova' } });
    expect(story.known.custody).not.toHaveProperty('orderOperator');
  });

  test('is given back by each for the role in which they received it', () => {
    const returns = (actor: Actor) => {
      const story = accepted(stages.readyToHandOver, returnableRoutine);
      handRoutineOn(story);
      return story.do(giveBack, actor, at('02-12'))[0];
    };
    expect(returns(olga)).toMatchObject({ transfer: 'handToOrderOperator' });
    expect(returns(ivanova)).toMatchObject({ transfer: 'handToClientManager' });
    expect(returns(head)).toMatchObject({ transfer: 'handToClientManager' });
  });

  test('by the order operator goes back to its manager, in whatever state it is by then, and needs no second handoff after dormancy', () => {
    const story = accepted();
    handRoutineOn(story);
    const since = story.known.stateSince;
    const back = { type: 'returnClient', reason: 'exceptions' } as const;
    const overdue = storyOf(story.history);
    overdue.do({ type: 'override', to: 'overdue', reason: 'silence' }, head, at('02-20'));
    overdue.do(back, olga, at('02-21'));
    expect(overdue.known).toMatchObject({ state: 'overdue', stateSince: at('02-20') });
    expect(Object.keys(overdue.known.custody)).toEqual(['clientManager']);
    expect(story.known.stateSince).toBe(since);
    story.pass(at('06-20'));
    expect(story.state).toBe('dormant');
    story.do(order('back', at('06-21')), head, at('06-21'));
    expect(story.known).toMatchObject({
      state: 'returned',
      custody: { clientManager: { employeeId: 'ivanova' }, orderOperator: { employeeId: 'olga' } },
    });
  });

  test("is given back for one of the handoff's reasons, with everything that is wrong said at once", () => {
    expect(accepted().ask({ ...giveBack, reason: 'tired' }, ivanova, at('05-11'))).toMatchObject([
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
    story.do({ type: 'assignHolder', role: 'orderOperator', employeeId: 'olga' }, head, at('02-11'));
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
    story.do({ type: 'assignHolder', role: 'clientManager', employeeId: 'petrova' }, head, at('02-11'));
    expect(story.ask(giveBack, petrova, at('02-20'))).toMatchObject([{ code: 'NOTHING_TO_RETURN' }]);
    expect(story.known.handoffs.received).toEqual({});
    expect(story.fact('handoffs.lastAcceptedAt', at('02-20'))).toBe(at('02-10', '10:00'));
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

function allowingReturnOfRoutine() {
  const { transfers, ...rest } = mixed();
  const { handToOrderOperator, ...others } = transfers;
  const handoff = {
    ...handToOrderOperator?.handoff,
    onReturn: {
      to: 'regular',
      within: { months: 1 },
      reasons: { noSecondOrder: { label: { en: 'no second order', ru: 'нет второго заказа' } } },
    },
  };
  return defineConveyor({
    ...rest,
    transfers: { ...others, handToOrderOperator: { ...handToOrderOperator, handoff } },
  } as Parameters<typeof defineConveyor>[0]);
}
