import { describeEvent, explain, memoryStore, type Sales } from 'sales-conveyor';
import { type Erasure, openErasure } from 'sales-conveyor/erasure';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, it } from 'vitest';
import { at, collect, Department, openDepartment, stores } from './department.ts';
import { personalTrade, secret, tellAll } from './erasure-story.ts';

const by = 'head';
const found = async (erasure: Erasure, text = secret) => collect(erasure.find(text));

async function told(open: (typeof stores)[number]['open']) {
  const department = await openDepartment(open, { conveyor: personalTrade });
  await tellAll(department, 'zaphod');
  return { department, sales: department.sales, erasure: openErasure(department.sales) };
}

/** The events of the log by what they say of themselves. */
const heads = async (sales: Sales) =>
  (await collect(sales.events())).map(({ id, type, position, happenedAt, recordedAt }) => ({
    id,
    type,
    position,
    happenedAt,
    recordedAt,
  }));

describe.each(stores)('on $name', ({ open }) => {
  it('everything that was written of a client leaves everything that is kept', async () => {
    const { department, sales, erasure } = await told(open);
    expect((await found(erasure)).length).toBeGreaterThan(15);
    const before = { client: await sales.clients.get('zaphod'), heads: await heads(sales) };
    department.now = at(1);
    const result = await erasure.erase({ clientId: 'zaphod', reason: 'art. 17' }, { by });
    expect(result).toMatchObject({ ok: true, erased: { clients: ['zaphod'] } });
    expect(await found(erasure)).toEqual([]);
    expect(await found(erasure, 'Trillian')).toEqual([]);

    const client = await sales.clients.get('zaphod');
    const { people, facts, holds, revision, decidedAt, ...rest } = client ?? ({} as never);
    expect(rest).toEqual({
      ...before.client,
      people: undefined,
      facts: undefined,
      holds: undefined,
      revision: undefined,
      decidedAt: undefined,
    });
    expect(Object.keys(people)).toEqual(['r', 'p', 'q']);
    expect(facts).toMatchObject({ mail: { value: null }, city: { value: 'Moscow' } });
    await department.expectFolded('zaphod', personalTrade);

    const after = await heads(sales);
    expect(after.slice(0, -1)).toEqual(before.heads);
    expect((await sales.clients.history('zaphod')).at(-1)).toMatchObject({
      type: 'personalDataErased',
      reason: 'art. 17',
      by: 'head',
      happenedAt: at(1),
    });
    expect(await erasure.erase({ clientId: 'zaphod' }, { by })).toMatchObject({
      erased: { clients: [], events: 0, outcomes: 0 },
    });
    expect(await heads(sales)).toEqual(after);
  });

  it('a command that comes again is told the same, and brings nothing back', async () => {
    const { sales, erasure } = await told(open);
    await erasure.erase({ clientId: 'zaphod' }, { by });
    const before = await heads(sales);
    const command = { type: 'recordContact', clientId: 'zaphod', channel: 'phone', twoWay: true } as const;
    const again = await sales.execute(
      { ...command, personId: 'p', note: `${secret} called` },
      { by, commandId: 'zaphod-call' },
    );
    expect(again).toMatchObject({ ok: true, repeated: true, events: [{ note: '\u2421' }] });
    const refused = await sales.execute(
      { type: 'learnFacts', clientId: 'zaphod', facts: { [secret]: 1 } },
      { by, commandId: 'zaphod-unknown' },
    );
    expect(refused).toMatchObject({ ok: false, repeated: true });
    expect(await heads(sales)).toEqual(before);
    expect(await found(erasure)).toEqual([]);
  });

  it('of one person only what is theirs goes, and what names them; their id can go, too', async () => {
    const { department, sales, erasure } = await told(open);
    const result = await erasure.erase(
      { clientId: 'zaphod', personId: 'p', pseudonym: 'p-17', naming: ['ЗАФОД'] },
      { by },
    );
    expect(result.ok).toBe(true);
    expect(await found(erasure)).toEqual([]);
    expect((await found(erasure, 'Trillian')).length).toBe(2);
    expect((await found(erasure, '"p"')).length).toBe(0);
    const { people = {} } = (await sales.clients.get('zaphod')) ?? {};
    expect(Object.keys(people)).toEqual(['r', 'p-17', 'q']);
    expect(people.q?.name).toBe('Trillian');
    await department.expectFolded('zaphod', personalTrade);
    expect((await sales.clients.history('zaphod')).at(-1)).toMatchObject({ personId: 'p-17' });
    expect(await erasure.erase({ clientId: 'zaphod', personId: 'p' }, { by })).toMatchObject({
      ok: false,
      reasons: [{ code: 'UNKNOWN_PERSON' }],
    });
  });

  it('what a duplicate brought goes with the client, and with the duplicate once it stands alone', async () => {
    const department = await openDepartment(open, { conveyor: personalTrade });
    const { sales } = department;
    const erasure = openErasure(sales);
    await department.client('ford');
    for (const id of ['zaphod', 'twin']) await tellAll(department, id);
    await department.do({ type: 'mergeDuplicate', clientId: 'ford', duplicateId: 'zaphod' });
    await department.do({ type: 'unmergeDuplicate', clientId: 'ford', duplicateId: 'zaphod' });
    await department.do({ type: 'mergeDuplicate', clientId: 'ford', duplicateId: 'twin' });
    expect(await erasure.erase({ clientId: 'twin' }, { by })).toMatchObject({
      ok: false,
      reasons: [{ code: 'MERGED_AWAY', into: 'ford' }],
    });
    const alone = await erasure.erase({ clientId: 'zaphod' }, { by });
    expect(alone).toMatchObject({ erased: { clients: ['zaphod', 'ford'] } });
    expect(
      (await found(erasure)).filter(({ record }) => JSON.stringify(record).includes('"zaphod"')),
    ).toEqual([]);
    expect(await erasure.erase({ clientId: 'ford' }, { by })).toMatchObject({
      erased: { clients: ['ford', 'twin'] },
    });
    expect(await found(erasure)).toEqual([]);
    for (const id of ['zaphod', 'ford', 'twin']) await department.expectFolded(id, personalTrade);
  });

  it('an employee who has left goes by a pseudonym wherever they were named', async () => {
    const { department, sales, erasure } = await told(open);
    await sales.employees.change('boris', { name: 'Boris Godunov' });
    await sales.employees.recordAbsence('vera', { kind: 'other', from: at(3), to: at(4) });
    await sales.execute(
      { type: 'recordContact', clientId: 'zaphod', channel: 'visit', twoWay: true, performedBy: 'boris' },
      { by: 'head', commandId: 'visit' },
    );
    await sales.execute(
      { type: 'recordContact', clientId: 'zaphod', channel: 'visit', twoWay: true },
      { by: 'boris', commandId: 'own' },
    );
    const erase = () => erasure.erase({ employeeId: 'boris', pseudonym: 'e-17', reason: 'asked' }, { by });
    expect(await erase()).toMatchObject({
      ok: false,
      reasons: [{ code: 'STILL_EMPLOYED', employeeId: 'boris' }],
    });
    await department.client('ford', 'boris');
    await sales.employees.leave('boris', { by, reason: `${secret} knows, measles` });
    // The card of whoever was released says why, too.
    expect((await found(erasure, 'measles')).map(({ among }) => among)).toContain('clients');
    const before = await heads(sales);
    const census = await sales.census();
    expect(await erase()).toMatchObject({
      ok: true,
      erased: { clients: ['zaphod', 'ford'], employees: ['e-17'] },
    });
    for (const text of ['"boris"', '"@boris', 'Godunov', 'measles'])
      expect(await found(erasure, text)).toEqual([]);
    expect(await sales.employees.get('boris')).toBeUndefined();
    expect(await sales.employees.get('e-17')).toMatchObject({ id: 'e-17', roles: ['seller'] });
    for (const id of ['zaphod', 'ford']) await department.expectFolded(id, personalTrade);
    expect(await sales.census()).toEqual(census);
    const after = await heads(sales);
    expect(after.slice(0, before.length).map(({ position, type }) => [position, type])).toEqual(
      before.map(({ position, type }) => [position, type]),
    );
    expect((await collect(sales.events({ after: before.length }))).map(({ type }) => type)).toEqual([
      'personalDataErased',
      'personalDataErased',
      'employeeErased',
    ]);
  });

  it('a client whose id is personal gets another one, whoever names it', async () => {
    const { department, sales, erasure } = await told(open);
    await tellAll(department, 'twin');
    await department.client('ford');
    await department.do({ type: 'mergeDuplicate', clientId: 'zaphod', duplicateId: 'twin' });
    await department.do({ type: 'mergeDuplicate', clientId: 'ford', duplicateId: 'zaphod' });
    await department.do({ type: 'unmergeDuplicate', clientId: 'ford', duplicateId: 'zaphod' });
    expect(await erasure.erase({ clientId: 'zaphod', pseudonym: 'ford' }, { by })).toMatchObject({
      reasons: [{ code: 'ALREADY_REGISTERED' }],
    });
    const result = await erasure.erase({ clientId: 'zaphod', pseudonym: 'c-17' }, { by });
    expect(result).toMatchObject({ ok: true });
    for (const text of ['"zaphod"', '"zaphod#', secret]) expect(await found(erasure, text)).toEqual([]);
    expect(await sales.clients.get('zaphod')).toBeUndefined();
    for (const id of ['c-17', 'twin', 'ford']) await department.expectFolded(id, personalTrade);
    const again = await sales.execute(
      { type: 'recordContact', clientId: 'c-17', channel: 'phone', twoWay: true },
      { by, commandId: 'zaphod-call' },
    );
    expect(again).toMatchObject({ ok: true, repeated: true });
  });

  it('of a tenant that is dropped nothing is left', async () => {
    const { department, sales, erasure } = await told(open);
    expect(await erasure.dropTenant({ by: 'anna' })).toMatchObject({ ok: false });
    expect(await erasure.dropTenant({ by })).toEqual({ ok: true });
    const anew = new Department(department.store, { conveyor: personalTrade });
    expect(await anew.everything()).toEqual({ log: [], clients: [] });
    expect(await collect(sales.events())).toEqual([]);
  });

  it('whoever may not is refused, and told who may', async () => {
    const { sales, erasure } = await told(open);
    const before = await heads(sales);
    const refused = await erasure.erase({ clientId: 'zaphod' }, { by: 'vera' });
    if (refused.ok) throw new Error('accepted');
    expect(refused.reasons).toMatchObject([{ code: 'NOT_AUTHORIZED', action: 'erasePersonalData' }]);
    expect(explain(refused, { dictionary: en })).toContain('erase personal data');
    expect(await erasure.erase({ clientId: 'nobody' }, { by })).toMatchObject({
      reasons: [{ code: 'UNKNOWN_CLIENT' }],
    });
    await expect(erasure.erase({ clientId: 'zaphod', naming: 'x' } as never, { by })).rejects.toMatchObject({
      code: 'INVALID_COMMAND',
    });
    expect(await heads(sales)).toEqual(before);
  });
});

