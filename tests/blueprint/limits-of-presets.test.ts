import { type ClientEvent, describeEvent, type Handoff } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { type GivenEvent, scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  denis,
  head,
  ivanova,
  learned,
  moved,
  ordered,
  petrova,
  staff as sellers,
  stages,
  tanya,
} from '../client/department.ts';

const sonya = { id: 'sonya', roles: ['salesSupport'] };
const staff = { ...sellers, sonya: { roles: sonya.roles } };
const system = { id: 'system', roles: [] };
const pass = { type: 'advanceTime', clientId } as const;
const given = (...past: readonly GivenEvent[]) => scenario(conveyor).given(...past);
const talked = (performedBy: string, happenedAt: string): GivenEvent => ({
  type: 'contactRecorded',
  channel: 'phone',
  twoWay: true,
  performedBy,
  happenedAt,
});

describe('claims from a pool', () => {
  const pooled = (role: string, employeeId: string, happenedAt: string): GivenEvent[] => [
    { type: 'holderReleased', role, employeeId, cause: { code: 'timeOver' }, happenedAt },
    { type: 'clientPooled', pool: role, cause: { code: 'timeOver' }, happenedAt },
  ];
  const inPool = {
    telemarketer: stages.cold,
    developmentSpecialist: [...stages.inEntry, ...pooled('developmentSpecialist', 'denis', at('01-09'))],
    clientManager: [...stages.regular, ...pooled('clientManager', 'ivanova', at('02-11'))],
  };

  test.each([
    ['telemarketer', 400, tanya, at('01-06')],
    ['developmentSpecialist', 60, denis, at('01-10')],
    ['clientManager', 400, petrova, at('02-12')],
  ] as const)('as a %s end with %i clients; the head of sales gives more', (role, limit, actor, now) => {
    const waiting = given(...inPool[role]);
    const claim = { type: 'assignHolder', clientId, role, employeeId: actor.id } as const;
    const taken = [{ type: 'holderAssigned', role, employeeId: actor.id }] as const;
    waiting.when(claim, by(actor, now, { staff, held: limit - 1 })).then(taken);
    waiting.when(claim, by(actor, now, { staff, held: limit })).then({ refused: ['CLAIMS_FULL'] });
    waiting.when(claim, by(head, now, { staff, held: limit })).then(taken);
  });
});

describe('a deal with a client who buys', () => {
  const aware = [...stages.regular, learned(at('02-11'), { newLine: true })];
  const silent = [
    ...stages.regular,
    moved('regular', 'overdue', at('03-10'), 'becomeOverdue'),
    moved('overdue', 'dormant', at('04-07'), 'becomeDormant'),
  ];
  const dealt = (
    transfer: string,
    past: readonly GivenEvent[],
    now: string,
    endsAt: string,
  ): GivenEvent[] => {
    const from = { role: 'clientManager', employeeId: 'ivanova' };
    const to = { role: 'developmentSpecialist', employeeId: 'denis' };
    return [
      ...past,
      { type: 'handoffAccepted', accepted: { transfer, from, to, acceptedAt: now, endsAt }, happenedAt: now },
      { type: 'holderAssigned', role: 'developmentSpecialist', employeeId: 'denis' },
    ];
  };
  const deals = [
    ['reenter', aware, at('02-16'), at('08-16')],
    ['winBack', silent, at('04-13'), at('06-12')],
  ] as const;

  test.each(deals)('by %s says at acceptance until when', (transfer, past, now, endsAt) => {
    const from = { role: 'clientManager', employeeId: 'ivanova' };
    const to = { role: 'developmentSpecialist', employeeId: 'denis' };
    const expiresAt = now.replace('09:00', '18:00');
    given(...past, {
      type: 'handoffOffered',
      handoff: { transfer, from, to, offeredAt: now, expiresAt },
      happenedAt: now,
    })
      .when({ type: 'acceptHandoff', clientId }, by(denis, now, { staff }))
      .then([
        { type: 'handoffAccepted', accepted: { transfer, endsAt } },
        { type: 'holderAssigned', role: 'developmentSpecialist', employeeId: 'denis' },
      ]);
  });

  test('by winBack goes back after 60 days, and the client stays with its manager', () => {
    const [transfer, past, now, endsAt] = deals[1];
    const deal = [...dealt(transfer, past, now, endsAt), talked('denis', at('04-14'))];
    given(...deal)
      .when(pass, by(system, at('06-12', '08:59')))
      .then([]);
    const over = given(...deal).when(pass, by(system, at('06-12')));
    over.then([
      {
        type: 'holderReleased',
        role: 'developmentSpecialist',
        employeeId: 'denis',
        cause: { code: 'timeOver' },
        happenedAt: endsAt,
      },
    ]);
    expect(over.client).toMatchObject({
      state: 'dormant',
      custody: { clientManager: { employeeId: 'ivanova' } },
    });
    expect(over.client?.custody).not.toHaveProperty('developmentSpecialist');
    expect(over.client).not.toHaveProperty('pool');
  });

  test('by reenter goes back after half a year, though the client buys all the while', () => {
    const [transfer, past, now, endsAt] = deals[0];
    const deal = [...dealt(transfer, past, now, endsAt), talked('denis', at('02-17'))];
    const months = ['02-23', '03-09', '03-23', '04-06', '04-20', '05-04', '05-18', '06-01', '06-15', '06-29'];
    const buying = [...months, '07-13', '07-27', '08-10'].map((day) => ordered(day, at(day)));
    given(...deal, ...buying)
      .when(pass, by(system, at('08-17')))
      .then([
        { type: 'holderReleased', employeeId: 'denis', cause: { code: 'timeOver' }, happenedAt: endsAt },
      ]);
  });
});

