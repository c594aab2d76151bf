import fc from 'fast-check';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, test } from 'vitest';
import { all, any, factBuilder, not, now } from '../../src/conditions/builder.ts';
import { compileCondition } from '../../src/conditions/compile-condition.ts';
import type { Condition } from '../../src/conditions/condition.ts';
import { describeCondition, describeExplanation } from '../../src/conditions/describe.ts';
import { dictionaries } from '../dictionaries.ts';
import { anyCondition, anySubject } from './arbitraries.ts';
import { eur, noon, sampleFacts } from './sample-facts.ts';

type Locale = keyof typeof dictionaries;

const fact = factBuilder<typeof sampleFacts>();
const facts = sampleFacts;

/** `Intl` parts thousands and currencies with spaces that do not break. */
const inWords = (condition: Condition, locale: Locale, timeZone = 'UTC') =>
  describeCondition(condition, { facts, dictionary: dictionaries[locale], timeZone }).replace(
    /[\u00a0\u202f]/g,
    ' ',
  );

describe('a test in words', () => {
  test.each<[Condition, string, string]>([
    [fact('orders.count').equals(1_234.5), 'number of orders is 1,234.5', 'число заказов — 1 234,5'],
    [fact('orders.count').differs(3), 'number of orders is not 3', 'число заказов — не 3'],
    [
      fact('orders.count').atLeast(0.0005),
      'number of orders is at least 0.0005',
      'число заказов — не меньше 0,0005',
    ],
    [
      fact('orders.count').atMost(fact('orders.planned')),
      'number of orders is at most “planned orders”',
      'число заказов — не больше, чем «план заказов»',
    ],
    [
      fact('orders.count').equals(fact('orders.planned')),
      'number of orders is “planned orders”',
      'число заказов — то же, что «план заказов»',
    ],
    [fact('orders.count').noneOf(1, 2), 'number of orders is not 1 or 2', 'число заказов — не 1 и не 2'],
    [fact('paymentDelay').atLeast(60), 'payment delay is at least 60 days', 'отсрочка — не меньше 60 дней'],
    [fact('paymentDelay').atMost(1), 'payment delay is at most 1 day', 'отсрочка — не больше 1 дня'],
    [fact('paymentDelay').above(21), 'payment delay is above 21 days', 'отсрочка — больше 21 дня'],
    [fact('paymentDelay').below(1.5), 'payment delay is below 1.5 days', 'отсрочка — меньше 1,5 дня'],
    [fact('paymentDelay').equals(2), 'payment delay is 2 days', 'отсрочка — 2 дня'],
    [fact('shareOfWallet').above(30), 'share of wallet is above 30%', 'доля в закупках — больше 30 %'],
    [
      fact('monthlyVolume').atLeast(eur(100_050)),
      'monthly volume is at least €1,000.50',
      'объём в месяц — не меньше 1 000,50 €',
    ],
    [
      fact('monthlyVolume').below({ amount: 500, currency: 'JPY' }),
      'monthly volume is below JP¥500',
      'объём в месяц — меньше 500 ¥',
    ],
    [fact('segment').equals('C'), 'segment is retail', 'сегмент — розница'],
    [fact('segment').oneOf('A', 'B', 'C'), 'segment is A, B or retail', 'сегмент — A, B или розница'],
    [fact('segment').noneOf('A'), 'segment is not A', 'сегмент — не A'],
    [fact('contractSigned').equals(true), 'contract signed: yes', 'договор подписан — да'],
    [fact('contractSigned').differs(true), 'contract signed: no', 'договор подписан — нет'],
    [fact('note').equals('x'), 'note is “x”', 'примечание — «x»'],
    [fact('note').contains('x'), 'note contains “x”', 'примечание — есть «x» внутри'],
    [fact('note').startsWith('x'), 'note starts with “x”', 'примечание — есть «x» в начале'],
    [fact('note').endsWith('x'), 'note ends with “x”', 'примечание — есть «x» в конце'],
    [fact('tags').includes('vip'), 'tags: “vip” is among them', 'метки — есть «vip» в списке'],
    [
      fact('tags').includesAny('a', 'b'),
      'tags: “a” or “b” is among them',
      'метки — есть «a» или «b» в списке',
    ],
    [
      fact('tags').includesAll('a', 'b'),
      'tags: “a” and “b” are among them',
      'метки — есть вместе «a» и «b» в списке',
    ],
    [
      fact('lastOrderAt').before('2026-03-01T00:00:00Z'),
      'last order is before 1 March 2026',
      'последний заказ — раньше 1 марта 2026 г.',
    ],
    [
      fact('lastOrderAt').after('2026-03-01T09:05:00Z'),
      'last order is after 1 March 2026 at 09:05',
      'последний заказ — позже 1 марта 2026 г. в 09:05',
    ],
    [fact('lastOrderAt').before(now), 'last order is past', 'последний заказ — позади'],
    [
      fact('lastOrderAt').after(fact('contractEndsAt')),
      'last order is after “end of contract”',
      'последний заказ — позже, чем «конец договора»',
    ],
    [
      fact('lastOrderAt').withinLast({ days: 60 }),
      'last order is within the last 60 days',
      'последний заказ — за последние 60 дней',
    ],
    [
      fact('lastOrderAt').withinLast({ weeks: 1, days: 2 }),
      'last order is within the last 1 week and 2 days',
      'последний заказ — за последнюю 1 неделю и 2 дня',
    ],
    [
      fact('contractEndsAt').withinNext({ months: 1 }),
      'end of contract is within the next 1 month',
      'конец договора — в ближайший 1 месяц',
    ],
    [
      fact('contractEndsAt').withinNext({ minutes: 21 }),
      'end of contract is within the next 21 minutes',
      'конец договора — в ближайшую 21 минуту',
    ],
    [
      fact('lastOrderAt').olderThan({ years: 5 }),
      'last order is more than 5 years ago',
      'последний заказ — больше 5 лет назад',
    ],
    [
      fact('contractEndsAt').furtherThan({ weeks: 1 }),
      'end of contract is more than 1 week ahead',
      'конец договора — больше чем через 1 неделю',
    ],
    [fact('note').present(), 'note is known', 'примечание — есть в карточке'],
    [fact('note').absent(), 'note is not known', 'примечание — нет данных'],
  ])('%j', (condition, en, ru) => {
    expect(inWords(condition, 'en')).toBe(en);
    expect(inWords(condition, 'ru')).toBe(ru);
  });
});