it('what was erased reads so in words', async () => {
  const { sales, erasure } = await told(async () => memoryStore());
  await erasure.erase({ clientId: 'zaphod' }, { by });
  const history = await sales.clients.history('zaphod');
  const said = (dictionary: typeof en) =>
    history.map((event) => describeEvent(event, { dictionary, conveyor: personalTrade })).join('\n');
  expect(said(en)).toContain('got to know erased');
  expect(said(en)).toMatch(/personal data erased$/m);
  expect(said(ru as never)).toContain('контактное лицо: удалено');
  expect(said(en) + said(ru as never)).not.toContain('\u2421');
});

it('beside 16 writers nothing is lost, and of what was there before the erasure no text is left', async () => {
  const { department, sales, erasure } = await told(async () => memoryStore());
  const writers = Array.from(
    { length: 16 },
    () => new Department(department.store, { conveyor: personalTrade, attempts: 100 }),
  );
  const note = `${secret} again`;
  const calls = writers.flatMap((writer, n) =>
    [1, 2, 3].map((k) =>
      writer.sales.execute(
        { type: 'recordContact', clientId: 'zaphod', channel: 'phone', twoWay: true, note },
        { by, commandId: `w-${n}-${k}` },
      ),
    ),
  );
  const before = (await sales.clients.get('zaphod'))?.contacts.count ?? 0;
  const [erased, ...results] = await Promise.all([
    openErasure(writers[0]?.sales as Sales).erase({ clientId: 'zaphod' }, { by }),
    ...calls,
  ]);
  expect(erased.ok && results.every(({ ok }) => ok)).toBe(true);
  const history = await sales.clients.history('zaphod');
  const place = history.findIndex(({ type }) => type === 'personalDataErased');
  expect(JSON.stringify(history.slice(0, place))).not.toContain('Beeblebrox');
  expect(history.length).toBe((await sales.clients.get('zaphod'))?.revision);
  expect((await sales.clients.get('zaphod'))?.contacts.count).toBe(before + 48);
  await department.expectFolded('zaphod', personalTrade);
  await erasure.erase({ clientId: 'zaphod' }, { by });
  expect(await found(erasure)).toEqual([]);
});
