import fc from 'fast-check';
import {
  all,
  any,
  type Blueprint,
  type BlueprintInput,
  type Condition,
  defineConveyor,
  fact,
  labelIn,
  not,
} from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';
import { hostileBlueprint } from '../pictures/hostile-blueprint.ts';

const locales = ['en', 'ru'] as const;
const presets = { mixed, transactional, consultative, project };
const each = Object.entries(presets).flatMap(([name, preset]) =>
  locales.map((locale) => [name, locale, defineConveyor(preset()).blueprint] as const),
);
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const ru = dictionaries.ru;
const peopleRu = (blueprint: Blueprint) => describeBlueprint(blueprint, { dictionary: ru, part: 'people' });
const small = (change = {}) => defineConveyor(smallBlueprint(change)).blueprint;

describe.each(each)('what people sign of %s in %s', (_, locale, blueprint) => {
  const dictionary = dictionaries[locale];
  const text = describeBlueprint(blueprint, { dictionary, part: 'people' });

  test('has every section in at most 3,000 words, nothing unfilled', () => {
    expect(words(text)).toBeLessThanOrEqual(3000);
    for (const heading of Object.values(dictionary.regulation.forPeople.headings))
      expect(text).toContain(`. ${heading}\n`);
    expect(text).not.toMatch(/undefined|NaN|\[object|[{}]|: \.|: ;/);
  });

  test('names every role, every handoff with its limits, and no transfer that only sets records right', () => {
    for (const { label } of Object.values(blueprint.roles))
      expect(text.toLowerCase()).toContain(`### ${labelIn(label, locale)}\n`.toLowerCase());
    for (const { label, handoff, technical } of Object.values(blueprint.transfers)) {
      const name = labelIn(label, locale);
      if (technical) expect(text).not.toContain(name);
      if (!handoff) continue;
      const section = text.split('\n### ').find((part) => part.split('\n')[0]?.includes(name)) ?? '';
      for (const part of Object.values(handoff.acceptWithin))
        expect(section).toContain(part.toLocaleString(dictionary.tag));
      for (const reason of Object.values(handoff.rejections))
        expect(section).toContain(labelIn(reason.label, locale));
    }
  });

  test('says limits in numbers and not as names of moments', () => {
    const moments = Object.keys(dictionary.regulation.forPeople.moments);
    for (const { trigger } of Object.values(blueprint.transfers))
      if (trigger.kind === 'time') expect(moments).toContain(trigger.at);
  });
});

test('the appendix follows where no part is asked for, and holds what a part alone holds', () => {
  const blueprint = small();
  const whole = describeBlueprint(blueprint, { dictionary: ru });
  const system = describeBlueprint(blueprint, { dictionary: ru, part: 'system' });
  expect(whole.startsWith(peopleRu(blueprint).trimEnd())).toBe(true);
  expect(whole).toContain('# Приложение. Правила системы');
  expect(whole.endsWith(system.slice(system.indexOf('## 1.')))).toBe(true);
});

test('a condition keeps its grouping: what must all hold are points, one of several stands below', () => {
  const fit: Condition = { fact: 'fit', is: 'equals', value: true };
  const when = all(
    fit,
    any(fact('orders.count').atLeast(3), all(fact('state.since').olderThan({ months: 3 }), not(fit))),
  );
  const { hand, ...others } = smallBlueprint().transfers;
  const blueprint = { ...smallBlueprint(), transfers: { ...others, hand: { ...hand, when } } };
  const text = peopleRu(defineConveyor(blueprint as BlueprintInput).blueprint);
  expect(text).toContain(
    [
      '- **Условия, все вместе:**',
      '  - Fits',
      '  - **Хотя бы одно из этого:**',
      '    - Число заказов — не меньше 3',
      '    - **Всё это вместе:**',
      '      - В этом состоянии дольше, чем 3 месяца',
      '      - Fits — нет',
    ].join('\n'),
  );
});

test('conditions of which one is enough say so at once; one alone is said in its line', () => {
  const said = (part: 'people' | 'system') =>
    describeBlueprint(defineConveyor(mixed()).blueprint, { dictionary: ru, part });
  const reenter = said('people').split('«повторный вход с новой линейкой»').at(-1);
  expect(reenter).toContain(
    [
      '- **Хотя бы одно из условий:**',
      '  - Есть новая линейка или новый ЛПР',
      '  - Динамика заказов — стабильно или падает',
      '  - Пора начинать активную продажу',
    ].join('\n'),
  );
  for (const demand of [
    'Есть связь хотя бы с одним ЛПР или ЛВР',
    'Отгружен хотя бы один заказ',
    'Оплачен хотя бы один заказ',
    'Кредитный лимит установлен',
  ])
    expect(said('people')).toContain(`  - ${demand}\n`);
  expect(said('system')).toContain('- **Условия, из которых должно выполняться хотя бы одно:**');
  expect(said('system')).toContain('- **Условие:** ');
});

test('a right that a role has no use for is not printed: who receives nothing that can be given back gives nothing back', () => {
  const line = (blueprint: Blueprint) =>
    describeBlueprint(blueprint, { dictionary: ru, part: 'system' })
      .split('\n')
      .find((row) => row.startsWith('| Вернуть клиента отправителю'));
  expect(line(small())).toContain('keeper');
  expect(line(small())).not.toContain('caller');
  expect(line(small({ transfers: { hand: { handoff: { onReturn: undefined } } } }))).not.toContain('keeper');
});

test('as HTML it is one page that is well-formed whatever people wrote, with pictures on landscape pages', () => {
  const tags = (html: string) => html.match(/<\/?[a-z]+[0-9]?/g);
  const calm = describeBlueprint(
    defineConveyor(fc.sample(hostileBlueprint, { seed: 1, numRuns: 1 })[0] as never).blueprint,
    {
      dictionary: ru,
      format: 'html',
      part: 'people',
    },
  );
  const open: string[] = [];
  for (const [, end, name = ''] of calm.matchAll(/<(\/?)([a-z]+[0-9]?)/g)) {
    if (['meta', 'img'].includes(name)) continue;
    if (end) expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  fc.assert(
    fc.property(hostileBlueprint, (input) => {
      const html = describeBlueprint(defineConveyor(input).blueprint, {
        dictionary: ru,
        format: 'html',
        part: 'people',
        pictures: [{ title: '<b>', source: '"><script>' }],
      });
      expect(html).toContain('<figure><figcaption>&lt;b&gt;</figcaption><img src="&quot;&gt;&lt;script&gt;"');
      expect(html).not.toContain('<script');
      expect(tags(html)?.filter((tag) => tag !== '<figure' && !/fig|img/.test(tag))).toEqual(tags(calm));
    }),
    { seed: 1, numRuns: 5 },
  );
});
