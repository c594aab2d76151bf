import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, ivanova, olga, staff, stages, tanya } from '../client/department.ts';
import { type Step, storyOf } from '../client/story.ts';

const dora = { id: 'dora', roles: ['developmentSpecialist'] };
const accept = { type: 'acceptHandoff' } as const;

const offered = (to?: string, stage = stages.qualified) => {
  const story = storyOf(stage);
  const offer: Step = { type: 'transfer', transfer: 'handToDevelopment', ...(to && { to }) };
  story.do(offer, tanya, at('01-08'));
  return story;
};
const soon = at('01-08', '11:00');

describe('an accepted handoff', () => {
  test('moves the client and its custody, now and not before', () => {
    const story = offered('denis');
    expect(story.do(accept, denis, soon)).toMatchObject([
      { type: 'handoffAccepted', accepted: { from: { employeeId: 'tanya' }, to: { employeeId: 'denis' } } },
      { type: 'stateChanged', from: 'qualified', to: 'inEntry', cause: 'handoff', happenedAt: soon },
      { type: 'holderReleased', role: 'telemarketer', employeeId: 'tanya' },
      { type: 'holderAssigned', role: 'developmentSpecialist', employeeId: 'denis' },
    ]);
    expect(story.known).toMatchObject({ stateSince: soon, handoffs: { offered: 1, accepted: 1 } });
    expect(story.fact('handoffs.lastAcceptedAt', soon)).toBe(soon);
  });

  test("may be anyone's of the role when it names nobody", () => {
    const story = offered();
    story.do(accept, dora, soon);
    expect(story.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'dora' } });
  });

  test("is the addressed receiver's alone, who is named to others", () => {
    expect(offered('denis').ask(accept, dora, soon)).toMatchObject([
      { code: 'NOT_AUTHORIZED', actor: 'dora', holders: ['denis'], roles: ['headOfSales'] },
    ]);
  });

  test("is never the sender's", () => {
    expect(offered('denis').ask(accept, tanya, soon)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });

  test('tells those without the role who may accept one that names nobody', () => {
    expect(offered().ask(accept, ivanova, soon)).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: [], roles: ['developmentSpecialist', 'headOfSales'] },
      { code: 'RECEIVER_NEEDED' },
    ]);
  });

  test("cannot be accepted in a colleague's name", () => {
    const story = offered();
    expect(story.ask({ ...accept, to: 'dora' }, denis, soon)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
    expect(story.ask({ ...accept, to: 'denis' }, denis, soon)).toEqual([]);
  });

  test('by the head of sales needs a receiver, if it names none', () => {
    expect(offered().ask(accept, head, soon)).toEqual([
      { code: 'RECEIVER_NEEDED', role: 'developmentSpecialist' },
    ]);
    const story = offered();
    story.do({ ...accept, to: 'dora' }, head, soon);
    expect(story.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'dora' } });
  });

  test('by the head of sales goes to whom it is addressed', () => {
    const story = offered('denis');
    story.do(accept, head, soon);
    expect(story.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'denis' } });
  });

  test('needs a receiver who is still there', () => {
    const left = { ...staff, denis: { roles: ['developmentSpecialist'], leftAt: soon } };
    expect(offered('denis').ask(accept, head, soon, { staff: left })).toEqual([
      { code: 'EMPLOYEE_LEFT', employeeId: 'denis', leftAt: soon },
    ]);
  });

  test('needs the condition to hold still', () => {
    const story = offered('denis');
    story.do({ type: 'learnFacts', facts: { fit: false } }, tanya, at('01-08', '10:00'));
    expect(story.ask(accept, denis, soon)).toMatchObject([{ code: 'CONDITION_NOT_MET' }]);
    expect(story.state).toBe('qualified');
  });

  test('must have been offered', () => {
    expect(storyOf(stages.qualified).ask(accept, denis, soon)).toEqual([{ code: 'NO_HANDOFF' }]);
  });

  test('is not held against what was rejected before', () => {
    const story = offered('denis');
    story.do({ type: 'rejectHandoff', reason: 'incomplete' }, denis, at('01-08', '10:00'));
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08', '10:30'));
    story.do(accept, denis, soon);
    expect(story.known.handoffs).toMatchObject({ offered: 2, rejected: 1, accepted: 1, rejections: {} });
  });
});

describe('the first contact after acceptance', () => {
  const accepted = () => {
    const story = offered('denis');
    story.do(accept, denis, soon);
    return story;
  };
  const due = at('01-09', '11:00');
  const missed = { type: 'firstContactMissed', transfer: 'handToDevelopment', employeeId: 'denis' };

  test('is missed when nobody answered in time, which is said once', () => {
    const story = accepted();
    expect(conveyor.nextDueAt(story.known)).toBe(due);
    expect(story.pass(at('01-09', '10:59'))).toEqual([]);
    expect(story.pass(at('01-10'))).toMatchObject([{ ...missed, dueAt: due, happenedAt: due }]);
    expect(story.pass(at('01-11'))).toEqual([]);
  });

  test('is not made by a touch without an answer', () => {
    const story = accepted();
    story.do({ type: 'recordContact', channel: 'phone', twoWay: false }, denis, at('01-08', '12:00'));
    expect(story.pass(due)).toMatchObject([missed]);
  });

  test('is made by one with an answer', () => {
    const story = accepted();
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, denis, at('01-08', '12:00'));
    expect(story.pass(due)).toEqual([]);
  });

  test('is still owed when part of the work was handed on within the state', () => {
    const story = storyOf(stages.readyToHandOver);
    story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    story.do(accept, ivanova, at('02-10', '10:00'));
    const creditLimit = { amount: 100_000, currency: 'EUR' };
    const facts = { standingOrder: true, contractSigned: true, creditLimit };
    story.do({ type: 'learnFacts', facts }, head, at('02-11'));
    story.do({ type: 'transfer', transfer: 'handToOrderOperator', to: 'olga' }, ivanova, at('02-11'));
    story.do(accept, olga, at('02-11', '10:00'));
    expect(conveyor.nextDueAt(story.known)).toBe(at('02-13', '10:00'));
    expect(story.pass(at('02-20'))).toMatchObject([
      { ...missed, transfer: 'handToClientManager', role: 'clientManager', employeeId: 'ivanova' },
    ]);
    expect(story.pass(at('02-21'))).toEqual([]);
  });

  test('is no longer owed by somebody whose client went to another', () => {
    const story = accepted();
    story.do({ type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'dora' }, head, soon);
    expect(story.pass(at('01-10'))).toEqual([]);
  });

  test('is not the one that was made before', () => {
    const story = offered('denis', [
      ...stages.qualified,
      { type: 'contactRecorded', channel: 'phone', twoWay: true, happenedAt: at('01-07', '15:00') },
    ]);
    story.do(accept, denis, soon);
    expect(story.pass(due)).toMatchObject([missed]);
  });
});
