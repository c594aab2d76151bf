import { defineConveyor } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { defineWork, describeWork, mixedWork } from 'sales-conveyor/work';
import { expect, test } from 'vitest';
import { deskOf, week } from './desk.ts';

const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));
const work = defineWork(conveyor, mixedWork());

test('the regulation has every queue, type, class and reason of the document, in either language', () => {
  for (const dictionary of [en, ru]) {
    const text = describeWork(work, { dictionary, conveyor });
    const label = (one: { readonly label?: unknown } | undefined) =>
      typeof one?.label === 'object'
        ? (one.label as Record<string, string>)[dictionary.language]
        : one?.label;
    const { queues, tasks } = work.document;
    const labels = [...Object.values(queues), ...Object.values(tasks)].map(label);
    for (const { pauses, returns, cancels, service } of Object.values(tasks)) {
      labels.push(
        ...[...Object.values(pauses), ...Object.values(returns), ...Object.values(cancels)].map(label),
      );
      labels.push(...service.flatMap((one) => label(one) ?? one.name));
    }
    for (const one of labels) expect(text).toContain(one);
    expect(text).not.toMatch(/\{|\}|undefined|NaN|\[object/);
  }
  expect(describeWork(work, { dictionary: ru, conveyor, format: 'html' })).toContain(
    '<h1>Работа по очередям</h1>',
  );
});

test('Russian has no Latin letters but those of the preset’s own labels', () => {
  const text = describeWork(work, { dictionary: ru, conveyor });
  const latin = new Set(text.match(/[a-z]+/gi));
  expect([...latin].sort()).toEqual(['A', 'CRM']);
});

test('of a type it says the promise, the cut-off, whose clock it is and when somebody is told', () => {
  const desk = deskOf(
    [
      {
        name: 'large',
        when: { fact: 'lines', is: 'atLeast', value: 20 },
        respond: { workingHours: 1 },
        resolve: { workingHours: 16 },
        escalate: { before: { workingHours: 2 }, to: 'head' },
        chain: [{ queue: 'store', within: { workingHours: 6 } }],
      },
      { name: 'usual', resolve: { workingDays: 0, cutOff: '14:00' } },
    ],
    week('09:00', '17:00'),
  );
  const lines = describeWork(desk, { dictionary: en }).split('\n');
  expect(lines.slice(lines.indexOf('## order'))).toEqual([
    '## order',
    '',
    '- **Queue:** desk.',
    '- **May be opened by:** caller.',
    '- **Responded to:** as soon as somebody takes it.',
    '- **Takes:** 10 min.',
    '- **May rest because:**',
    '  - the client is asked: the clock stands still',
    '  - out of stock: the clock runs on',
    '- **May go back because:** unclear.',
    '- **May be called off because:** by mistake.',
    '- **Class “large”:**',
    '  - for: lines is at least 20',
    '  - response: 1 working hour',
    '  - done: 16 working hours',
    '  - hours: desk',
    '  - brought before head ahead of a deadline by: 2 working hours',
    '  - of this, queue store has: 6 working hours',
    '- **Class “usual”:**',
    '  - done: the same working day, for what is there before 14:00',
    '  - hours: desk',
    '',
  ]);
});
