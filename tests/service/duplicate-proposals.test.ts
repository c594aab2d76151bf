import { createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import { describeDuplicate, duplicatesOf, identifyCompany } from 'sales-conveyor/duplicates';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describeOddity, onboardClients } from 'sales-conveyor/onboarding';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';

const conveyor = defineConveyor(mixed());
const north = { name: 'ООО «Север»', inn: '7707083893', kpp: '773601001' };

/** Ivanova keeps the first card of the north; a telemarketer finds it written again. */
async function department() {
  const sales = createSales({
    conveyor,
    store: memoryStore(),
    clock: () => new Date('2026-03-02T09:00:00Z'),
  });
  const hiredAt = '2024-01-10T09:00:00Z';
  for (const [id, role] of [
    ['tanya', 'telemarketer'],
    ['ivanova', 'clientManager'],
    ['head', 'headOfSales'],
  ] as const)
    await sales.employees.hire({ id, roles: [role], hoursPerMonth: 130, hiredAt });
  const card = async (id: string, company: object, source: 'existing' | 'lead' = 'lead') => {
    const { facts } = identifyCompany(company);
    const done = await sales.clients.register({ id, source, facts }, { by: 'import' });
    expect(done.ok).toBe(true);
  };
  await card('north', north, 'existing');
  const assign = {
    type: 'assignHolder',
    clientId: 'north',
    role: 'clientManager',
    employeeId: 'ivanova',
  } as const;
  expect((await sales.execute(assign, { by: 'head' })).ok).toBe(true);
  return { sales, card };
}

test('a telemarketer sees whose client it is before the card is written', async () => {
  const { sales } = await department();
  const found = await duplicatesOf(sales, { ...north, name: 'Север ООО' });
  expect(found).toEqual([
    {
      kind: 'duplicate',
      by: 'inn',
      clientId: 'north',
      name: 'ООО «Север»',
      state: 'regular',
      holder: { role: 'clientManager', employeeId: 'ivanova' },
      commands: [],
    },
  ]);
  const words = (found ?? []).flatMap((one) => [
    describeDuplicate(one, { dictionary: en, conveyor }),
    describeDuplicate(one, { dictionary: ru, conveyor, names: { employees: { ivanova: 'Иванова' } } }),
  ]);
  expect(words).toEqual([
    'north (ООО «Север»): the same company, by tax id (INN); “regular”; held by ivanova, “client manager”',
    'north (ООО «Север»): та же компания, совпал ИНН; «действующий»; ответственный: Иванова, «клиентский менеджер»',
  ]);
});

test('a duplicate proposes the merge into the card that is in somebody’s hands, and the merge settles it', async () => {
  const { sales, card } = await department();
  await card('again', north);
  const [found] = (await duplicatesOf(sales, 'again')) ?? [];
  expect(found?.commands).toEqual([{ type: 'mergeDuplicate', clientId: 'north', duplicateId: 'again' }]);
  const [merge] = found?.commands ?? [];
  if (merge) expect(await sales.execute(merge, { by: 'head' })).toMatchObject({ ok: true });
  expect(await duplicatesOf(sales, 'north')).toEqual([]);
  expect(await sales.clients.get('again')).toMatchObject({ mergedInto: { clientId: 'north' } });
});

test('a branch proposes one group of companies for both, a namesake nothing but a look', async () => {
  const { sales, card } = await department();
  await card('branch', { ...north, kpp: '784201001' });
  await card('namesake', { name: 'Север, ООО' });
  const found = (await duplicatesOf(sales, 'branch')) ?? [];
  expect(found).toMatchObject([
    { clientId: 'north', kind: 'branch', by: 'inn' },
    { clientId: 'namesake', kind: 'perhaps', by: 'name', pool: 'telemarketer', commands: [] },
  ]);
  for (const command of found.flatMap(({ commands }) => commands))
    expect((await sales.execute(command, { by: 'head' })).ok).toBe(true);
  const group = (await Promise.all(['north', 'branch'].map((id) => sales.clients.get(id)))).map(
    (client) => client?.facts.accountGroup?.value,
  );
  expect(group).toEqual([north.inn, north.inn]);
});

test('an import says who of the newcomers is perhaps the same company', async () => {
  const { sales } = await department();
  const newcomer = (id: string, company: object) => ({
    id,
    commandId: id,
    source: 'existing',
    facts: identifyCompany(company).facts,
  });
  const { odd } = await onboardClients(
    sales,
    [
      newcomer('a', north),
      newcomer('b', { ...north, kpp: '784201001' }),
      newcomer('c', { name: 'Юг', inn: '7736050003' }),
      newcomer('d', north),
    ],
    { by: 'import' },
  );
  expect(
    odd.map(({ clientId, oddity }) => `${clientId}: ${describeOddity(oddity, { dictionary: en, conveyor })}`),
  ).toEqual([
    'b: another branch of the company: a, by tax id (INN)',
    'd: the same company: a, by tax id (INN)',
  ]);
});

test('nobody is found by an id that there is not, and nothing is looked for that is not known', async () => {
  const { sales } = await department();
  expect(await duplicatesOf(sales, 'nobody')).toBeUndefined();
  expect(await duplicatesOf(sales, { inn: '7707083894' })).toEqual([]);
});
