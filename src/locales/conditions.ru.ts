import type { DurationUnit } from '../time/duration.ts';
import type { conditionsEn } from './conditions.en.ts';

/** What 1 takes in the nominative and in the accusative, what 2 takes, what 5 takes. */
type UnitForms = readonly [one: string, oneSpan: string, few: string, many: string];

const units: Record<DurationUnit, UnitForms> = {
  years: ['год', 'год', 'года', 'лет'],
  months: ['месяц', 'месяц', 'месяца', 'месяцев'],
  weeks: ['неделя', 'неделю', 'недели', 'недель'],
  days: ['день', 'день', 'дня', 'дней'],
  hours: ['час', 'час', 'часа', 'часов'],
  minutes: ['минута', 'минуту', 'минуты', 'минут'],
};

/** The fact stands before a dash, so that no word has to agree with the gender of its label. */
export const conditionsRu: typeof conditionsEn = {
  sentence: (fact, test) =>
    `${fact} — ${test}`.replace(
      /^дата перехода в состояние — (не )?больше (.*) назад$/,
      'в этом состоянии $1дольше $2',
    ),
  flag: '{fact} — {value}',
  tests: {
    equals: '{is}',
    differs: 'не {is}',
    atLeast: 'не меньше{than}',
    atMost: 'не больше{than}',
    above: 'больше{than}',
    below: 'меньше{than}',
    oneOf: '{or}',
    noneOf: 'не {nor}',
    includes: 'есть {is} в списке',
    includesAny: 'есть {or} в списке',
    includesAll: 'есть вместе {and} в списке',
    contains: 'есть {is} внутри',
    startsWith: 'есть {is} в начале',
    endsWith: 'есть {is} в конце',
    before: 'раньше{than}',
    after: 'позже{than}',
    beforeNow: 'позади',
    afterNow: 'впереди',
    withinLast: 'за {last} {span}',
    withinNext: 'в {next} {span}',
    olderThan: 'больше{than} назад',
    furtherThan: 'больше чем через {span}',
    present: 'есть в карточке',
    absent: 'нет данных',
  },
  negate: (test) => (test.startsWith('есть') ? test.replace('есть', 'нет') : `не ${test}`),
  // «да и» would read as one word, and «или» stands between values already.
  and: ', и ',
  or: ', либо ',
  nor: ' и не ',
  always: 'всегда',
  never: 'никогда',

  yes: 'да',
  no: 'нет',
  nothing: 'ничего',
  quote: '«{text}»',
  percent: '{number} %',
  count(number, unit, plural) {
    const [one, oneSpan, few, many] = units[unit];
    if (plural === 'one') {
      const [last, next] = one === oneSpan ? ['последний', 'ближайший'] : ['последнюю', 'ближайшую'];
      return { is: `${number} ${one}`, span: `${number} ${oneSpan}`, of: `${number} ${few}`, last, next };
    }
    // Fractions (`other`) take the form of 2 in every case: 1,5 дня.
    const is = `${number} ${plural === 'many' ? many : few}`;
    const of = `${number} ${plural === 'other' ? few : many}`;
    return { is, span: is, of, last: 'последние', next: 'ближайшие' };
  },
  sameAs: 'то же, что «{fact}»',
  thanFact: ', чем «{fact}»',

  verdict: {
    yes: 'Условия выполнены.',
    no: 'Условия не выполнены.',
    unknown: 'Для условий не хватает данных.',
  },
  oneOf: 'Хотя бы одно из этого',
  together: 'Всё это вместе',
  needed: ', а нужно: {value}',
  actually: (fact, value, isMoment) =>
    `; ${isMoment ? (/состояние$/.test(fact) ? 'с' : 'дата:') : 'сейчас:'} ${value}`,
  missing: ': нет данных',
  invalid: ': значение не годится',
  currency: '; разные валюты не сравниваются',
  suppliers: ' (кто может сообщить: {roles})',
};
