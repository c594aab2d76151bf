import { type CommandInput, defineConveyor, memoryStore, type Store } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import {
  describeProposal,
  describeProposalEvent,
  explainProposal,
  openProposals,
  type ProposalEvent,
} from 'sales-conveyor/proposals';
import { describe, expect, it, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { faultsOf } from '../schema/validators.ts';
import { at, collect, contact, type Department, openDepartment, order, stores } from './department.ts';
import { trade } from './trade.ts';

const conveyor = defineConveyor({
  ...trade,
  services: {
    ...trade.services,
    assistant: {
      label: { en: 'assistant', ru: 'помощник' },
      may: [],
      mayPropose: ['transfer', 'learnFacts', 'placeHold', 'recordContact'],
    },
  },
});

const open = async (store: () => Promise<Store> = async () => memoryStore()) => {
  const department = await openDepartment(store, { conveyor });
  await department.client('acme');
  return { department, proposals: openProposals(department.sales), sales: department.sales };
};

const ready: CommandInput = { type: 'learnFacts', clientId: 'acme', facts: { ready: true } };
const sell: CommandInput = { type: 'transfer', clientId: 'acme', transfer: 'startSelling' };
const by = { by: 'assistant' };

/** The events of proposals in the feed. */
const told = async ({ sales }: Pick<Department, 'sales'>) =>
  (await collect(sales.events())).flatMap(({ position: _, ...event }) =>
    'proposalId' in event ? [event as ProposalEvent] : [],
  );

describe.each(stores)('on $name', ({ open: store }) => {
  it('a proposal does nothing until a person who may do it approves; the log names both', async () => {
    const { department, proposals, sales } = await open(store);
    const before = (await sales.clients.history('acme')).length;
    const made = await proposals.propose({ id: 'p-1', command: sell, to: 'anna', why: 'called back' }, by);
    expect(made).toMatchObject({
      ok: true,
      proposal: {
        id: 'p-1',
        status: 'open',
        by: 'assistant',
        to: 'anna',
        why: 'called back',
        events: [{ type: 'stateChanged', to: 'selling', by: 'anna' }],
      },
    });
    expect(await sales.clients.history('acme')).toHaveLength(before);
    expect(await proposals.propose({ id: 'p-1', command: sell, to: 'anna' }, by)).toEqual(made);
    const ids = async (query?: Parameters<typeof proposals.open>[0]) =>
      (await proposals.open(query)).map(({ id }) => id).join();
    expect([await ids({ to: 'anna' }), await ids({ to: 'boris' }), await ids({ clientId: 'acme' })]).toEqual([
      'p-1',
      '',
      'p-1',
    ]);
    // Boris may not sell Anna's client, a service decides on nothing: it stays open.
    expect(await proposals.approve('p-1', { by: 'boris' })).toMatchObject({
      ok: false,
      reasons: [{ code: 'NOT_AUTHORIZED', actor: 'boris' }],
    });
    expect(await proposals.reject('p-1', { by: 'boris' })).toMatchObject({ ok: false });
    expect(await proposals.approve('p-1', by)).toMatchObject({ reasons: [{ code: 'PERSON_NEEDED' }] });
    department.now = at(0, 3);
    const approved = await proposals.approve('p-1', { by: 'anna', reason: 'right' });
    const [{ id: eventId = '' } = {}] = (await sales.clients.history('acme')).slice(before);
    expect(approved).toMatchObject({
      ok: true,
      proposal: { status: 'done', decision: { by: 'anna', at: at(0, 3), eventIds: [eventId] } },
    });
    expect((await sales.clients.get('acme'))?.state).toBe('selling');
    expect(await ids()).toBe('');
    const command = { type: 'transfer', clientId: 'acme' };
    expect(await told(department)).toMatchObject([
      { type: 'proposalMade', by: 'assistant', to: 'anna', command },
      { type: 'proposalApproved', by: 'anna', proposedBy: 'assistant', command, eventIds: [eventId] },
    ]);
    const [, { commandId } = {}] = await told(department);
    expect(await sales.clients.history('acme')).toContainEqual(
      expect.objectContaining({ id: eventId, commandId }),
    );
    expect(await proposals.approve('p-1', { by: 'anna' })).toMatchObject({
      ok: false,
      reasons: [{ code: 'PROPOSAL_CLOSED', proposal: { status: 'done' } }],
    });
    await department.expectFolded('acme', conveyor);
  });

  it('of two who approve and one who rejects at once, one decides, and it is done once', async () => {
    const { department, proposals, sales } = await open(store);
    const other = openProposals(department.sales);
    await proposals.propose({ id: 'p-1', command: contact('acme'), to: 'anna' }, by);
    const results = await Promise.all([
      proposals.approve('p-1', { by: 'anna' }),
      other.approve('p-1', { by: 'head' }),
      other.reject('p-1', { by: 'head' }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await told({ sales })).toHaveLength(2);
    const contacts = (await sales.clients.history('acme')).filter(({ type }) => type === 'contactRecorded');
    expect(contacts).toHaveLength(1);
  });
});

test('what would do something else by now is stale, and the events that differ are named', async () => {
  const { department, proposals, sales } = await open();
  await department.do(ready);
  await department.do(sell);
  const offer: CommandInput = { type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' };
  const hold: CommandInput = { type: 'placeHold', clientId: 'acme', hold: 'locked', reason: 'asked for' };
  await proposals.propose({ id: 'same', command: offer, to: 'anna' }, by);
  await proposals.propose({ id: 'other', command: ready, to: 'anna' }, by);
  await proposals.propose({ id: 'gone', command: hold, to: 'anna' }, by);
  // Moments and what others recorded meanwhile make no difference to an offer.
  department.now = at(1, 2);
  await department.do(contact('acme'));
  expect(await proposals.approve('same', { by: 'anna' })).toMatchObject({ proposal: { status: 'done' } });
  const merged = await proposals.approve('gone', { by: 'anna' });
  expect(merged).toMatchObject({ ok: true, proposal: { status: 'done' } });
  await proposals.propose({ id: 'again', command: contact('acme'), to: 'anna' }, by);
  await department.do({ type: 'releaseHold', clientId: 'acme', hold: 'locked' });
  department.now = at(4);
  // By now the offer has ended unanswered: that would be written, too.
  const stale = await proposals.approve('again', { by: 'anna' });
  expect(stale).toMatchObject({
    ok: true,
    proposal: {
      status: 'stale',
      decision: { by: 'anna', differences: [{ now: { type: 'handoffEscalated' } }, {}] },
    },
  });
  expect((await told({ sales })).at(-1)).toMatchObject({
    type: 'proposalFoundStale',
    proposedBy: 'assistant',
  });
});

test('what is not possible any more is refused, says why, and is closed', async () => {
  const { department, proposals, sales } = await open();
  await proposals.propose({ id: 'p', command: sell, to: 'anna' }, by);
  await department.do(sell);
  expect(await proposals.approve('p', { by: 'anna' })).toMatchObject({
    ok: true,
    proposal: { status: 'refused', decision: { refusal: { reasons: [{ code: 'WRONG_STATE' }] } } },
  });
  expect(await proposals.open()).toEqual([]);
  expect((await told({ sales })).at(-1)).toMatchObject({ type: 'proposalRefused', reasons: ['WRONG_STATE'] });
});

test('who may not propose, what could not be done, and what expired, is told by reasons and codes', async () => {
  const { department, proposals } = await open();
  const reasonsOf = async (result: Promise<{ readonly ok: boolean; readonly reasons?: unknown }>) =>
    (await result).reasons;
  expect(
    await reasonsOf(proposals.propose({ command: order('acme', 'o', at(0)), to: 'anna' }, by)),
  ).toMatchObject([{ code: 'NOT_AUTHORIZED', actor: 'assistant', action: 'recordOrder' }]);
  expect(await reasonsOf(proposals.propose({ command: sell, to: 'boris' }, by))).toMatchObject([
    { code: 'NOT_AUTHORIZED', actor: 'boris' },
  ]);
  expect(await reasonsOf(proposals.propose({ command: sell, to: 'anna' }, { by: 'boris' }))).toMatchObject([
    { code: 'NOT_AUTHORIZED', actor: 'boris' },
  ]);
  const expiring = { id: 'e', command: sell, to: 'anna', expiresAt: at(1) };
  await proposals.propose(expiring, by);
  department.now = at(1);
  expect([await proposals.open(), (await proposals.get('e'))?.status]).toEqual([[], 'expired']);
  expect(await reasonsOf(proposals.approve('e', { by: 'anna' }))).toMatchObject([
    { code: 'PROPOSAL_CLOSED' },
  ]);
  expect(await reasonsOf(proposals.reject('none', { by: 'anna' }))).toEqual([
    { code: 'UNKNOWN_PROPOSAL', proposalId: 'none' },
  ]);
  for (const [input, code] of [
    [{ command: sell }, 'INVALID_PROPOSAL'],
    [{ command: sell, to: 'anna', until: at(9) }, 'INVALID_PROPOSAL'],
    [{ command: { type: 'fly' }, to: 'anna' }, 'INVALID_COMMAND'],
    [undefined, 'INVALID_PROPOSAL'],
  ] as const)
    await expect(proposals.propose(input as never, by)).rejects.toMatchObject({ code });
});

test('an erasure takes what was proposed for a client along, and an id that was personal', async () => {
  const { proposals, sales } = await open();
  const call: CommandInput = { ...contact('acme'), note: 'Ivan is ill' } as CommandInput;
  await proposals.propose({ id: 'p', command: call, to: 'anna', why: 'Ivan asked' }, by);
  await proposals.propose({ id: 'q', command: call, to: 'boris', why: 'Ivan asked' }, { by: 'assistant' });
  await proposals.propose({ id: 'r', command: sell, to: 'anna' }, by);
  await proposals.approve('r', { by: 'anna' });
  const erasure = openErasure(sales);
  expect(await erasure.erase({ clientId: 'acme', pseudonym: 'c-1' }, { by: 'head' })).toMatchObject({
    ok: true,
  });
  expect(await collect(erasure.find('Ivan'))).toEqual([]);
  expect(await proposals.get('p')).toMatchObject({ status: 'erased', clientId: 'c-1' });
  expect(await proposals.approve('p', { by: 'anna' })).toMatchObject({
    reasons: [{ code: 'PROPOSAL_CLOSED' }],
  });
  expect(await proposals.open()).toEqual([]);
  await sales.employees.leave('anna', { by: 'head', reason: 'left' });
  expect(await erasure.erase({ employeeId: 'anna', pseudonym: 'e-7' }, { by: 'head' })).toMatchObject({
    ok: true,
  });
  const kept = JSON.stringify([await told({ sales }), await proposals.get('p'), await proposals.get('r')]);
  expect(kept).not.toMatch(/anna|acme/);
  expect((await told({ sales })).map(({ by }) => by)).toContain('e-7');
});

test('a proposal, its events and refusals are said in both languages', async () => {
  const { department, proposals, sales } = await open();
  await proposals.propose({ id: 'p', command: sell, to: 'anna', why: 'called back' }, by);
  const [first] = await proposals.open();
  await proposals.reject('p', { by: 'anna', reason: 'too early' });
  const rejected = await proposals.get('p');
  await proposals.propose({ id: 'q', command: sell, to: 'anna', expiresAt: at(9) }, by);
  await department.do(sell);
  await proposals.approve('q', { by: 'anna' });
  const refused = await proposals.get('q');
  const again = await proposals.approve('p', { by: 'anna' });
  const said = Object.values(dictionaries).map((dictionary) => {
    const options = { dictionary, conveyor };
    const whole = [first, rejected, refused].map((one) => one && describeProposal(one, options));
    return [...whole, again.ok ? '' : explainProposal(again, options)];
  });
  expect(said).toMatchInlineSnapshot(`
    [
      [
        "“assistant” asks anna: make transfers and offer handoffs, acme; reason: called back. It would mean:
    – “lead” → “selling”: “start selling”
    Nobody has decided yet.",
        "“assistant” asks anna: make transfers and offer handoffs, acme; reason: called back. It would mean:
    – “lead” → “selling”: “start selling”
    Rejected by anna: too early.",
        "“assistant” asks anna: make transfers and offer handoffs, acme. It would mean:
    – “lead” → “selling”: “start selling”
    Approved by anna, and not possible any more:
    “start selling” starts from “lead”; the client is in “selling”.",
        "The proposal p is closed: Rejected by anna.",
      ],
      [
        "Предложение: переводить и передавать клиента, клиент acme; от кого: «помощник», кому: anna; причина: called back. Что изменится:
    – «lead» → «selling»: «start selling»
    Решения ещё нет.",
        "Предложение: переводить и передавать клиента, клиент acme; от кого: «помощник», кому: anna; причина: called back. Что изменится:
    – «lead» → «selling»: «start selling»
    Отклонено, решение: anna; too early.",
        "Предложение: переводить и передавать клиента, клиент acme; от кого: «помощник», кому: anna. Что изменится:
    – «lead» → «selling»: «start selling»
    Одобрено, но выполнить уже нельзя, решение: anna.
    «start selling» — только из состояний: «lead»; клиент в состоянии «selling».",
        "Предложение p закрыто: Отклонено, решение: anna.",
      ],
    ]
  `);
  const events = await told({ sales });
  for (const event of events) expect(faultsOf('proposal-event', event)).toEqual([]);
  expect(
    events.map((event) => describeProposalEvent(event, { dictionary: dictionaries.ru, conveyor })),
  ).toMatchInlineSnapshot(`
    [
      "предложение: переводить и передавать клиента, клиент acme; от кого: «помощник», кому: anna",
      "предложение отклонено: переводить и передавать клиента, клиент acme; от кого: «помощник», решение: anna",
      "предложение: переводить и передавать клиента, клиент acme; от кого: «помощник», кому: anna",
      "предложение одобрено, но выполнить его уже нельзя: переводить и передавать клиента, клиент acme; от кого: «помощник», решение: anna",
    ]
  `);
});
