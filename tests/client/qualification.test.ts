import type { RefusalReason } from 'sales-conveyor';
import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  denis,
  head,
  held,
  moved,
  registered,
  staff,
  stages,
  tanya,
} from './department.ts';
import { storyOf } from './story.ts';

const transfer = (name: string, more: object = {}) =>
  ({ type: 'transfer', clientId, transfer: name, ...more }) as const;

describe('qualification', () => {
  const inQualification = scenario(conveyor).given(...stages.inQualification);

  test('is started by the telemarketer who holds the client', () => {
    scenario(conveyor)
      .given(...stages.cold, held('telemarketer', tanya, at('01-05')))
      .when(transfer('startQualification'), by(tanya, at('01-06')))
      .then([
        {
          type: 'stateChanged',
          from: 'cold',
          to: 'inQualification',
          transfer: 'startQualification',
          cause: 'person',
        },
      ]);
  });

  test('ends once the client fits, needs it constantly, can be reached and has a complete card', () => {
    const story = storyOf(stages.inQualification);
    const person = { personId: 'p', name: 'Ada', part: 'influencer' } as const;
    story.do(
      { type: 'learnFacts', facts: { fit: true, constantNeed: true, cardComplete: true } },
      tanya,
      at('01-07'),
    );
    story.do({ type: 'recordPerson', ...person }, tanya, at('01-07'));
    story.do({ type: 'transfer', transfer: 'qualify' }, tanya, at('01-07'));
    expect(story.state).toBe('qualified');
  });

  test('says at once everything that is still missing, and who can tell', () => {
    const [reason] = storyOf(stages.inQualification).ask(
      { type: 'transfer', transfer: 'qualify' },
      tanya,
      at('01-07'),
    );
    expect(reason).toMatchObject({ code: 'CONDITION_NOT_MET', transfer: 'qualify' });
    const { explanation } = reason as RefusalReason<'CONDITION_NOT_MET'>;
    expect(explanation.missing).toEqual([
      { fact: 'fit', suppliedBy: ['telemarketer'] },
      { fact: 'constantNeed', suppliedBy: ['telemarketer'] },
      { fact: 'cardComplete', suppliedBy: ['telemarketer'] },
    ]);
    expect(explanation.nearest.map(({ fact }) => fact)).toEqual([
      'fit',
      'constantNeed',
      'people.reachable',
      'cardComplete',
    ]);
  });

  test('needs nobody to find out whether the purchase is timely', () => {
    expect(Object.keys(conveyor.blueprint.facts)).not.toContain('timeliness');
  });

  test.each([
    ['a user', { part: 'user', reachable: true }],
    ['a decision maker out of reach', { part: 'decisionMaker', reachable: false }],
  ] as const)('knows nobody who counts when it knows only %s', (_, who) => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'recordPerson', personId: 'p', name: 'Ada', ...who }, tanya, at('01-07'));
    expect(story.fact('people.reachable', at('01-07'))).toBe(0);
  });

  test("without a reason nobody is disqualified, nor for a reason of one's own", () => {
    inQualification.when(transfer('disqualify'), by(tanya, at('01-07'))).then({ refused: ['REASON_NEEDED'] });
    inQualification
      .when(transfer('disqualify', { reason: 'mood' }), by(tanya, at('01-07')))
      .then({ refused: ['REASON_NEEDED'] });
  });

  test("a disqualified client is nobody's and waits for nothing", () => {
    const { client } = inQualification.when(
      transfer('disqualify', { reason: 'misfit' }),
      by(tanya, at('01-07')),
    );
    expect(client).toMatchObject({ state: 'disqualified', custody: {} });
    expect(client).not.toHaveProperty('pool');
    expect(client && conveyor.nextDueAt(client)).toBeUndefined();
  });
});

