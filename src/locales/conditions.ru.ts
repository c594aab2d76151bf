import type { DurationUnit } from '../time/duration.ts';
import type { Gender } from './condition-phrases.ts';
import { invariable, phrases } from './condition-phrases.ts';
import type { conditionsEn } from './conditions.en.ts';

const last: Record<Gender, string> = { masculine: 'последний', feminine: 'последнюю', plural: 'последние' };
const next: Record<Gender, string> = { masculine: 'ближайший', feminine: 'ближайшую', plural: 'ближайшие' };

/** After 1 in the nominative and in the accusative, after 2, after 5; the genitive of 1 and of 2 are the latter two. */
type UnitForms = readonly [one: string, oneAccusative: string, few: string, many: string];

const units: Record<DurationUnit, UnitForms> = {
  years: ['год', 'год', 'года', 'лет'],
  months: ['месяц', 'месяц', 'месяца', 'месяцев'],
  weeks: ['неделя', 'неделю', 'недели', 'недель'],
  days: ['день', 'день', 'дня', 'дней'],
  hours: ['час', 'час', 'часа', 'часов'],
  minutes: ['минута', 'минуту', 'минуты', 'минут'],
};

/** The subject stands before a dash, so that no predicate has to agree with the gender of a label. */
export const conditionsRu: typeof conditionsEn = {
  tests: phrases({
    equals: ({ nominative }) => nominative,
    differs: ({ nominative }) => `не ${nominative}`,
    atLeast: ({ than }) => `не меньше${than}`,
    atMost: ({ than }) => `не больше${than}`,
    above: ({ than }) => `больше${than}`,
    below: ({ than }) => `меньше${than}`,
    oneOf: ({ either }) => either,
    noneOf: ({ items }) => `не ${items.join(' и не ')}`,
    includes: ({ nominative }) => `в списке есть ${nominative}`,
    includesAny: ({ either }) => `в списке есть ${either}`,
    includesAll: ({ every }) => `в списке есть ${every}`,
    contains: ({ accusative }) => `внутри есть ${accusative}`,
    startsWith: ({ accusative }) => `в начале стоит ${accusative}`,
    endsWith: ({ accusative }) => `в конце стоит ${accusative}`,
    before: ({ than }) => `раньше${than}`,
    after: ({ than }) => `позже${than}`,
    withinLast: ({ accusative, gender }) => `за ${last[gender]} ${accusative}`,
    withinNext: ({ accusative, gender }) => `в ${next[gender]} ${accusative}`,
    olderThan: ({ than }) => `больше${than} назад`,
    furtherThan: ({ accusative }) => `больше чем через ${accusative}`,
    present: () => 'есть данные',
    absent: () => 'нет данных',
  }),
  negatedTests: phrases({
    includes: ({ nominative }) => `в списке нет ${nominative}`,
    includesAny: ({ items }) => `в списке нет ${items.join(' и нет ')}`,
    includesAll: ({ items }) => `в списке нет хотя бы одного из: ${items.join(', ')}`,
    contains: ({ accusative }) => `внутри нет ${accusative}`,
    startsWith: ({ accusative }) => `в начале не стоит ${accusative}`,
    endsWith: ({ accusative }) => `в конце не стоит ${accusative}`,
    before: ({ than }) => `не раньше${than}`,
    after: ({ than }) => `не позже${than}`,
    withinLast: ({ accusative, gender }) => `не за ${last[gender]} ${accusative}`,
    withinNext: ({ accusative, gender }) => `не в ${next[gender]} ${accusative}`,
    olderThan: ({ accusative }) => `не раньше чем ${accusative} назад`,
    furtherThan: ({ accusative }) => `не позже чем через ${accusative}`,
  }),

  sentence: (label, predicate) => `${label} — ${predicate}`,
  and: ' и ',
  or: ' или ',
  always: 'всегда',
  never: 'никогда',

  yes: 'да',
  no: 'нет',
  nothing: 'ничего',
  now: { ...invariable('текущий момент'), genitive: 'текущего момента' },
  quote: (text) => `«${text}»`,
  percent: (number) => `${number} %`,
  count(number, unit, plural) {
    const [one, oneAccusative, few, many] = units[unit].map((form) => `${number} ${form}`) as unknown as UnitForms;
    if (plural === 'one') {
      const gender = one === oneAccusative ? 'masculine' : 'feminine';
      return { nominative: one, accusative: oneAccusative, genitive: few, gender };
    }
    // Fractions (`other`) are counted like few in every case: 1,5 дня.
    const form = plural === 'many' ? many : few;
    return { ...invariable(form), genitive: plural === 'few' ? many : form };
  },
  valueOf: (label) => ({ plain: `то же, что «${label}»`, than: `, чем «${label}»` }),

  verdict: {
    yes: 'Условие выполнено.',
    no: 'Условие не выполнено.',
    unknown: 'Данных не хватает, чтобы сказать, выполнено ли условие.',
  },
  limit: (moment) => ` (граница: ${moment})`,
  actually: (value) => `; сейчас: ${value}`,
  missing: (facts) => `; нет данных: ${facts}`,
  invalid: (facts) => `; значение не годится: ${facts}`,
  currency: '; разные валюты не сравниваются',
  suppliers: (roles) => ` (кто может сообщить: ${roles})`,
  nearest: (steps) => `Ближайший путь: ${steps}.`,
};
