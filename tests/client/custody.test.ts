import { describeEvent } from 'sales-conveyor';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, ivanova, olga, petrova, staff, stages, tanya } from './department.ts';
import { eventOf } from './every-word.ts';
import { type Step, type Story, storyOf } from './story.ts';

const now = at('02-12');
const claim = (employeeId: string, role = 'clientManager'): Step => ({
  type: 'assignHolder',
  role,
  employeeId,
});
const release = (role = 'clientManager'): Step => ({ type: 'releaseHolder', role, reason: 'overload' });
const holderOf = (story: Story, role = 'clientManager') => story.known.custody[role]?.employeeId;

const regular = () => storyOf(stages.regular);
const pooled = () => {
  const story = regular();
  story.do(release(), ivanova, now);
  return story;
};

describe('a client that is released', () => {
  test('by its holder waits in the pool of the role, with the reason', () => {
    expect(regular().do(release(), ivanova, now)).toMatchObject([
      {
        type: 'holderReleased',
        role: 'clientManager',
        employeeId: 'ivanova',
        cause: { code: 'released', reason: 'overload' },
      },
      {
        type: 'clientPooled',
        pool: 'clientManager',
        cause: { code: 'released', reason: 'overload' },
        happenedAt: now,
      },
    ]);
  });

  test("in a supporting role is nobody's orphan", () => {
    const story = regular();
    story.do(claim('olga', 'orderOperator'), head, now);
    story.do(release('orderOperator'), olga, now);
    expect(story.known).not.toHaveProperty('pool');
  });

  test('must be held in that role', () => {
    expect(regular().ask(release('orderOperator'), head, now)).toEqual([
      { code: 'NOT_HELD', role: 'orderOperator' },
    ]);
  });

  test("is not released in a colleague's role", () => {
    const story = regular();
    story.do(claim('olga', 'orderOperator'), head, now);
    expect(story.ask(release(), olga, now)).toMatchObject([{ code: 'NOT_AUTHORIZED', holders: ['ivanova'] }]);
  });
});

test('a holder lets a client go for one of the listed reasons, and the log has its words; the head of sales for any', () => {
  const told = (reason: string): Step => ({ type: 'releaseHolder', role: 'clientManager', reason });
  expect(regular().ask(told('tired'), ivanova, now)).toMatchObject([
    { code: 'REASON_NEEDED', known: ['noPotential', 'outOfReach', 'noRelationship', 'overload'] },
  ]);
  expect(regular().ask(told('tired'), head, now)).toEqual([]);
  const [released] = regular().do(told('noPotential'), ivanova, now);
  expect(released && describeEvent(released, { dictionary: ru, conveyor })).toContain('нет потенциала');
});

test('a typed reason is shown as typed, even where it is called as a transfer or a code; of an older log it is read as before', () => {
  for (const reason of ['migration', 'defer', 'holderLeft']) {
    const [released, waits] = regular().do(
      { type: 'releaseHolder', role: 'clientManager', reason },
      head,
      now,
    );
    expect(released).toMatchObject({ reason, cause: { code: 'text', text: reason } });
    for (const event of [released, waits]) {
      expect(event && describeEvent(event, { dictionary: ru, conveyor })).toContain(reason);
    }
  }
  const older = (reason: string) =>
    describeEvent(eventOf('holderReleased', { role: 'clientManager', employeeId: 'ivanova', reason }), {
      dictionary: ru,
      conveyor,
    });
  expect(older('migration')).toContain('изменились правила');
  expect(older('defer')).toContain('«назначить перезвон»');
  expect(older('сам попросил')).toContain('сам попросил');
});

describe('a client in the pool', () => {
  test('is claimed by whoever has the role, and leaves the pool', () => {
    const story = pooled();
    expect(story.do(claim('petrova'), petrova, now)).toMatchObject([
      { type: 'holderAssigned', role: 'clientManager', employeeId: 'petrova' },
    ]);
    expect(story.known).not.toHaveProperty('pool');
    expect(story.fact('custody.responsibleSince', now)).toBe(now);
  });

  test.each([
    ['for somebody else', petrova, claim('ivanova')],
    ['in another role', petrova, claim('petrova', 'orderOperator')],
    ['without the role', tanya, claim('tanya')],
  ])('cannot be claimed %s', (_, actor, step) => {
    expect(pooled().ask(step, actor, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: [], roles: ['clientManager', 'headOfSales'] },
    ]);
  });

  test('stays there while somebody holds it in another role', () => {
    const story = pooled();
    story.do(claim('olga', 'orderOperator'), head, now);
    expect(story.known.pool).toMatchObject({ name: 'clientManager', since: now });
  });

  test('is no longer up for claims once it is taken', () => {
    const story = pooled();
    story.do(claim('petrova'), petrova, now);
    expect(story.ask(claim('ivanova'), ivanova, now)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });
});

