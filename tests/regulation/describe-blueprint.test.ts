import fc from 'fast-check';
import {
  type Blueprint,
  builtInFacts,
  type Condition,
  defineConveyor,
  describeCondition,
  type FactSchema,
  type Label,
  labelIn,
} from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { spokenFacts } from '../../src/blueprint/spoken-facts.ts';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';
import { hostileBlueprint } from '../pictures/hostile-blueprint.ts';

const locales = ['en', 'ru'] as const;
type Locale = (typeof locales)[number];

const presets = { mixed, transactional, consultative, project };
const each = Object.entries(presets).flatMap(([name, preset]) =>
  locales.map((locale) => [name, locale, defineConveyor(preset()).blueprint] as const),
);

/** What is said between a heading and the next one of its level. */
function under(markdown: string, heading: RegExp, level: number): string {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${'#'.repeat(level)} `) && heading.test(line));
  expect(start, `no heading ${heading}`).toBeGreaterThanOrEqual(0);
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n');
}

const number = (value: number, locale: Locale) => value.toLocaleString(locale === 'en' ? 'en-GB' : 'ru-RU');
const quoted = (text: string, locale: Locale) => (locale === 'en' ? `“${text}”` : `«${text}»`);
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The number before a unit, as a word of its own. */
const amount = (value: number, locale: Locale) =>
  new RegExp(`(^|[^\\d,.])${literally(number(value, locale))}\\s`);

/** The tests of a condition, one by one: the words of each must be said. */
function leaves(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  return [condition];
}

const numbersOf = (duration: object) => Object.values(duration) as number[];

describe.each(each)('the rules of the system of %s in %s', (_, locale, blueprint) => {
  const markdown = describeBlueprint(blueprint, { dictionary: dictionaries[locale], part: 'system' });
  const { roles, states, transfers, facts, holds, grades, services, entries } = blueprint;
  const name = (thing: { readonly label: Label } | undefined) =>
    thing ? labelIn(thing.label, locale) : 'MISSING';
  const quote = (thing: { readonly label: Label } | undefined) => quoted(name(thing), locale);
  const section = (n: number) => under(markdown, new RegExp(`^## ${n}\\.`), 2);
  const transferSection = (id: string) =>
    under(section(6), new RegExp(`^### 6\\.\\d+\\. ${literally(quote(transfers[id]))}$`), 3);
  const allFacts: FactSchema = { ...builtInFacts, ...facts };

  test('names the blueprint and its version, and leaves nothing unfilled', () => {
    expect(markdown.split('\n', 5).join('\n')).toContain(quoted(name(blueprint), locale));
    expect(markdown).toContain(`${blueprint.version}. `);
    expect(markdown).not.toMatch(/undefined|MISSING|NaN|\[object|\{\w+\}/);
  });

  test('says of every role what it answers for, makes, receives, decides, supplies, and how much load that is', () => {
    for (const [id, role] of Object.entries(roles)) {
      const text = under(
        section(4).toLowerCase(),
        new RegExp(`^### ${literally(name(role).toLowerCase())}$`),
        3,
      );
      const says = (what: { readonly label: Label } | undefined) =>
        expect(text).toContain(quote(what).toLowerCase());
      for (const state of Object.values(states)) {
        if (state.responsible === id || state.supporting.includes(id)) says(state);
        if (state.load[id] !== undefined)
          expect(text).toContain(`${quote(state).toLowerCase()} — ${number(state.load[id], locale)}`);
      }
      for (const transfer of Object.values(transfers)) {
        const { trigger, handoff } = transfer;
        if (trigger.kind === 'person' && trigger.by.includes(id)) says(transfer);
        if (handoff?.to === id || handoff?.escalateTo === id) says(transfer);
      }
      for (const fact of Object.values(facts)) if (fact.suppliedBy?.includes(id)) says(fact);
      for (const share of role.rampUp ?? []) expect(text).toContain(number(share * 100, locale));
      for (const [value, factor] of Object.entries(role.loadBy?.factors ?? {})) {
        if (role.loadBy?.fact === 'segment')
          expect(text).toContain(`${value.toLowerCase()} — × ${number(factor, locale)}`);
        else expect(text).toContain(`— × ${number(factor, locale)}`);
      }
    }
  });

  test('says of every state who answers, who helps, whether the clock runs, and every way out', () => {
    for (const [id, state] of Object.entries(states)) {
      const text = under(section(5), new RegExp(`^### ${literally(quote(state))}$`), 3);
      for (const role of [state.responsible, ...state.supporting]) {
        if (role !== undefined) expect(text).toContain(name(roles[role]));
      }
      const clock = locale === 'en' ? 'The purchase-cadence clock runs.' : 'Ритм закупок отслеживается.';
      expect(text.includes(clock)).toBe(state.cadence);
      for (const transfer of Object.values(transfers)) {
        const line = text.split('\n').find((each) => each.startsWith(`  - ${quote(transfer)}`));
        expect(line !== undefined).toBe(transfer.from.includes(id));
        if (line) expect(line).toContain(quote(states[transfer.to]));
        if (line && transfer.handoff) expect(line).toContain(name(roles[transfer.handoff.to]));
      }
    }
  });

  test('says of every transfer where it leads from and to, who or what sets it off, its conditions and reasons', () => {
    for (const [id, transfer] of Object.entries(transfers)) {
      const text = transferSection(id);
      const { from, to, trigger, when, reasons, releases } = transfer;
      for (const state of from) expect(text).toContain(quote(states[state]));
      if (from.some((state) => state !== to)) expect(text).toContain(quote(states[to]));
      if (trigger.kind === 'person') for (const role of trigger.by) expect(text).toContain(name(roles[role]));
      if (trigger.kind === 'time') {
        expect(text).toContain(quote(allFacts[trigger.at]));
        for (const part of numbersOf(trigger.plus ?? {})) expect(text).toMatch(amount(part, locale));
      }
      for (const test of when ? leaves(when) : []) {
        const words = describeCondition(test, {
          facts: spokenFacts(blueprint, dictionaries[locale]),
          dictionary: dictionaries[locale],
          timeZone: blueprint.timeZone,
        });
        expect(text.toLowerCase()).toContain(words.toLowerCase());
      }
      for (const reason of Object.values(reasons ?? {})) expect(text).toContain(quote(reason));
      for (const role of releases) expect(text).toContain(name(roles[role]));
      const wake = locale === 'en' ? 'come back to the client must be given' : 'указать дату перезвона';
      expect(text.includes(wake)).toBe(transfer.needsWakeDate);
    }
  });

  test('tells apart every event that sets a transfer off', () => {
    for (const [id, { trigger }] of Object.entries(transfers)) {
      if (trigger.kind !== 'event') continue;
      const mark = locale === 'en' ? 'Follows by itself from:**' : 'Происходит автоматически, когда:**';
      const line = transferSection(id)
        .split('\n')
        .find((each) => each.includes(mark));
      expect(new Set(line?.split(':** ')[1]?.split(', ')).size).toBe(trigger.on.length);
    }
  });

  test('says of every handoff who receives, every limit, every reason with what becomes of it, and who decides', () => {
    for (const [id, { handoff }] of Object.entries(transfers)) {
      if (!handoff) continue;
      const text = transferSection(id);
      const { acceptWithin, firstContactWithin, onReturn, rejections } = handoff;
      for (const role of [handoff.to, handoff.escalateTo]) expect(text).toContain(name(roles[role]));
      for (const part of numbersOf(acceptWithin)) expect(text).toMatch(amount(part, locale));
      for (const part of numbersOf(firstContactWithin ?? {})) expect(text).toMatch(amount(part, locale));
      for (const reason of Object.values(rejections)) {
        const line = text.split('\n').find((each) => each.startsWith(`  - ${quote(reason)} — `)) ?? '';
        expect(line).toContain(
          locale === 'en'
            ? reason.fixable
              ? 'can be fixed'
              : 'cannot be fixed'
            : reason.fixable
              ? '— исправимо'
              : '— неисправимо',
        );
        if (reason.to) expect(line).toContain(quote(states[reason.to]));
      }
      for (const part of numbersOf(onReturn?.within ?? {})) expect(text).toMatch(amount(part, locale));
      for (const reason of Object.values(onReturn?.reasons ?? {}))
        expect(text).toContain(`  - ${quote(reason)}`);
      if (onReturn) expect(text).toContain(quote(states[onReturn.to]));
    }
  });

  test('lists every limit in time once more, in one table', () => {
    const text = section(7);
    for (const transfer of Object.values(transfers)) {
      const rows = text.split('\n').filter((line) => line.startsWith(`| ${quote(transfer)}`));
      const { trigger, handoff } = transfer;
      const limits = [
        handoff,
        handoff?.firstContactWithin,
        handoff?.decideWithin,
        handoff?.lasts,
        handoff?.onReturn,
        trigger.kind === 'time' || undefined,
      ];
      expect(rows.length).toBe(limits.filter((limit) => limit !== undefined).length);
    }
    for (const part of [...numbersOf(blueprint.windowLeadTime), ...numbersOf(blueprint.windowGrace)]) {
      expect(text).toMatch(amount(part, locale));
    }
  });

  test('says every number of the cadence policies and every state in which the clock runs', () => {
    const text = section(8);
    const numbers = (value: unknown): number[] =>
      typeof value === 'number'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, part]) =>
              numbers(part).map((n) => (key === 'percentile' ? n * 100 : n)),
            )
          : [];
    for (const value of numbers(blueprint.cadence)) expect(text).toContain(number(value, locale));
    for (const state of Object.values(states)) expect(text.includes(quote(state))).toBe(state.cadence);
  });

  test('says what every hold does, who may do what, and who supplies each fact', () => {
    for (const hold of Object.values(holds)) expect(section(9)).toContain(`- ${quote(hold)} — `);
    const authority = section(10);
    for (const role of Object.values(roles)) {
      if (role.may.own.length + role.may.any.length > 0) expect(authority).toContain(name(role));
    }
    for (const service of Object.values(services)) expect(authority).toContain(name(service));
    const known = section(11).toLowerCase();
    for (const fact of Object.values(facts)) {
      const line = known.split('\n').find((each) => each.startsWith(`| ${name(fact).toLowerCase()} |`));
      for (const role of fact.suppliedBy ?? []) expect(line).toContain(name(roles[role]).toLowerCase());
    }
    for (const { when } of Object.values(transfers)) {
      for (const test of when ? leaves(when) : []) {
        if ('fact' in test) expect(known).toContain(`| ${name(allFacts[test.fact]).toLowerCase()} |`);
      }
    }
  });

  test('says the working time, where clients come from, the grades, and the words', () => {
    expect(section(2)).toContain('09:00–18:00');
    for (const [source, state] of Object.entries(entries)) {
      const said = labelIn(blueprint.entryLabels?.[source] ?? source, locale);
      expect(section(3).toLowerCase()).toContain(`| ${said} | ${quote(states[state]).toLowerCase()} |`);
    }
    for (const grade of Object.values(grades)) {
      expect(section(12)).toContain(`${quote(grade)} — `);
      expect(section(12)).toContain(`× ${number(grade.load, locale)}.`);
    }
    expect(
      section(13)
        .split('\n')
        .filter((line) => line.startsWith('- **')).length,
    ).toBeGreaterThan(12);
  });
});

