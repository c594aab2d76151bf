import { type Blueprint, type Conveyor, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, denis, head, stages, tanya, unhurried } from '../client/department.ts';
import { type Story, storyOf } from '../client/story.ts';

const noon = at('01-08', '12:00');
const offer = (story: Story) =>
  story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08'));
const reject = (reason: string) => ({ type: 'rejectHandoff', reason }) as const;

const offered = (conveyor?: Conveyor) => {
  const story = storyOf(stages.qualified, conveyor);
  offer(story);
  return story;
};
const rejectedTwice = (conveyor?: Conveyor) => {
  const story = offered(conveyor);
  story.do(reject('incomplete'), denis, noon);
  offer(story);
  story.do(reject('badContact'), denis, noon);
  return story;
};

test('whom the open offer waits for is a fact until it is answered, or goes to somebody else', () => {
  const story = offered();
  expect(story.fact('handoffs.offeredTo', noon)).toBe('denis');
  story.do(reject('incomplete'), denis, noon);
  expect(story.fact('handoffs.offeredTo', noon)).toBeUndefined();
  offer(story);
  story.do(reject('badContact'), denis, noon);
  expect(story.known).toHaveProperty('handoff');
  expect(story.fact('handoffs.offeredTo', noon)).toBeUndefined();
});

test('state, holder, and who is to answer the handoff until when are facts, known by queries, too', () => {
  const story = offered();
  const facts = (one: Story) =>
    ['state', 'custody.holder', 'handoff.to', 'handoff.expiresAt'].map((path) => one.fact(path, noon));
  const { handoff } = story.known;
  expect(facts(story)).toEqual(['qualified', 'tanya', 'denis', handoff?.expiresAt]);
  const { conveyor } = story;
  expect(conveyor.lastingFacts(story.known)).toMatchObject({
    'custody.holder': 'tanya',
    'handoff.to': 'denis',
  });
  const escalated = rejectedTwice();
  expect(facts(escalated)).toEqual(['qualified', 'tanya', 'headOfSales', undefined]);
  escalated.do({ type: 'acceptHandoff', to: 'denis' }, head, noon);
  expect(facts(escalated)).toEqual(['inEntry', 'denis', undefined, undefined]);
});

