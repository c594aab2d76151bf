import { comparableName, identifyCompany, isInn, isKpp, likenessOf } from 'sales-conveyor/duplicates';
import { describe, expect, test } from 'vitest';

describe('a Russian tax id', () => {
  test.each(['7707083893', '7736050003', '5003052454', '500100732259', '0274062111'])('%s is one', (inn) =>
    expect(isInn(inn)).toBe(true),
  );

  test.each([
    ['a wrong check digit', '7707083894'],
    ['a wrong first check digit of twelve', '500100732249'],
    ['a wrong second check digit of twelve', '500100732258'],
    ['all zeros', '0000000000'],
    ['all zeros, twelve of them', '000000000000'],
    ['a lost leading zero', '274062111'],
    ['eleven digits', '77070838930'],
    ['letters', '77070838O3'],
    ['nothing', ''],
  ])('with %s is none', (_, inn) => expect(isInn(inn)).toBe(false));

  test('with one digit wrong is found out', () => {
    const inn = '7736050003';
    for (let place = 0; place < inn.length; place++)
      for (const other of '0123456789') {
        const written = inn.slice(0, place) + other + inn.slice(place + 1);
        expect(isInn(written)).toBe(written === inn);
      }
  });

  test('has branches by form alone', () => {
    expect(['773601001', '7736AB001', '997950001'].map(isKpp)).toEqual([true, true, true]);
    expect(['77360100', '7736ab001', 'A73601001', '000000000', '7736010012'].map(isKpp)).toEqual(
      Array(5).fill(false),
    );
  });
});

describe('a name', () => {
  test.each([
    ['ООО «Север-Торг»', 'Торг Север, ООО'],
    ['АО "Берёзка"', 'Березка'],
    ['Общество с ограниченной ответственностью «Ромашка»', 'О.О.О. Ромашка'],
    ['ИП Иванов Пётр', 'Иванов Петр ИП'],
    ['Müller & Söhne GmbH', 'müller söhne'],
    ['Acme Sp. z o.o.', 'ACME sp zoo'],
    ['Société Générale S.A.', 'SA Société Générale'],
  ])('%s is the name %s', (one, other) => expect(comparableName(one)).toBe(comparableName(other)));

  test.each([
    ['ООО «Север»', 'ООО «Юг»'],
    ['Север 1', 'Север 2'],
    ['Müller GmbH', 'Möller GmbH'],
  ])('%s is not the name %s', (one, other) => expect(comparableName(one)).not.toBe(comparableName(other)));

  test('that is a legal form and nothing else stays one; signs alone are none', () => {
    expect(comparableName('Ао')).toBe('ао');
    expect(comparableName(' «» ')).toBeUndefined();
  });
});

describe('a VAT id', () => {
  const vatOf = (vatId: string, stdnum?: Parameters<typeof identifyCompany>[1]) =>
    identifyCompany({ vatId }, stdnum).marks.vatId;

  test('is compared without blanks and points', () => {
    expect(vatOf('be 0403.170.701')).toBe('BE0403170701');
    expect(vatOf('EL 094259216')).toBe(vatOf('GR094259216'));
  });

  test('of Belgium may begin with 1, one of Norway may do without MVA', () => {
    expect(vatOf('BE1003456789')).toBe('BE1003456789');
    expect(vatOf('NO995525828')).toBe(vatOf('NO 995 525 828 MVA'));
  });

  test('that is badly formed, or of no country, is unknown and named', () => {
    for (const vatId of ['DE12345678', 'DE000000000', '995525828', 'XX123456789']) {
      expect(identifyCompany({ name: 'Acme', vatId })).toEqual({
        marks: { nameKey: 'acme' },
        facts: { nameKey: 'acme', name: 'Acme' },
        badlyFormed: ['vatId'],
      });
    }
  });

  test('has its check digits looked at by whom the caller brings along', () => {
    const asked: string[] = [];
    const refusing = (isValid: boolean) => ({
      validate: (value: string) => {
        asked.push(value);
        return { isValid };
      },
    });
    const stdnum = { DE: { vat: refusing(false) }, NO: { mva: refusing(true) } };
    expect(vatOf('DE136695976', { stdnum })).toBeUndefined();
    expect(vatOf('NO995525828', { stdnum })).toBe('NO995525828');
    expect(vatOf('PL8567346215', { stdnum })).toBe('PL8567346215');
    expect(asked).toEqual(['136695976', 'NO995525828MVA']);
  });
});

describe('two companies', () => {
  const inn = '7707083893';
  const other = '7736050003';
  test.each([
    [
      'of one INN and one KPP are one',
      { inn, kpp: '1' },
      { inn, kpp: '1' },
      { kind: 'duplicate', by: 'inn' },
    ],
    [
      'of one INN and two KPP are branches',
      { inn, kpp: '1' },
      { inn, kpp: '2' },
      { kind: 'branch', by: 'inn' },
    ],
    [
      'of one INN and one KPP unknown are perhaps one',
      { inn, kpp: '1' },
      { inn },
      { kind: 'perhaps', by: 'inn' },
    ],
    [
      'of one INN of a person are one',
      { inn: '500100732259' },
      { inn: '500100732259' },
      { kind: 'duplicate', by: 'inn' },
    ],
    ['of one VAT id are one', { vatId: 'a' }, { vatId: 'a' }, { kind: 'duplicate', by: 'vatId' }],
    ['of one name are perhaps one', { nameKey: 'a', inn }, { nameKey: 'a' }, { kind: 'perhaps', by: 'name' }],
    ['of one name and two INN are two', { nameKey: 'a', inn }, { nameKey: 'a', inn: other }, undefined],
    [
      'of one name and two VAT ids are two',
      { nameKey: 'a', vatId: 'a' },
      { nameKey: 'a', vatId: 'b' },
      undefined,
    ],
    ['of whom nothing is known are two', {}, {}, undefined],
  ] as const)('%s', (_, a, b, likeness) => {
    expect(likenessOf(a, b)).toEqual(likeness);
    expect(likenessOf(b, a)).toEqual(likeness);
  });
});