describe('a regulation', () => {
  const inRussian = (change = {}) =>
    describeBlueprint(defineConveyor(smallBlueprint(change)).blueprint, { dictionary: ru, part: 'system' });
  const withHours = (workingHours: number) =>
    inRussian({ transfers: { hand: { handoff: { acceptWithin: { workingHours } } } } });

  test.each([
    [1, '1 рабочий час.'],
    [2, '2 рабочих часа.'],
    [5, '5 рабочих часов.'],
    [21, '21 рабочий час.'],
    [1.5, '1,5 рабочего часа.'],
  ])('counts %s working hours in Russian as they are counted', (hours, words) => {
    expect(withHours(hours)).toContain(`Срок ответа: ${words}`);
  });

  test('says breaks, weekdays with hours of their own, nights and single days', () => {
    const usual = [1, 2, 3, 4, 5];
    const { workingTime: _, ...rest } = smallBlueprint();
    const { blueprint } = defineConveyor({
      ...rest,
      workingTime: {
        shifts: [
          { days: usual, from: '14:00', to: '18:00' },
          { days: usual, from: '09:00', to: '13:00' },
          { days: [6], from: '20:00', to: '30:00' },
        ],
        holidays: ['2026-01-01'],
        dates: { '2026-12-31': [{ from: '09:00', to: '12:00' }], '2026-01-02': [] },
      },
    });
    for (const part of ['system', 'people'] as const) {
      const text = describeBlueprint(blueprint, { dictionary: ru, part });
      expect(text).toContain('пн–пт 09:00–13:00, 14:00–18:00; сб 20:00–06:00 (часовой пояс: UTC)');
      expect(text).toContain('Дни с особым графиком: 31.12.2026 09:00–12:00.');
      expect(text).toContain('01.01.2026, 02.01.2026');
    }
  });

  test('calls the time zone and the currency as people do', () => {
    const change = { timeZone: 'Asia/Yekaterinburg', currency: 'RUB' };
    expect(inRussian(change)).toContain('Валюта: российский рубль, часовой пояс: Екатеринбург.');
    const { blueprint } = defineConveyor(smallBlueprint(change));
    const inEnglish = describeBlueprint(blueprint, { dictionary: en, part: 'system' });
    expect(inEnglish).toContain('Currency Russian Rouble, time zone Yekaterinburg Time.');
  });

  test('names the days off, the rule of one’s own, and says where nobody may override', () => {
    const { blueprint } = defineConveyor(
      smallBlueprint({
        workingTime: { holidays: ['2026-01-01', '2026-05-09'] },
        cadence: { lost: { kind: 'custom', name: 'pAlive', params: { below: 0.2 } } },
      }),
      { cadenceRules: { pAlive: () => 10 } },
    );
    const text = describeBlueprint(blueprint, { dictionary: ru, part: 'system' });
    expect(text).toContain('01.01.2026, 09.05.2026');
    expect(text).not.toContain('особым графиком');
    expect(text).toContain('«pAlive» ({"below":0.2})');
    expect(text).toContain('Переводить клиента в обход условий не вправе никто.');
  });

  test('says in which order automatic transfers of one event are tried, and only where there are several', () => {
    const twice = {
      label: { en: 'also', ru: 'ещё' },
      from: ['kept'],
      to: 'lead',
      trigger: { kind: 'event', on: ['orderRecorded'] },
      priority: 5,
    };
    expect(inRussian({ transfers: { twice } })).toContain(
      'Проверяется, если не состоялся ни один из переходов:** «buy».',
    );
    expect(inRussian()).not.toContain('Проверяется, если');
  });

  test('keeps its headings and tables whatever people call their states', () => {
    const shape = (text: string) =>
      text
        .split('\n')
        .map((line) => [/^(#+ |\|| *- |\d+\. )?/.exec(line)?.[0], (line.match(/(?<!\\)\|/g) ?? []).length]);
    const { blueprint: calm } = defineConveyor(fc.sample(hostileBlueprint, 1)[0] as never);
    const tame = JSON.parse(JSON.stringify(calm), (key, value) =>
      key === 'label' ? { en: 'x', ru: 'x' } : value,
    );
    fc.assert(
      fc.property(hostileBlueprint, fc.constantFrom(...locales), (input, locale) => {
        const text = describeBlueprint(defineConveyor(input).blueprint, { dictionary: dictionaries[locale] });
        expect(shape(text)).toEqual(
          shape(describeBlueprint(tame as Blueprint, { dictionary: dictionaries[locale] })),
        );
      }),
      { numRuns: 20 },
    );
  });
});