describe('a rejection', () => {
  test('for a reason that can be fixed leaves the client with the sender for rework', () => {
    const story = offered();
    expect(story.do({ ...reject('incomplete'), note: 'no phone' }, denis, noon)).toMatchObject([
      {
        type: 'handoffRejected',
        transfer: 'handToDevelopment',
        reason: 'incomplete',
        fixable: true,
        note: 'no phone',
      },
    ]);
    expect(story.known).toMatchObject({
      state: 'qualified',
      custody: { telemarketer: { employeeId: 'tanya' } },
    });
    expect(story.known).not.toHaveProperty('handoff');
  });

  test('for a reason that cannot be fixed moves the client on', () => {
    const story = offered();
    expect(story.do(reject('noNeed'), denis, noon)).toMatchObject([
      { type: 'handoffRejected', reason: 'noNeed', fixable: false },
      {
        type: 'stateChanged',
        to: 'disqualified',
        cause: 'rejection',
        reason: 'noNeed',
        transfer: 'handToDevelopment',
      },
      { type: 'holderReleased', role: 'telemarketer' },
    ]);
  });

  test('for a reason that leads nowhere leaves the client where it is', () => {
    const story = storyOf(stages.readyToHandOver);
    story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    story.do(reject('oneOff'), { id: 'ivanova', roles: ['clientManager'] }, at('02-10'));
    expect(story.known).toMatchObject({
      state: 'rampIn',
      custody: { developmentSpecialist: { employeeId: 'denis' } },
    });
  });

  test("needs one of the handoff's reasons", () => {
    expect(offered().ask(reject('too much work'), denis, noon)).toMatchObject([
      { code: 'REASON_NEEDED', known: expect.arrayContaining(['badContact', 'incomplete', 'misfit']) },
    ]);
  });

  test('is for the receiver, not for a colleague', () => {
    const dora = { id: 'dora', roles: ['developmentSpecialist'] };
    expect(offered().ask(reject('incomplete'), dora, noon)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });

  test('needs a handoff', () => {
    expect(storyOf(stages.qualified).ask(reject('incomplete'), denis, noon)).toEqual([
      { code: 'NO_HANDOFF' },
    ]);
  });
});

describe('the second rejection of the same handoff', () => {
  test('goes to the head of sales, not round again', () => {
    const story = rejectedTwice();
    expect(story.known).toMatchObject({
      state: 'qualified',
      custody: { telemarketer: { employeeId: 'tanya' } },
      handoff: {
        transfer: 'handToDevelopment',
        escalated: { to: 'headOfSales', cause: 'rejectedTwice', at: noon },
      },
      handoffs: { offered: 2, rejected: 2, expired: 0 },
    });
  });

  test('does so even for a reason that would have moved the client on', () => {
    const story = offered();
    story.do(reject('incomplete'), denis, noon);
    offer(story);
    story.do(reject('noNeed'), denis, noon);
    expect(story.known).toMatchObject({
      state: 'qualified',
      handoff: { escalated: { cause: 'rejectedTwice' } },
    });
  });

  test('does so after any number of withdrawals in between', () => {
    const story = offered();
    story.do(reject('incomplete'), denis, noon);
    offer(story);
    story.do({ type: 'withdrawHandoff' }, tanya, noon);
    offer(story);
    story.do(reject('incomplete'), denis, noon);
    expect(story.known.handoff?.escalated?.cause).toBe('rejectedTwice');
  });

  test('says who decides on it now, where that role may do so only then', () => {
    const blueprint = mixed();
    const headOfSales = blueprint.roles.headOfSales as Blueprint['roles'][string];
    const any = headOfSales.may.any?.filter((action) => action !== 'acceptHandoff') ?? [];
    const may = { own: ['acceptHandoff' as const], any };
    const roles = { ...blueprint.roles, headOfSales: { ...headOfSales, may } };
    const story = rejectedTwice(defineConveyor({ ...blueprint, roles }));
    expect(story.ask({ type: 'acceptHandoff' }, denis, noon)).toMatchObject([
      { code: 'NOT_AUTHORIZED', roles: ['headOfSales'] },
      { code: 'HANDOFF_ESCALATED', cause: 'rejectedTwice', at: noon, to: 'headOfSales' },
    ]);
    expect(story.ask({ type: 'acceptHandoff', to: 'denis' }, head, noon)).toEqual([]);
  });

  test("is not the receiver's to answer again", () => {
    expect(rejectedTwice().ask({ type: 'acceptHandoff' }, denis, noon)).toMatchObject([
      { code: 'NOT_AUTHORIZED', roles: ['headOfSales'] },
      { code: 'HANDOFF_ESCALATED', cause: 'rejectedTwice', at: noon, to: 'headOfSales' },
    ]);
  });

  test('waits for the head of sales for two working days, then the sender has it back', () => {
    expect(rejectedTwice().pass(at('01-13'))).toMatchObject([
      { type: 'handoffWithdrawn', cause: { code: 'timeOver' }, happenedAt: at('01-12', '10:00') },
    ]);
  });

  test('may be overruled: the head of sales has the client accepted', () => {
    const story = rejectedTwice();
    story.do({ type: 'acceptHandoff' }, head, noon);
    expect(story.known).toMatchObject({ state: 'inEntry', handoffs: { rejections: {} } });
  });

  test.each([
    ['incomplete', 'qualified'],
    ['misfit', 'disqualified'],
  ])('is the last word with the head of sales: %s leaves the client %s', (reason, state) => {
    const story = rejectedTwice();
    story.do(reject(reason), head, noon);
    expect(story.state).toBe(state);
    expect(story.known).not.toHaveProperty('handoff');
  });
});

describe('a first rejection counts', () => {
  const again = (story: Story, when: string) => {
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, when);
    return story.do(reject('incomplete'), denis, when).map(({ type }) => type);
  };

  test.each([
    ['the last moment of six months', at('07-08', '12:00'), ['handoffRejected', 'handoffEscalated']],
    ['six months are over', at('07-08', '12:01'), ['handoffRejected']],
  ])('until %s', (_, when, types) => {
    const story = offered(unhurried);
    story.do(reject('incomplete'), denis, noon);
    expect(again(story, when)).toEqual(types);
  });

  test('anew, where the one before counts no more: the next one is the second', () => {
    const story = offered(unhurried);
    story.do(reject('incomplete'), denis, noon);
    again(story, at('10-08', '12:00'));
    expect(story.known.handoffs).toMatchObject({ rejected: 2, rejections: { handToDevelopment: 1 } });
    expect(again(story, at('10-09', '12:00'))).toEqual(['handoffRejected', 'handoffEscalated']);
  });

  test('as long as the blueprint says', () => {
    const { transfers, ...rest } = mixed();
    const { handToDevelopment, ...others } = transfers;
    const handoff = { ...handToDevelopment?.handoff, rejectionsCountFor: { days: 10 } };
    const conveyor = defineConveyor({
      ...rest,
      transfers: { ...others, handToDevelopment: { ...handToDevelopment, handoff } },
    } as Parameters<typeof defineConveyor>[0]);
    const story = offered(conveyor);
    story.do(reject('incomplete'), denis, noon);
    expect(again(story, at('01-19', '12:00'))).toEqual(['handoffRejected']);
  });

  test('and is forgotten with the next acceptance', () => {
    const story = offered(unhurried);
    story.do(reject('incomplete'), denis, noon);
    offer(story);
    story.do({ type: 'acceptHandoff' }, denis, noon);
    expect(story.known.handoffs.rejections).toEqual({});
    expect(story.known.handoffs).not.toHaveProperty('rejectedUntil');
  });
});