describe('a negation is said in the words of its test', () => {
  test.each<[Condition, string, string]>([
    [fact('orders.count').atLeast(3), 'number of orders is below 3', 'число заказов — меньше 3'],
    [fact('segment').noneOf('A', 'B'), 'segment is A or B', 'сегмент — A или B'],
    [fact('contractSigned').equals(true), 'contract signed: no', 'договор подписан — нет'],
    [fact('contractSigned').differs(true), 'contract signed: yes', 'договор подписан — да'],
    [fact('note').present(), 'note is not known', 'примечание — нет данных'],
    [fact('note').startsWith('x'), 'note does not start with “x”', 'примечание — нет «x» в начале'],
    [
      fact('tags').includesAll('a', 'b'),
      'tags: “a” and “b” are not all among them',
      'метки — нет вместе «a» и «b» в списке',
    ],
    [fact('lastOrderAt').before(now), 'last order is not past', 'последний заказ — не позади'],
    [
      fact('lastOrderAt').withinLast({ days: 1 }),
      'last order is not within the last 1 day',
      'последний заказ — не за последний 1 день',
    ],
    [not(fact('segment').equals('A')), 'segment is A', 'сегмент — A'],
    [all(), 'never', 'никогда'],
    [
      all(fact('segment').equals('A'), any(fact('blocked').equals(true), fact('note').absent())),
      'segment is not A or (blocked: no and note is known)',
      'сегмент — не A, либо (блокировка — нет, и примечание — есть в карточке)',
    ],
  ])('not %j', (condition, en, ru) => {
    expect(inWords(not(condition), 'en')).toBe(en);
    expect(inWords(not(condition), 'ru')).toBe(ru);
  });
});