describe('the head of sales', () => {
  test('gives a client to another holder, and the log says whose it was', () => {
    expect(regular().do({ ...claim('petrova'), reason: 'conflict' } as Step, head, now)).toMatchObject([
      { type: 'holderAssigned', employeeId: 'petrova', from: 'ivanova', reason: 'conflict' },
    ]);
  });

  test.each([
    ['to the one who holds it', claim('ivanova'), 'ALREADY_HELD'],
    ['in a role without a part in the state', claim('tanya', 'telemarketer'), 'ROLE_NOT_IN_STATE'],
    ['to nobody we know', claim('nobody'), 'UNKNOWN_EMPLOYEE'],
    ['to somebody without the role', claim('denis'), 'EMPLOYEE_LACKS_ROLE'],
  ])('cannot give it %s', (_, step, code) => {
    expect(regular().ask(step, head, now, { staff })).toMatchObject([{ code }]);
  });

  test('hears everything at once', () => {
    const left = { ...staff, tanya: { roles: ['telemarketer'], leftAt: at('02-01') } };
    const step = claim('tanya', 'salesSupport');
    expect(
      regular()
        .ask(step, head, now, { staff: left })
        .map(({ code }) => code),
    ).toEqual(['EMPLOYEE_LEFT', 'EMPLOYEE_LACKS_ROLE', 'ROLE_NOT_IN_STATE']);
  });
});

