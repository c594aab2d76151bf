/** What Russian output must be: no English in it, and nothing left of a template. */
import { ru } from 'sales-conveyor/locales/ru';
import { expect } from 'vitest';
import { conveyor } from '../client/department.ts';

const names = { employees: () => 'Анна', clients: () => 'Ромашка' };
export const options = { dictionary: ru, conveyor, names };

/** What the samples call things, and people write: no words of the library. */
const ids = [
  ...[
    'acme#\\d+',
    'acme',
    'nobody',
    'nirvana',
    'cold',
    'lead',
    'misfit',
    'EUR',
    'USD',
    'RUB',
    'o1',
    'w',
    'p',
    'plan-1',
    'c-1',
    'a-1',
  ],
  ...[
    'lawsuit',
    'left',
    'a slip',
    'Ada',
    'dairy',
    'unpaid',
    'noSecondOrder',
    'twin',
    'UTC',
    'Europe/\\w+',
    ...['referral', 'existing', 'A', 'B', 'C', 'CRM'],
  ],
];
export const latin = (text: string) =>
  text
    .replace(new RegExp(`(?<![\\w])(${ids.join('|')})(?![\\w])`, 'g'), '')
    // A fact that people have no label for is said by its path, in the reference of a regulation.
    .replace(/`[^`]*`/g, '')
    .match(/[A-Za-z][A-Za-z ]*/g) ?? [];

export function expectRussian(text: string): void {
  expect([text, latin(text)]).toEqual([text, []]);
  expect(text).toMatch(/[а-яё]/i);
  expect(text).not.toMatch(/undefined|null|NaN|[{}]/);
}
