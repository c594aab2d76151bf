import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { format } from 'node:util';
import { en } from 'sales-conveyor/locales/en';
import { commandSchema } from 'sales-conveyor/schema';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { onboardSchema } from '../src/client/onboarding/onboard-command.ts';
import { operatorNames } from '../src/conditions/operators.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = resolve(root, '.tmp/pages');
const read = (page: string) => readFileSync(resolve(root, page), 'utf8');
const docs = readdirSync(resolve(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', ...docs.map((name) => `docs/${name}`)];
const programs = /```ts\n([\s\S]*?)```\s*It prints\s*```text\n([\s\S]*?)```/g;
const told = pages.flatMap((page) =>
  [...read(page).matchAll(programs)].map(([, program = '', printed = ''], i) => ({
    page,
    program,
    printed,
    file: `${basename(page, '.md')}-${i}.ts`,
  })),
);

mkdirSync(scratch, { recursive: true });
// The programs run on the sources: there need be no build.
writeFileSync(resolve(scratch, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["."] }');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the pages', () => {
  it.each(told)('$page: its program prints what it says', async ({ program, printed, ...told }) => {
    const file = resolve(scratch, told.file);
    writeFileSync(file, program);
    const lines: string[] = [];
    const log = vi
      .spyOn(console, 'log')
      .mockImplementation((...values) => void lines.push(format(...values)));
    try {
      await import(file);
    } finally {
      log.mockRestore();
    }
    expect(lines.join('\n')).toBe(printed.trim());
  });

  it('have a program each where they are about something that runs', () => {
    const subjects = [
      'assignment',
      'authority',
      'bulk',
      'closing-pay',
      'conditions',
      'due-work',
      'duplicates',
      'errors',
      'grades',
      'inbox',
      'motivation',
      'observing',
      'onboarding',
      'pay',
      'proposals',
      'queries',
      'reading',
      'subscriptions',
      'work',
      'working-time',
    ];
    expect([...new Set(told.map(({ page }) => page))]).toEqual([
      'README.md',
      ...subjects.map((subject) => `docs/${subject}.md`),
    ]);
  });

  it('list every command, and each with what it must say', () => {
    const page = read('docs/commands.md');
    const toldOf = (type: string) => page.split('\n').find((line) => line.startsWith(`| \`${type}\``)) ?? '';
    const service = ['onboard', 'applyRedistribution', 'undoRedistribution'];
    const missing = commandSchema.options.flatMap((option) => {
      const { type, clientId: _, ...fields } = option.shape;
      const [name = ''] = [...type.values];
      const untold = service.includes(name)
        ? []
        : Object.keys(fields).filter((field) => !toldOf(name).includes(`\`${field}\``));
      return toldOf(name) ? untold.map((field) => `${name}.${field}`) : [name];
    });
    expect(missing).toEqual([]);
  });

  it('list what a newcomer says, whole, and all that can be odd about one', () => {
    const rows = [...read('docs/onboarding.md').matchAll(/^\| `(\w+)` +\| (.*)$/gm)];
    const { type: _, clientId: __, ...fields } = onboardSchema.shape;
    const listed = rows.map(([, name]) => name);
    const oddities = Object.keys(en.onboarding.oddities);
    expect(listed.toSorted()).toEqual(['id', 'commandId', ...Object.keys(fields), ...oddities].sort());
    const written = (field: keyof typeof fields) => rows.find(([, name]) => name === field)?.[2] ?? '';
    const parts = {
      from: fields.from.unwrap().shape,
      stands: fields.stands.unwrap().shape,
      holders: fields.holders.unwrap().valueType.shape,
      pastHolders: fields.pastHolders.unwrap().element.shape,
      pastHandoffs: fields.pastHandoffs.unwrap().element.shape,
      people: fields.people.unwrap().valueType.shape,
      windows: fields.windows.unwrap().valueType.shape,
      holds: fields.holds.unwrap().valueType.shape,
      contacts: fields.contacts.unwrap().shape,
      orders: fields.orders.unwrap().element.shape,
    };
    for (const [field, shape] of Object.entries(parts))
      for (const part of Object.keys(shape)) expect(written(field as keyof typeof parts)).toContain(part);
  });

  it('list every code of an inbox', () => {
    const rows = [...read('docs/inbox.md').matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
    expect(rows.toSorted()).toEqual(Object.keys(en.inbox.items).sort());
  });

  it('list every code of errors, problems and refusals', () => {
    const page = read('docs/errors.md');
    const errors = [...read('src/errors/conveyor-error.ts').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(
      ([, code]) => code,
    );
    const codes = [
      ...errors,
      ...Object.keys(en.problems.problems),
      ...Object.keys(en.refusals),
      ...Object.keys(en.work.refusals),
      'CONDITION_NOT_MET',
    ];
    expect(errors.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('show every test of a condition', () => {
    const page = read('docs/conditions.md');
    expect(operatorNames.filter((name) => !page.includes(`').${name}(`))).toEqual([]);
  });
});
