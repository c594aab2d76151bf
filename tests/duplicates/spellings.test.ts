import { createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import {
  type Company,
  comparableName,
  duplicatesOf,
  identifyCompany,
  isInn,
  isKpp,
  likenessOf,
} from 'sales-conveyor/duplicates';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';

/** How people, banks, registers and other systems write one company. */
const same: Readonly<Record<string, readonly string[]>> = {
  'ООО «Север»': [
    'OOO "Север"',
    'Север, ООО',
    'СЕВЕР ЛТД',
    'Север Лимитед',
    'ооо север',
    'О.О.О. «Север»',
    'О О О Север',
    'ООО"Север"',
    'ООО «Cевер»',
    'Общество  с ограниченной\tответственностью "СЕВЕР"',
    'ООО ,,Север“',
    'Север (ООО)',
    '"СЕВЕР" OOO',
    'Север Инк.',
  ],
  'ИП Иванов И.И.': [
    'Иванов И. И. ИП',
    'ИП Иванов И И',
    'И.П. Иванов И.И.',
    'Индивидуальный предприниматель Иванов И.И.',
    'иванов и.и.',
    'ИП ИВАНОВ И. И',
  ],
  'ИП Петров Игорь Павлович': ['Петров Игорь Павлович', 'Игорь Павлович Петров (ИП)'],
  'АО «Берёзка»': [
    'Березка АО',
    'AO "Березка"',
    'А.О. Берёзка',
    'ПАО БЕРЕЗКА',
    'Открытое акционерное общество «Берёзка»',
  ],
  'ООО «Рога и Копыта»': ['Рога & Копыта', 'РОГА И КОПЫТА, ООО', 'ООО "Рога&Копыта"'],
  'ООО «Торговый дом Север-Торг»': ['Север-Торг торговый дом', 'ООО Торговый Дом "СЕВЕР ТОРГ"'],
  'Магазин №5': ['Магазин 5', 'магазин № 5'],
  'КФХ «Заря»': ['Крестьянское (фермерское) хозяйство Заря'],
  'Müller & Söhne GmbH': ['MÜLLER UND SÖHNE', 'Müller and Söhne, G.m.b.H.'],
  'Société Générale S.A.': ['SA Société Générale', 'Société Générale S. A.'],
  'Acme Sp. z o.o.': ['ACME sp zoo'],
};

const different: readonly (readonly [string, string])[] = [
  ['ООО «Север»', 'ООО «Северный»'],
  ['ООО «Север»', 'ООО «Север-Юг»'],
  ['ООО «Север 1»', 'ООО «Север 2»'],
  ['ООО «Север»', 'ТД «Север»'],
  ['ИП Иванов И.И.', 'ИП Иванов П.П.'],
  ['ИП Иванов И.О.', 'ИП Иванов О.И.'],
  ['ИП Иванов И.', 'ИП Иванов'],
  ['ИП Петров И.П.', 'ИП Петров'],
  ['ИП Петров И.П.', 'ИП Петров А.С.'],
  ['Смирнов А.О.', 'Смирнов'],
  ['Смирнов А. О.', 'Смирнов П. К.'],
  ['ИП Иванов Иван', 'ИП Иванов Игорь'],
  ['ИП Иванова И.И.', 'ИП Иванов И.И.'],
  ['Магазин №5', 'Магазин №15'],
  ['Müller GmbH', 'Möller GmbH'],
  ['ООО «Рога и Копыта»', 'ООО «Рога»'],
  ['ООО «Мир»', 'ООО «Мира»'],
  ['ООО «Ромашка Плюс»', 'ООО «Ромашка»'],
  ['АО «Ока»', 'АО «Окна»'],
  ['ООО «Инком»', 'ООО «Инк»'],
];

test('a mark that is no text is a typed error at every door, and nothing is none', async () => {
  const odd = { name: 'Север', inn: 7707083893 } as unknown as Company;
  const sales = createSales({
    conveyor: defineConveyor(mixed()),
    store: memoryStore(),
    clock: () => new Date(0),
  });
  const problems = [expect.objectContaining({ path: 'inn', code: 'WRONG_TYPE' })];
  const fault = expect.objectContaining({ code: 'INVALID_COMPANY', details: { problems } });
  expect(() => identifyCompany(odd)).toThrow(fault);
  await expect(duplicatesOf(sales, odd)).rejects.toEqual(fault);
  const number = 5 as unknown as string;
  expect([isInn(number), isKpp(number)]).toEqual([false, false]);
  const untyped = [() => comparableName(number), () => likenessOf(null as never, {})];
  for (const call of untyped) expect(call).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(identifyCompany({ name: 'Север', inn: null } as unknown as Company).badlyFormed).toEqual([]);
});

describe('the name of a company', () => {
  const pairs = Object.entries(same).flatMap(([name, others]) =>
    others.map((other) => [other, name] as const),
  );

  test('is known in at least forty spellings of real life', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(pairs.filter(([a, b]) => comparableName(a) !== comparableName(b))).toEqual([]);
  });

  test('is not that of another, however near it is', () => {
    expect(different).toHaveLength(20);
    expect(different.filter(([a, b]) => comparableName(a) === comparableName(b))).toEqual([]);
  });
});
