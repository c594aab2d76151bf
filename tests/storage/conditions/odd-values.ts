import { noon } from '../../conditions/sample-facts.ts';

/** Texts that databases treat in their own way: wildcards, quotes, cases, beyond the first plane, halves of pairs, NUL. */
export const oddTexts = [
  '',
  'a',
  'a%',
  'a_b',
  "o'a",
  '"a"',
  '\\a',
  'АБ',
  'аб',
  'ß',
  'SS',
  '😀',
  '😀a',
  '\ud83d',
  '\ude00',
  'a\ud83d',
  'a\0b',
  'b',
  '\0',
  '\ufffd',
  '\uffee',
  ' a ',
  '*a?[b]',
];

export const oddNumbers = [
  0,
  -0,
  1,
  3,
  3 - 2 ** -51,
  3 + 2 ** -51,
  0.1 + 0.2,
  0.3,
  -0.3,
  2 ** 53,
  2 ** 53 - 1,
  2 ** 63,
  -(2 ** 63),
  1e15 + 0.5,
  1e21,
  1e300,
  -1e300,
  5e-324,
  Number.MAX_VALUE,
];

/** Instants, and what passes for one at a glance. */
export const oddInstants = [
  noon,
  '2026-03-15T12:00:00.001Z',
  '2026-03-14T12:00:00.000Z',
  '2026-03-16T12:00:00.000Z',
  '2026-03-15T12:00:00.000z',
  '2026-03-15',
  'ab😀cdefghijklmnopqrstuvZ',
  'x'.repeat(23).concat('Z'),
  '\uffee'.repeat(23).concat('Z'),
  '😀'.repeat(11).concat('xZ'),
  '\ud83d'.repeat(23).concat('Z'),
  '2026-03-15T12:00\0:00.000Z',
];

/** What is no value of any of the types, or only of some. */
export const nullish: readonly unknown[] = [undefined, null, true, [], {}, 'a', 1, { amount: 1 }, ['a']];

/** Numbers that SQLite 3.45 reads off by one in the last binary digit. */
export const misread = [
  1.717241859711712e-94, 0.004901065999821434, -1.512841276879742e-169, -2.389556257175048e219,
];