describe('a client who wants another manager', () => {
  const wish = {
    type: 'transfer',
    clientId,
    transfer: 'changeManager',
    reason: 'service',
    to: 'petrova',
  } as const;
  const now = at('02-12');
  const heard = given(...stages.regular).when(wish, by(sonya, now, { staff }));
  const wished: GivenEvent[] = [
    ...stages.regular,
    {
      type: 'handoffOffered',
      handoff: {
        transfer: 'changeManager',
        reason: 'service',
        from: { role: 'clientManager', employeeId: 'ivanova' },
        to: { role: 'clientManager', employeeId: 'petrova' },
        offeredAt: now,
        expiresAt: at('02-12', '17:00'),
      },
      happenedAt: now,
    },
  ];

  test('tells sales support, and says why, for good; the manager cannot give the client on so', () => {
    heard.then([{ type: 'handoffOffered', handoff: { to: { employeeId: 'petrova' }, reason: 'service' } }]);
    expect(heard.client?.handoff).toMatchObject({ reason: 'service' });
    const { reason: _, ...unfounded } = wish;
    given(...stages.regular)
      .when(unfounded, by(sonya, now, { staff }))
      .then({ refused: ['REASON_NEEDED'] });
    given(...stages.regular)
      .when(wish, by(ivanova, now, { staff }))
      .then({ refused: ['WRONG_ROLE'] });
    const [offered] = wished.slice(-1) as ClientEvent[];
    const said = { en: 'dissatisfied with the service', ru: 'не устраивает обслуживание' };
    for (const [language, dictionary] of Object.entries({ en, ru }))
      expect(describeEvent(offered as ClientEvent, { dictionary, conveyor })).toContain(
        said[language as 'en'],
      );
  });

  test('keeps the present manager until another accepts', () => {
    expect(heard.client?.custody.clientManager?.employeeId).toBe('ivanova');
    const accepted = given(...wished).when({ type: 'acceptHandoff', clientId }, by(petrova, now, { staff }));
    accepted.then([
      { type: 'handoffAccepted', accepted: { firstContactBy: at('02-16', '18:00') } },
      { type: 'holderAssigned', role: 'clientManager', employeeId: 'petrova', from: 'ivanova' },
    ]);
    const full = { type: 'rejectHandoff', clientId, reason: 'noCapacity' } as const;
    const rejected = given(...wished).when(full, by(petrova, now, { staff }));
    rejected.then([{ type: 'handoffRejected', reason: 'noCapacity', fixable: true }]);
    expect(rejected.client?.custody.clientManager?.employeeId).toBe('ivanova');
  });

  test('is not offered to the manager whom it does not want, nor taken by that manager from an offer to all', () => {
    const already = { refused: ['ALREADY_HELD' as const] };
    given(...stages.regular)
      .when({ ...wish, to: 'ivanova' }, by(sonya, now, { staff }))
      .then(already);
    const [offered] = wished.slice(-1) as ClientEvent<'handoffOffered'>[];
    const toAll = { ...offered?.handoff, to: { role: 'clientManager' } } as Handoff;
    const events: GivenEvent[] = [
      ...stages.regular,
      { type: 'handoffOffered', handoff: toAll, happenedAt: now },
    ];
    given(...events)
      .when({ type: 'acceptHandoff', clientId }, by(ivanova, now, { staff }))
      .then(already);
    given(...events)
      .when({ type: 'acceptHandoff', clientId }, by(petrova, now, { staff }))
      .then([{ type: 'handoffAccepted' }, { type: 'holderAssigned', employeeId: 'petrova' }]);
  });

  test('goes before the head of sales where nobody answers, and stays where the head does not either', () => {
    const late = given(...wished).when(pass, by(system, at('02-13')));
    late.then([
      { type: 'handoffEscalated', handoff: { escalated: { to: 'headOfSales', cause: 'expired' } } },
    ]);
    const never = given(...wished).when(pass, by(system, at('03-09')));
    never.then([{ type: 'handoffEscalated' }, { type: 'handoffWithdrawn' }]);
    expect(never.client?.custody.clientManager?.employeeId).toBe('ivanova');
  });

  test('is heard where the client is overdue, too, by a transfer of its own', () => {
    const overdue = [...stages.regular, moved('regular', 'overdue', at('03-10'), 'becomeOverdue')];
    const later = by(sonya, at('03-11'), { staff });
    given(...overdue)
      .when({ ...wish, transfer: 'changeManagerOfOverdue' }, later)
      .then([{ type: 'handoffOffered' }]);
    given(...overdue)
      .when(wish, later)
      .then({ refused: ['WRONG_STATE'] });
  });
});