describe('a deferred client', () => {
  const defer = transfer('defer', { reason: 'noBudget', wakeAt: at('03-01') });
  const inQualification = scenario(conveyor).given(...stages.inQualification);

  test('needs a reason and a wake date, both said at once', () => {
    inQualification
      .when(transfer('defer'), by(tanya, at('01-07')))
      .then({ refused: ['REASON_NEEDED', 'WAKE_DATE_NEEDED'] });
  });

  test('cannot wake in the past', () => {
    inQualification
      .when({ ...defer, wakeAt: at('01-07') }, by(tanya, at('01-07')))
      .then({ refused: ['INVALID_VALUE'] });
  });

  test('stays with its telemarketer and comes back by itself at the wake date', () => {
    const story = storyOf(stages.inQualification);
    story.do(defer, tanya, at('01-07'));
    expect(story.fact('state.wakeAt', at('01-07'))).toBe(at('03-01'));
    expect(conveyor.nextDueAt(story.known)).toBe(at('03-01'));
    expect(story.pass(at('02-28', '23:59'))).toEqual([]);

    const events = story.pass(at('03-01', '09:30'));
    expect(events).toMatchObject([
      {
        type: 'stateChanged',
        to: 'lead',
        transfer: 'wake',
        cause: 'time',
        happenedAt: at('03-01'),
        by: 'system',
      },
    ]);
    expect(story.known).toMatchObject({ custody: { telemarketer: { employeeId: 'tanya' } } });
    expect(story.known).not.toHaveProperty('wakeAt');
  });

  test('can be taken up before', () => {
    const story = storyOf(stages.inQualification);
    story.do(defer, tanya, at('01-07'));
    story.do({ type: 'transfer', transfer: 'startQualification' }, tanya, at('02-01'));
    expect(story.state).toBe('inQualification');
    expect(story.fact('state.wakeAt', at('02-01'))).toBeUndefined();
  });
});