describe('a deputy', () => {
  const deputise = (until?: string): Step => ({
    type: 'setDeputy',
    role: 'clientManager',
    employeeId: 'petrova',
    ...(until && { until }),
  });
  const contact: Step = { type: 'recordContact', channel: 'phone', twoWay: true };
  const withDeputy = (until?: string) => {
    const story = regular();
    story.do(deputise(until), ivanova, now);
    return story;
  };

  test('whose deputyship ends alone leaves the others; who is none has none to end', () => {
    const story = withDeputy(at('02-20'));
    story.do({ ...deputise(at('02-16')), employeeId: 'dora' } as Step, head, now);
    const deputies = () => story.fact('custody.deputies', now);
    expect(deputies()).toEqual(['dora', 'petrova']);
    const end = (of: string): Step => ({ type: 'setDeputy', role: 'clientManager', employeeId: null, of });
    expect(story.ask(end('ivanova'), head, now)).toEqual([{ code: 'NO_DEPUTY', role: 'clientManager' }]);
    story.do(end('petrova'), head, now);
    expect(deputies()).toEqual(['dora']);
    story.do(end('dora'), head, now);
    expect(deputies()).toEqual([]);
  });

  test('acts for the holder and is not the holder', () => {
    const story = withDeputy();
    expect(story.ask(contact, petrova, now)).toEqual([]);
    expect(holderOf(story)).toBe('ivanova');
    expect(story.ask(contact, ivanova, now)).toEqual([]);
  });

  test('stands in until the end, and not a moment longer', () => {
    const story = withDeputy(at('02-20'));
    expect(story.ask(contact, petrova, at('02-19', '23:59'))).toEqual([]);
    expect(story.ask(contact, petrova, at('02-20'))).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
    expect(story.pass(at('02-21'))).toMatchObject([
      { type: 'deputyCleared', role: 'clientManager', employeeId: 'petrova', happenedAt: at('02-20') },
    ]);
  });

  test('named for some days does not cost the one before what is left of theirs', () => {
    const story = withDeputy(at('03-01'));
    const days = (employeeId: string, until?: string) =>
      story.do({ ...deputise(until), employeeId } as Step, ivanova, at('02-13'));
    days('denisova', at('02-16'));
    days('olgina', at('02-20'));
    const standsIn = (day: string) => {
      story.pass(at(day));
      const { employeeId, until } = story.known.custody.clientManager?.deputy ?? {};
      return [employeeId, until];
    };
    expect(standsIn('02-19')).toEqual(['olgina', at('02-20')]);
    expect(standsIn('02-20')).toEqual(['petrova', at('03-01')]);
    expect(story.known.custody.clientManager?.deputy?.since).toBe(at('02-20'));
    expect(standsIn('03-01')).toEqual([undefined, undefined]);
  });

  test('without an end gives way to one with an end, and comes back', () => {
    const story = withDeputy();
    story.do({ ...deputise(at('02-20')), employeeId: 'denisova' } as Step, ivanova, at('02-13'));
    expect(story.ask(contact, petrova, at('02-19'))).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
    expect(story.ask(contact, petrova, at('02-20'))).toEqual([]);
    story.do({ ...deputise(), employeeId: null } as Step, ivanova, at('02-21'));
    expect(story.known.custody.clientManager).not.toHaveProperty('deputy');
  });

  test('is sent home by the holder, and so is whoever was named before', () => {
    const longer = withDeputy(at('03-01'));
    longer.do({ ...deputise(at('02-20')), employeeId: 'denisova' } as Step, ivanova, now);
    longer.do({ ...deputise(), employeeId: null } as Step, ivanova, now);
    expect(longer.known.custody.clientManager).not.toHaveProperty('deputy');
  });

  test('is sent home by the holder', () => {
    const story = withDeputy();
    story.do({ ...deputise(), employeeId: null } as Step, ivanova, now);
    expect(story.ask(contact, petrova, now)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });

  test('goes with the holder: another one names their own', () => {
    const story = withDeputy();
    story.do(claim('denisova'), head, now);
    expect(story.known.custody.clientManager).toEqual({ employeeId: 'denisova', since: now });
  });

  test.each([
    ['the holder', { employeeId: 'ivanova' }, ['ALREADY_HELD']],
    ['somebody without the role', { employeeId: 'denis' }, ['EMPLOYEE_LACKS_ROLE']],
    ['anybody for a time that is over', { until: at('02-11') }, ['INVALID_VALUE']],
    ['of a role that nobody holds', { role: 'orderOperator', employeeId: 'olga' }, ['NOT_HELD']],
    ['ended where there is none', { employeeId: null }, ['NO_DEPUTY']],
  ])('cannot be %s', (_, change, codes) => {
    const asked = regular().ask({ ...deputise(), ...change } as Step, head, now, { staff });
    expect(asked.map(({ code }) => code)).toEqual(codes);
  });

  test('is not for others to name', () => {
    expect(regular().ask(deputise(), petrova, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['ivanova'] },
    ]);
    const story = regular();
    story.do(claim('olga', 'orderOperator'), head, now);
    expect(story.ask(deputise(), olga, now)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });
});

test('who has no part in the next state loses the client with the move, named and with the reason', () => {
  const story = storyOf(stages.inEntry);
  story.do(claim('sasha', 'salesSupport'), head, at('01-09'));
  story.do({ type: 'recordOrder', order: { id: 'o1', placedAt: at('01-12') } }, denis, at('01-12'));
  const events = story.do({ type: 'shipOrder', orderId: 'o1' }, head, at('01-12'));
  expect(events).toMatchObject([
    { type: 'orderShipped' },
    { type: 'stateChanged' },
    {
      type: 'holderReleased',
      role: 'salesSupport',
      employeeId: 'sasha',
      cause: { code: 'transfer', transfer: 'firstShipment' },
    },
  ]);
  expect(story.fact('custody.roles', at('01-12'))).toEqual(['developmentSpecialist']);
});

test('of a role that is not there it is said, with those that are', () => {
  const story = storyOf(stages.inQualification);
  const unknown = {
    code: 'UNKNOWN_NAME',
    kind: 'role',
    name: 'nobody',
    known: Object.keys(conveyor.blueprint.roles),
  };
  const role = 'nobody';
  for (const step of [
    { type: 'assignHolder', role, employeeId: 'denis' },
    { type: 'assignHolder', role, employeeId: null },
    { type: 'releaseHolder', role, reason: 'left' },
    { type: 'setDeputy', role, employeeId: 'denis' },
  ] as const)
    expect(story.ask(step, head, at('03-31'))).toEqual([unknown]);
});