describe('a decision window', () => {
  const on = (decidesAt: string) =>
    ({ type: 'recordWindow', clientId, windowId: 'w', category: 'dairy', decidesAt }) as const;
  const now = at('01-09');

  test('is waited for where its preparation, 45 days before, begins within 18 months, not where later', () => {
    const inEntry = given(...stages.inEntry);
    // 18 months from 9 January 2026 are 9 July 2027; 45 days later it is 23 August.
    inEntry
      .when(on('2027-08-23T09:00:00.000Z'), by(denis, now))
      .then([
        { type: 'windowRecorded' },
        { type: 'stateChanged', to: 'awaitingWindow', transfer: 'awaitWindow' },
      ]);
    inEntry.when(on('2027-08-24T09:00:00.000Z'), by(denis, now)).then([{ type: 'windowRecorded' }]);
  });

  test('that moves years away ends the wait', () => {
    const waiting = given(...stages.inEntry).when(on(at('09-01')), by(denis, now));
    expect(waiting.client?.state).toBe('awaitingWindow');
    given(
      ...stages.inEntry,
      { type: 'windowRecorded', windowId: 'w', category: 'dairy', at: at('09-01'), happenedAt: now },
      moved('inEntry', 'awaitingWindow', now, 'awaitWindow'),
    )
      .when(on('2029-01-09T09:00:00.000Z'), by(denis, at('01-12')))
      .then([
        { type: 'windowRecorded' },
        { type: 'stateChanged', to: 'inEntry', transfer: 'findNearerWindow' },
      ]);
  });
});

describe('active selling without a window', () => {
  const won: GivenEvent = { type: 'windowWon', windowId: 'w', at: at('01-12'), happenedAt: at('01-12') };
  const recorded: GivenEvent = {
    type: 'windowRecorded',
    windowId: 'w',
    category: 'dairy',
    at: at('01-12'),
    happenedAt: at('01-09'),
  };
  const selling = [
    ...stages.inEntry,
    recorded,
    moved('inEntry', 'activeSelling', at('01-09'), 'startSelling'),
    won,
    ...['01-30', '02-20', '03-13', '04-03'].map((day) => talked('denis', at(day))),
  ];

  test('ends after three months, back in entry with whoever sells', () => {
    given(...selling)
      .when(pass, by(system, at('04-09', '08:59')))
      .then([]);
    const over = given(...selling).when(pass, by(system, at('04-09')));
    over.then([{ type: 'stateChanged', to: 'inEntry', transfer: 'sellTooLong', happenedAt: at('04-09') }]);
    expect(over.client?.custody.developmentSpecialist?.employeeId).toBe('denis');
  });

  test('goes on where the client has another decision to make', () => {
    const next: GivenEvent = { ...recorded, windowId: 'v', at: at('04-20'), happenedAt: at('04-03') };
    given(...selling, next)
      .when(pass, by(system, at('04-09')))
      .then([{ type: 'deadlinePassed', transfer: 'sellTooLong' }]);
  });
});
