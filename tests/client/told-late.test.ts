import { type BlueprintInput, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, denis, fixedRule, head, staff, stages, tanya } from './department.ts';
import { order, type Step, storyOf } from './story.ts';

const friday = (time: string) => at('01-09', time);
const monday = at('01-12', '10:00');

const offer = (extra: object = {}): Step => ({
  type: 'transfer',
  transfer: 'handToDevelopment',
  to: 'denis',
  ...extra,
});
const accept = (moment: string): Step => ({ type: 'acceptHandoff', at: moment });

describe('a paper log of Friday, entered on Monday', () => {
  test('a handoff and its acceptance are of Friday: custody, state and limits begin then', () => {
    const story = storyOf(stages.qualified);
    expect(story.do(offer({ at: friday('09:00') }), tanya, monday)).toMatchObject([
      { type: 'handoffOffered', happenedAt: friday('09:00'), recordedAt: monday },
      { type: 'handoffEscalated', handoff: { escalated: { cause: 'expired' } } },
    ]);
    const [accepted, ...events] = story.do(accept(friday('11:00')), denis, monday, { staff });
    expect(accepted).toMatchObject({ type: 'handoffAccepted', inTime: true, happenedAt: friday('11:00') });
    for (const { happenedAt } of events) expect(happenedAt).toBe(friday('11:00'));
    expect(story.known).toMatchObject({
      state: 'inEntry',
      stateSince: friday('11:00'),
      custody: { developmentSpecialist: { employeeId: 'denis', since: friday('11:00') } },
      handoffs: { offered: 1, accepted: 1, expired: 0, lastAcceptedAt: friday('11:00') },
    });
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('what it led to by itself has happened, too: what was due meanwhile, and what was recorded already', () => {
    const { firstShipment, ...others } = mixed().transfers;
    const narrow = {
      ...mixed(),
      transfers: { ...others, firstShipment: { ...firstShipment, from: ['inEntry'] } },
    };
    const story = storyOf(stages.qualified, defineConveyor(narrow as BlueprintInput));
    const saturday = at('01-10');
    story.do(order('o1', saturday), head, saturday);
    story.do({ type: 'shipOrder', orderId: 'o1', at: saturday }, head, saturday);
    story.do(offer({ at: friday('09:00') }), tanya, monday);
    story.do(accept(friday('11:00')), denis, monday);
    expect(story.known).toMatchObject({ state: 'rampIn', stateSince: saturday });
  });

  test('an offer that was rejected before it expired goes back to its sender', () => {
    const story = storyOf(stages.qualified);
    story.do(offer({ at: friday('09:00') }), tanya, monday);
    const late = { type: 'rejectHandoff', reason: 'incomplete', at: friday('10:00') } as const;
    const [rejected] = story.do(late, denis, monday);
    expect(rejected).toMatchObject({ type: 'handoffRejected', inTime: true, happenedAt: friday('10:00') });
    expect(story.known.handoffs).toMatchObject({ expired: 0, rejected: 1 });
    expect(story.known).not.toHaveProperty('handoff');
  });

  test('whoever answers after the offer had expired is told so, and the head answers as of when they did', () => {
    const story = storyOf(stages.qualified);
    story.do(offer({ at: friday('09:00') }), tanya, monday);
    const { at: expiredAt = '' } = story.known.handoff?.escalated ?? {};
    expect(story.ask(accept(friday('16:00')), denis, monday).map(({ code }) => code)).toEqual([
      'NOT_AUTHORIZED',
      'HANDOFF_ESCALATED',
    ]);
    expect(expiredAt < friday('16:00')).toBe(true);
    story.do(accept(friday('16:00')), head, monday);
    expect(story.known.handoffs).toMatchObject({ expired: 1, accepted: 1 });
  });

  test('a stop that was placed on Friday blocks from then on, and orders of before are still taken', () => {
    const story = storyOf(stages.regular);
    const stop: Step = { type: 'placeHold', hold: 'creditStop', reason: 'unpaid', at: at('02-13', '15:00') };
    const now = at('02-16', '10:00');
    const [placed] = story.do(stop, head, now);
    expect(placed).toMatchObject({ type: 'holdPlaced', happenedAt: at('02-13', '15:00'), recordedAt: now });
    expect(story.known.holds.creditStop?.since).toBe(at('02-13', '15:00'));
    const lifted: Step = { type: 'releaseHold', hold: 'creditStop', at: at('02-13', '17:00') };
    story.do(lifted, head, now);
    expect(story.known.pauses).toEqual([{ from: at('02-13', '15:00'), to: at('02-13', '17:00') }]);
    expect(story.ask(stop, head, now)).toEqual([
      { code: 'HOLD_IN_PLACE', hold: 'creditStop' },
      { code: 'TOO_EARLY', field: 'at', at: at('02-13', '15:00'), since: at('02-13', '17:00') },
    ]);
  });

  test('a stop takes back what silence did while it was not known, with custody', () => {
    const story = storyOf(stages.regular, fixedRule);
    const [stopped, now] = [at('03-02'), at('04-13')];
    story.pass(at('04-12'));
    expect(story.state).toBe('overdue');
    story.do({ type: 'placeHold', hold: 'creditStop', reason: 'unpaid', at: stopped }, head, now);
    expect(story.known).toMatchObject({
      state: 'regular',
      stateSince: at('02-10'),
      custody: { clientManager: { employeeId: 'ivanova' } },
    });
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('a hold that was over before it was told is placed, and released when it ended', () => {
    const story = storyOf(stages.regular);
    const lock: Step = {
      type: 'placeHold',
      hold: 'locked',
      reason: 'audit',
      at: at('02-12'),
      until: at('02-14'),
    };
    expect(story.do(lock, head, at('02-16'))).toMatchObject([
      { type: 'holdPlaced', happenedAt: at('02-12') },
      { type: 'holdReleased', happenedAt: at('02-14'), cause: { code: 'timeOver' } },
    ]);
    expect(story.ask({ ...lock, at: at('02-15'), until: at('02-15') }, head, at('02-16'))).toMatchObject([
      { code: 'INVALID_VALUE', field: 'until' },
    ]);
  });

  test('a deputy stood in since last week, and as long as they are named', () => {
    const story = storyOf(stages.regular);
    const now = at('02-23');
    const deputy: Step = {
      type: 'setDeputy',
      role: 'clientManager',
      employeeId: 'petrova',
      until: at('03-02'),
    };
    story.do({ ...deputy, at: at('02-16') }, head, now);
    expect(story.known.custody.clientManager?.deputy).toEqual({
      employeeId: 'petrova',
      since: at('02-16'),
      until: at('03-02'),
    });
    const back: Step = { type: 'setDeputy', role: 'clientManager', employeeId: null, at: at('02-20') };
    expect(story.do(back, head, now)).toMatchObject([{ type: 'deputyCleared', happenedAt: at('02-20') }]);
    expect(story.ask({ ...deputy, at: at('02-09') }, head, now)).toMatchObject([
      { code: 'NOT_HELD' },
      { code: 'TOO_EARLY', since: at('02-20') },
    ]);
  });

  test('a plain transfer, an override and a return are of when they happened', () => {
    const story = storyOf(stages.inEntry);
    const override: Step = { type: 'override', to: 'rampIn', reason: 'a mistake', at: at('01-09') };
    story.do(override, head, monday);
    expect(story.known).toMatchObject({ state: 'rampIn', stateSince: at('01-09') });
    const close: Step = { type: 'transfer', transfer: 'close', reason: 'liquidated', at: at('01-10') };
    story.do(close, head, monday);
    expect(story.known).toMatchObject({ state: 'closed', stateSince: at('01-10') });
  });
});

describe('what is told late', () => {
  test('has happened: a moment after now is refused', () => {
    const story = storyOf(stages.qualified);
    expect(story.ask(offer({ at: at('01-13') }), tanya, monday)).toEqual([
      { code: 'IN_THE_FUTURE', field: 'at', at: at('01-13'), now: monday },
    ]);
  });

  test('did not happen before what it rests on: the earliest date is said', () => {
    const story = storyOf(stages.qualified);
    expect(story.ask(offer({ at: at('01-06', '12:00') }), tanya, monday)).toMatchObject([
      { code: 'WRONG_STATE', state: 'inQualification' },
      { code: 'CONDITION_NOT_MET' },
      { code: 'TOO_EARLY', since: at('01-07') },
    ]);
    expect(story.ask(offer({ at: at('01-01') }), tanya, monday)).toEqual([
      { code: 'TOO_EARLY', field: 'at', at: at('01-01'), since: at('01-07') },
    ]);
    story.do(offer(), tanya, monday);
    expect(story.ask(accept(friday('11:00')), denis, monday)).toMatchObject([
      { code: 'NO_HANDOFF' },
      { code: 'TOO_EARLY', since: monday },
    ]);
  });

  test('is judged by what had happened then, as is known today', () => {
    const story = storyOf([
      ...stages.inQualification,
      {
        type: 'personRecorded',
        personId: 'ada',
        person: { name: 'Ada', part: 'decisionMaker', reachable: true },
        happenedAt: at('01-07'),
      },
    ]);
    const facts = { fit: true, constantNeed: true, cardComplete: true };
    const qualify = (moment: string): Step => ({ type: 'transfer', transfer: 'qualify', at: moment });
    expect(story.ask(qualify(friday('12:00')), tanya, monday).map(({ code }) => code)).toEqual([
      'CONDITION_NOT_MET',
    ]);
    story.do({ type: 'learnFacts', facts, at: friday('09:00') }, tanya, monday);
    story.do({ type: 'learnFacts', facts: { cardComplete: true }, at: friday('15:00') }, tanya, monday);
    expect(story.ask(qualify(at('01-08')), tanya, monday)).toMatchObject([
      { code: 'CONDITION_NOT_MET' },
      { code: 'TOO_EARLY', since: friday('09:00') },
    ]);
    story.do(qualify(friday('12:00')), tanya, monday);
    expect(story.known).toMatchObject({ state: 'qualified', stateSince: friday('12:00') });
  });

  test('is hindered by holds of then, and by none of since', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'placeHold', hold: 'locked', reason: 'audit', at: at('01-10') }, head, monday);
    expect(story.ask(offer(), tanya, monday)).toMatchObject([{ code: 'BLOCKED_BY_HOLD' }]);
    expect(story.ask(offer({ at: friday('12:00') }), tanya, monday)).toEqual([]);
  });

  test('neither ends nor passes over a custody that began later', () => {
    const story = storyOf(stages.readyToHandOver);
    const [given, now] = [at('02-11'), at('02-12')];
    story.do({ type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'dora' }, head, given);
    const close: Step = { type: 'transfer', transfer: 'close', reason: 'liquidated', at: at('02-10') };
    expect(story.ask(close, head, now)).toMatchObject([{ code: 'TOO_EARLY', since: given }]);
    // An offer ends nobody’s custody: its sender is whoever holds the client by now.
    const hand: Step = { type: 'transfer', transfer: 'handToClientManager', to: 'ivanova', at: at('02-10') };
    story.do(hand, head, now, { staff: { ...staff, dora: { roles: ['developmentSpecialist'] } } });
    expect(story.known.handoff?.from.employeeId).toBe('dora');
  });

  test('gives a client to nobody who was not there yet, or has left since', () => {
    const story = storyOf(stages.qualified);
    const there = { ...staff, denis: { roles: denis.roles, hiredAt: at('01-10') } };
    expect(story.ask(offer({ at: friday('12:00') }), tanya, monday, { staff: there })).toMatchObject([
      { code: 'EMPLOYEE_NOT_HIRED_YET' },
      { code: 'TOO_EARLY', since: at('01-10') },
    ]);
    const gone = { ...staff, denis: { roles: denis.roles, leftAt: at('01-11') } };
    expect(story.ask(offer({ at: friday('12:00') }), tanya, monday, { staff: gone })).toMatchObject([
      { code: 'EMPLOYEE_LEFT' },
    ]);
  });

  test('needs the history of the client, and nothing else does', () => {
    const story = storyOf(stages.qualified);
    expect(() => story.ask(offer({ at: friday('12:00') }), tanya, monday, { history: undefined })).toThrow(
      expect.objectContaining({ code: 'HISTORY_NEEDED' }),
    );
    expect(story.ask(offer({ at: monday }), tanya, monday, { history: undefined })).toEqual([]);
  });

  test('is allowed to whoever may do it today', () => {
    const story = storyOf(stages.regular);
    const stop: Step = { type: 'placeHold', hold: 'creditStop', reason: 'unpaid', at: at('01-20') };
    expect(story.ask(stop, denis, at('02-16')).map(({ code }) => code)).toContain('NOT_AUTHORIZED');
  });
});