describe('a claim lapses', () => {
  const untouched = [
    ...stages.inQualification.slice(0, -1),
    moved('cold', 'inQualification', at('01-06'), 'startQualification'),
  ];

  test('on a client in qualification after 7 days without an answer, into the pool with the reason', () => {
    scenario(conveyor)
      .given(...untouched)
      .when({ type: 'advanceTime', clientId }, by(head, at('01-13')))
      .then([
        { type: 'stateChanged', to: 'lead', transfer: 'releaseUntouched', happenedAt: at('01-13') },
        { type: 'holderReleased', role: 'telemarketer', employeeId: 'tanya' },
        {
          type: 'clientPooled',
          pool: 'telemarketer',
          cause: { code: 'transfer', transfer: 'releaseUntouched' },
        },
      ]);
  });

  test('counted anew for a telemarketer who takes it over meanwhile', () => {
    const story = storyOf(untouched);
    story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'tom' }, head, at('01-12'));
    story.pass(at('01-18'));
    expect(story.known.custody.telemarketer?.employeeId).toBe('tom');
    story.pass(at('01-19'));
    expect(story.state).toBe('lead');
  });

  test('although it was touched the day before: one-sided touches keep nothing', () => {
    const story = storyOf(untouched);
    story.do({ type: 'recordContact', channel: 'e-mail', twoWay: false }, tanya, at('01-12'));
    story.pass(at('01-13'));
    expect(story.state).toBe('lead');
    expect(story.fact('contacts.count', at('01-13'))).toBe(1);
    expect(story.fact('contacts.twoWay', at('01-13'))).toBe(0);
  });

  test('not before 7 days from the last answer', () => {
    const story = storyOf(untouched);
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, tanya, at('01-12'));
    story.pass(at('01-18'));
    expect(story.state).toBe('inQualification');
    story.pass(at('01-19'));
    expect(story.state).toBe('lead');
  });

  test('on a client in entry after 30 days and a week’s notice, to the pool of those who sell', () => {
    const story = storyOf(stages.inEntry);
    story.do({ type: 'recordContact', channel: 'phone', twoWay: false }, denis, at('01-21'));
    expect(story.pass(at('02-01'))).toMatchObject([
      { type: 'noticeGiven', transfer: 'releaseStagnant', to: 'denis', dueAt: at('02-07') },
    ]);
    story.pass(at('02-07', '08:59'));
    expect(story.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'denis' } });
    story.pass(at('02-07'));
    expect(story.known).toMatchObject({
      state: 'inEntry',
      custody: {},
      pool: { name: 'developmentSpecialist', since: at('02-07') },
    });
    expect(conveyor.nextDueAt(story.known)).toBeUndefined();
  });

  test('in entry steps down: safe, on thin ice with a notice, open to all sellers, claimed and safe anew', () => {
    const story = storyOf(stages.inEntry);
    const dima = { id: 'dima', roles: ['developmentSpecialist'] };
    const sellers = { ...staff, dima: { roles: dima.roles } };
    const claim = { type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'dima' } as const;
    expect(story.pass(at('01-30'))).toEqual([]);
    expect(story.ask(claim, dima, at('01-30'), { staff: sellers })).not.toEqual([]);
    expect(story.pass(at('01-31'))).toMatchObject([{ type: 'noticeGiven', to: 'denis', dueAt: at('02-07') }]);
    expect(story.ask(claim, dima, at('02-06'), { staff: sellers })).not.toEqual([]);
    story.pass(at('02-07'));
    expect(story.ask(claim, tanya, at('02-09'), { staff: sellers })).not.toEqual([]);
    story.do(claim, dima, at('02-09'), { staff: sellers });
    expect(story.known).toMatchObject({
      state: 'inEntry',
      custody: { developmentSpecialist: { employeeId: 'dima' } },
    });
    expect(story.known).not.toHaveProperty('pool');
    expect(story.pass(at('03-03'))).toEqual([]);
    expect(story.pass(at('03-04'))).toMatchObject([{ type: 'noticeGiven', to: 'dima', dueAt: at('03-11') }]);
  });

  test.each([
    ['waits for its window after 90 days, a fortnight’s notice before', '12-01', '03-27', '04-10'],
    ['is in active selling after 30 days, a week’s notice before', '02-10', '02-02', '02-09'],
  ])('on a client that %s, to the pool of those who sell', (_, decides, noticed, due) => {
    const story = storyOf(stages.inEntry);
    const window = { type: 'recordWindow', windowId: 'w', category: 'dairy' } as const;
    story.do({ ...window, decidesAt: at(decides) }, denis, at('01-09'));
    const { state } = story;
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, denis, at('01-10'));
    story.pass(at(noticed, '08:59'));
    expect(story.pass(at(noticed, '09:00'))).toMatchObject([{ type: 'noticeGiven', to: 'denis' }]);
    story.pass(at(due, '08:59'));
    expect(story.known.custody).toHaveProperty('developmentSpecialist');
    story.pass(at(due));
    expect(story.known).toMatchObject({ state, custody: {}, pool: { name: 'developmentSpecialist' } });
  });

  test('is safe again after a contact, and notice is given anew', () => {
    const story = storyOf(stages.inEntry);
    story.pass(at('02-01'));
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, denis, at('02-05'));
    expect(story.pass(at('02-28')).map(({ type }) => type)).toEqual(['noticeGiven']);
    expect(story.pass(at('03-07')).map(({ type }) => type)).toEqual(['holderReleased', 'clientPooled']);
  });

  test('on a lead that nobody touched within a working hour, however the day ends; one attempt is a touch', () => {
    const lead = () => {
      const story = storyOf([registered('lead', at('01-05'), 'lead')]);
      story.do(
        { type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' },
        head,
        at('01-05', '17:30'),
      );
      return story;
    };
    const story = lead();
    expect(conveyor.nextDueAt(story.known)).toBe(at('01-06', '09:30'));
    story.pass(at('01-06', '09:30'));
    expect(story.known).toMatchObject({ state: 'lead', custody: {}, pool: { name: 'telemarketer' } });
    const touched = lead();
    touched.do({ type: 'recordContact', channel: 'phone', twoWay: false }, tanya, at('01-05', '17:50'));
    touched.pass(at('01-06', '10:00'));
    expect(touched.known.custody).toMatchObject({ telemarketer: { employeeId: 'tanya' } });
    story.do(
      {
        type: 'recordContact',
        channel: 'phone',
        twoWay: false,
        at: at('01-05', '17:50'),
        performedBy: 'tanya',
      },
      head,
      at('01-06', '11:00'),
    );
    expect(story.known.custody).toEqual({
      telemarketer: { employeeId: 'tanya', since: at('01-05', '17:30') },
    });
  });

  test('on a qualified client whom nobody offered for two weeks, unless an offer waits', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'transfer', transfer: 'handToDevelopment' }, tanya, at('01-20', '17:00'));
    story.pass(at('01-21'));
    expect(story.state).toBe('qualified');
    const forgotten = storyOf(stages.qualified);
    forgotten.pass(at('01-21'));
    expect(forgotten.known).toMatchObject({ state: 'lead', custody: {}, pool: { name: 'telemarketer' } });
  });

  test('not in states that nobody has to hurry in', () => {
    const story = storyOf([registered('cold', at('01-05'))]);
    story.pass('2028-01-05T09:00:00.000Z');
    expect(story.state).toBe('cold');
  });
});
