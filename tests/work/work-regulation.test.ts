import { defineConveyor } from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { defineWork, describeWork, mixedWork, workChapter } from 'sales-conveyor/work';
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
    { ...week('09:00', '17:00', ['2026-03-09']), label: 'the desk’s hours' },
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
    '  - turn in the queue: 1 of 2',
    '  - for: lines is at least 20',
    '  - response: 1 working hour',
    '  - done: 16 working hours',
    '  - hours: the desk’s hours',
    '  - brought before head ahead of a deadline by: 2 working hours',
    '  - of this, queue store has: 6 working hours',
    '- **Class “usual”:**',
    '  - turn in the queue: 2 of 2',
    '  - done: the same working day, for what is there before 14:00',
    '  - hours: the desk’s hours',
    '',
  ]);
  expect(lines.slice(lines.indexOf('## Hours of service'), lines.indexOf('## order'))).toEqual([
    '## Hours of service',
    '',
    '- **the desk’s hours:**',
    '  - Working days: Mon–Fri.',
    '  - Working hours: 09:00–17:00.',
    '  - Days off beside those: 9 Mar 2026.',
    '',
  ]);
});

test('where a queue has several ranks, each class says when its turn is, over all types of the queue', () => {
  const { document } = work;
  const [first, usual] = document.tasks.quotation!.service;
  const input = structuredClone(document);
  input.tasks.quotation!.service = [
    { ...first!, rank: 20 },
    { ...usual!, rank: 7 },
  ];
  const places = (dictionary: typeof en) =>
    describeWork({ document: input }, { dictionary, conveyor })
      .split('\n')
      .flatMap((line) => /(?:turn in the queue|очерёдность в очереди): (.*)/.exec(line)?.[1] ?? []);
  // Samples have ranks 0 and 1 in the same queue, so these four share one order.
  const [few, many] = [
    ['1 of 2', '2 of 2'],
    ['4 of 4', '3 of 4', '1 of 4', '2 of 4'],
  ];
  const said = [few, few, few, few, few, many, few].flat();
  expect(places(en)).toEqual(said);
  expect(places(ru)).toHaveLength(said.length);
  expect(places(ru)[10]).toBe('4 из 4');
});

test('work in queues is a chapter of the regulation that people sign, in either format', () => {
  for (const dictionary of [en, ru]) {
    const options = { dictionary, conveyor };
    const chapters = [workChapter(work, options)];
    for (const format of ['markdown', 'html'] as const) {
      const whole = describeBlueprint(conveyor.blueprint, { dictionary, format, part: 'people', chapters });
      const without = describeBlueprint(conveyor.blueprint, { dictionary, format, part: 'people' });
      const alone = describeWork(work, { ...options, format });
      const body = (html: string) => html.slice(html.indexOf('<h1>'), html.indexOf('</body>'));
      const [chapter, regulation] = format === 'html' ? [alone, without].map(body) : [alone, without];
      expect(whole).toContain(chapter);
      expect(whole).toContain(regulation!.trimEnd());
      expect(whole.indexOf(chapter!)).toBeGreaterThan(whole.indexOf(regulation!.trimEnd()));
    }
  }
});

test.each([
  ['describeWork', () => describeWork(work, { dictionary: en, format: 'pdf' as never })],
  [
    'describeBlueprint',
    () => describeBlueprint(conveyor.blueprint, { dictionary: en, format: 'pdf' as never }),
  ],
])('%s says of a format that is none which there are', (name, call) => {
  const problem = { path: 'options.format', code: 'NOT_ONE_OF', values: { allowed: ['markdown', 'html'] } };
  expect(call).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: { function: name, problems: [expect.objectContaining(problem)] },
    }),
  );
});