describe('a group in words', () => {
  test('has brackets around groups of the other kind only', () => {
    const [a, b, c] = [
      fact('orders.count').atLeast(3),
      fact('segment').equals('A'),
      fact('segment').equals('B'),
    ];
    expect(inWords(all(a, any(b, c)), 'en')).toBe(
      'number of orders is at least 3 and (segment is A or segment is B)',
    );
    expect(inWords(all(a, any(b, c)), 'ru')).toBe(
      'число заказов — не меньше 3, и (сегмент — A, либо сегмент — B)',
    );
    expect(inWords(any(all(a, any(b)), c), 'en')).toBe(
      '(number of orders is at least 3 and segment is A) or segment is B',
    );
    expect(inWords(all(a, all(b, c)), 'en')).toBe(
      'number of orders is at least 3 and segment is A and segment is B',
    );
    expect(inWords(all(), 'ru')).toBe('всегда');
  });

  test('writes moments in the given time zone', () => {
    const condition = fact('lastOrderAt').before('2026-02-28T21:00:00Z');
    expect(inWords(condition, 'en', 'Europe/Moscow')).toBe('last order is before 1 March 2026');
  });
});

describe('an explanation in words', () => {
  const condition = all(
    fact('orders.count').atLeast(3),
    any(fact('segment').equals('A'), fact('monthlyVolume').above(eur(100))),
    not(fact('lastOrderAt').withinLast({ days: 60 })),
    fact('orders.planned').atMost(fact('paymentDelay')),
    fact('note').present(),
  );
  const subject = {
    'orders.count': 1,
    'orders.planned': 9,
    paymentDelay: 2,
    monthlyVolume: { amount: 500, currency: 'USD' },
    lastOrderAt: '2026-03-01T00:00:00.000Z',
    note: '',
  };
  const linesOf = (locale: Locale) =>
    describeExplanation(compileCondition<object>(condition, { facts }).explain(subject, noon), {
      facts,
      dictionary: dictionaries[locale],
      roles: { telemarketer: { en: 'telemarketer', ru: 'телемаркетер' } },
    }).map((line) => line.replace(/[\u00a0\u202f]/g, ' '));

  test('tells a manager what is unmet, what is known and what is needed, who can tell, and what is an alternative', () => {
    expect(linesOf('en')).toEqual([
      'The conditions are not met.',
      'Number of orders is at least 3; now: 1',
      'At least one of these:',
      '– Segment is A: not known yet (who can tell: telemarketer and developmentSpecialist)',
      '– Monthly volume is above €1.00; now: US$5.00; different currencies do not compare',
      'Last order is not within the last 60 days; the date is 1 March 2026',
      'Planned orders is at most “payment delay” (2); now: 9',
    ]);
    expect(linesOf('ru')).toEqual([
      'Условия не выполнены.',
      'Число заказов — не меньше 3; сейчас: 1',
      'Хотя бы одно из этого:',
      '– Сегмент — A: нет данных (кто может сообщить: телемаркетер и developmentSpecialist)',
      '– Объём в месяц — больше 1,00 €; сейчас: 5,00 $; разные валюты не сравниваются',
      'Последний заказ — не за последние 60 дней; дата: 1 марта 2026 г.',
      'План заказов — не больше, чем «отсрочка» (2); сейчас: 9',
    ]);
  });

  test('of a flag says what it is and what it should be, and of alternatives what belongs together', () => {
    const { contractSigned, blocked } = { contractSigned: fact('contractSigned'), blocked: fact('blocked') };
    const either = any(
      all(contractSigned.equals(true), blocked.equals(false)),
      all(fact('note').present(), any(fact('orders.count').above(5), fact('segment').equals('A'))),
    );
    const explanation = compileCondition<object>(either, { facts }).explain(
      { contractSigned: false, blocked: true, 'orders.count': 1, segment: 'B' },
      noon,
    );
    expect(describeExplanation(explanation, { facts, dictionary: en }).slice(1)).toEqual([
      'At least one of these:',
      '– All of these:',
      '– – Contract signed: no; needed: yes',
      '– – Blocked: yes; needed: no',
      '– All of these:',
      '– – Note is known: not known yet',
      '– – At least one of these:',
      '– – – Number of orders is above 5; now: 1',
      '– – – Segment is A; now: B',
    ]);
  });

  test('says since when something is so, for how long it should be', () => {
    const since = { since: { type: 'instant', label: 'in this state since' } } as const;
    const old: Condition = { fact: 'since', is: 'olderThan', value: { months: 3 } };
    const say = (condition: Condition) => describeCondition(condition, { facts: since, dictionary: en });
    expect(say(old)).toBe('in this state for more than 3 months');
    expect(say({ not: old })).toBe('in this state for not more than 3 months');
    expect(say({ fact: 'since', is: 'absent' })).toBe('in this state: no');
    const explanation = compileCondition<object>(old, { facts: since }).explain({ since: noon }, noon);
    expect(describeExplanation(explanation, { facts: since, dictionary: en })[1]).toBe(
      'In this state for more than 3 months; since 15 March 2026 at 12:00',
    );
  });

  test('of a condition that passes is one line', () => {
    const explanation = compileCondition(all(), { facts }).explain({}, noon);
    expect(describeExplanation(explanation, { facts, dictionary: en })).toEqual(['The conditions are met.']);
  });

  test('of an unusable value names its fact', () => {
    const explanation = compileCondition<object>(fact('segment').equals('A'), { facts }).explain(
      { segment: 7 },
      noon,
    );
    expect(describeExplanation(explanation, { facts, dictionary: en })[1]).toContain(': not usable');
  });

  test('outlives the declaration of its facts', () => {
    const explanation = compileCondition(fact('monthlyVolume').above(eur(1)), { facts }).explain({}, noon);
    expect(describeExplanation(explanation, { facts: {}, dictionary: en })[1]).toBe(
      'monthlyVolume is above {"amount":1,"currency":"EUR"}: not known yet (who can tell: telemarketer)',
    );
  });
});

test('any condition and its explanation have words for everything, in every language', () => {
  fc.assert(
    fc.property(
      anyCondition,
      anySubject,
      fc.constantFrom<Locale>('en', 'ru'),
      (condition, subject, locale) => {
        const explanation = compileCondition<typeof subject>(condition, { facts }).explain(subject, noon);
        const lines = [
          describeCondition(condition, { facts, dictionary: dictionaries[locale] }),
          ...describeExplanation(explanation, { facts, dictionary: dictionaries[locale] }),
        ];
        for (const line of lines) expect(line).not.toMatch(/undefined|null|NaN|\[object|\{|\}|^$|[ ]{2}/);
      },
    ),
    { numRuns: 300 },
  );
});

test('words without the facts that they are about say that these are missing', () => {
  const condition = fact('monthlyVolume').above(eur(1));
  const missing = (call: () => unknown) =>
    expect(call).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: expect.objectContaining({
          problems: [expect.objectContaining({ path: 'options.facts', code: 'WRONG_TYPE' })],
        }),
      }),
    );
  const options = { dictionary: en } as never;
  missing(() => describeCondition(condition, options));
  const explanation = compileCondition(condition, { facts }).explain({}, noon);
  missing(() => describeExplanation(explanation, options));
});
