import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  denis,
  head,
  staff,
  stages,
  stranger,
  tanya,
} from '../client/department.ts';
import { storyOf } from '../client/story.ts';

const handToDevelopment = { type: 'transfer', clientId, transfer: 'handToDevelopment' } as const;
const qualified = scenario(conveyor).given(...stages.qualified);

describe('a handoff that is offered', () => {
  test('changes neither state nor custody: the sender stays responsible', () => {
    const { client } = qualified.when(handToDevelopment, by(tanya, at('01-08')));
    expect(client).toMatchObject({ state: 'qualified', custody: { telemarketer: { employeeId: 'tanya' } } });
    expect(client?.custody).not.toHaveProperty('developmentSpecialist');
  });

  test('names sender, receiver and the time to answer: 4 working hours', () => {
    qualified.when({ ...handToDevelopment, to: 'denis' }, by(tanya, at('01-08'))).then([
      {
        type: 'handoffOffered',
        handoff: {
          transfer: 'handToDevelopment',
          from: { role: 'telemarketer', employeeId: 'tanya' },
          to: { role: 'developmentSpecialist', employeeId: 'denis' },
          offeredAt: at('01-08'),
          expiresAt: at('01-08', '13:00'),
        },
      },
    ]);
  });

  test("by a deputy or the head of sales is the holder's all the same", () => {
    const { client } = qualified.when(handToDevelopment, by(head, at('01-08')));
    expect(client?.handoff?.from).toEqual({ role: 'telemarketer', employeeId: 'tanya' });
  });

  test('needs its condition to hold', () => {
    const given = stages.qualified.filter(({ type }) => type !== 'personRecorded');
    scenario(conveyor)
      .given(...given)
      .when(handToDevelopment, by(tanya, at('01-08')))
      .then({ refused: ['CONDITION_NOT_MET'] });
  });

  test('stands in the way of another one until it is answered', () => {
    const story = storyOf(stages.qualified);
    story.do({ ...handToDevelopment, to: 'denis' }, tanya, at('01-08'));
    expect(story.ask(handToDevelopment, tanya, at('01-08', '10:00'))).toEqual([
      { code: 'HANDOFF_OPEN', transfer: 'handToDevelopment', to: 'denis', expiresAt: at('01-08', '13:00') },
    ]);
  });

  test.each([
    ['somebody unknown', 'nobody', 'UNKNOWN_EMPLOYEE'],
    ['somebody without the role', 'ivanova', 'EMPLOYEE_LACKS_ROLE'],
  ] as const)('to %s is refused', (_, to, code) => {
    qualified.when({ ...handToDevelopment, to }, by(tanya, at('01-08'), { staff })).then({ refused: [code] });
  });

  test('to somebody who has left is refused', () => {
    const left = { ...staff, denis: { roles: ['developmentSpecialist'], leftAt: at('01-02') } };
    qualified
      .when({ ...handToDevelopment, to: 'denis' }, by(tanya, at('01-08'), { staff: left }))
      .then({ refused: ['EMPLOYEE_LEFT'] });
  });

  test.each([
    ['a stranger', stranger],
    ['a colleague who does not hold the client', { id: 'toma', roles: ['telemarketer'] }],
  ])('cannot come from %s', (_, actor) => {
    const refused = storyOf(stages.qualified).ask(handToDevelopment, actor, at('01-08'));
    expect(refused[0]).toMatchObject({ code: 'NOT_AUTHORIZED', holders: ['tanya'], roles: ['headOfSales'] });
  });

  test('is for handoffs only: another transfer has no receiver', () => {
    scenario(conveyor)
      .given(...stages.inQualification)
      .when(
        { type: 'transfer', clientId, transfer: 'disqualify', reason: 'misfit', to: 'denis' },
        by(tanya, at('01-08')),
      )
      .then({ refused: ['INVALID_VALUE'] });
  });
});

describe('a handoff that is withdrawn', () => {
  const offered = () => {
    const story = storyOf(stages.qualified);
    story.do(handToDevelopment, tanya, at('01-08'));
    return story;
  };
  const withdraw = { type: 'withdrawHandoff', reason: 'too early' } as const;

  test('by its sender leaves everything as it was', () => {
    const story = offered();
    const events = story.do(withdraw, tanya, at('01-08', '10:00'));
    expect(events).toMatchObject([
      {
        type: 'handoffWithdrawn',
        transfer: 'handToDevelopment',
        reason: 'too early',
        cause: { code: 'text', text: 'too early' },
      },
    ]);
    expect(story.known).not.toHaveProperty('handoff');
    expect(story.known).toMatchObject({
      state: 'qualified',
      custody: { telemarketer: { employeeId: 'tanya' } },
    });
  });

  test('cannot be by its receiver', () => {
    expect(offered().ask(withdraw, denis, at('01-08', '10:00'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['tanya'] },
    ]);
  });

  test('may be by the deputy who offered it for the sender', () => {
    const story = storyOf(stages.qualified);
    const toma = { id: 'toma', roles: ['telemarketer'] };
    story.do({ type: 'setDeputy', role: 'telemarketer', employeeId: 'toma' }, tanya, at('01-08'));
    story.do(handToDevelopment, toma, at('01-08'));
    expect(story.known.handoff?.from.employeeId).toBe('tanya');
    expect(story.ask(withdraw, toma, at('01-08', '10:00'))).toEqual([]);
  });

  test('must have been offered', () => {
    expect(storyOf(stages.qualified).ask(withdraw, head, at('01-08'))).toEqual([{ code: 'NO_HANDOFF' }]);
  });

  test('by itself when the client has moved on meanwhile: an order arrived', () => {
    const story = offered();
    const now = at('01-08', '10:00');
    story.do({ type: 'recordOrder', order: { id: 'o1', placedAt: now } }, head, now);
    const events = story.do({ type: 'shipOrder', orderId: 'o1' }, head, now);
    expect(events.map(({ type }) => type)).toEqual([
      'orderShipped',
      'stateChanged',
      'handoffWithdrawn',
      'holderReleased',
      'clientPooled',
    ]);
    expect(story.ask({ type: 'acceptHandoff' }, denis, now)).toMatchObject([{ code: 'NO_HANDOFF' }]);
  });

  test('counts as offered, and as nothing else', () => {
    const story = offered();
    story.do(withdraw, tanya, at('01-08', '10:00'));
    expect(story.known.handoffs).toMatchObject({ offered: 1, accepted: 0, rejected: 0, expired: 0 });
  });
});
