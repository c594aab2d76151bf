import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { en } from '../../src/locales/en.ts';
import { dictionaries } from '../dictionaries.ts';

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../..') },
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    packages: 'external',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

test.each([
  ['en', 'ru'],
  ['ru', 'en'],
] as const)('a page that speaks %s carries no %s', async (spoken, other) => {
  const text = await bundled(`import { describeEvent, explain } from './src/client/explain.ts';
    import { ${spoken} } from './src/locales/${spoken}.ts';
    globalThis.say = [explain, describeEvent, ${spoken}];`);
  for (const phrase of [
    (of: typeof en) => of.causes.causes.nobodyCanTake,
    (of: typeof en) => of.refusals.NO_HANDOFF,
  ]) {
    expect(text).toContain(phrase(dictionaries[spoken]));
    expect(text).not.toContain(phrase(dictionaries[other]));
  }
});

test('a page that only explains refusals carries no words of events', async () => {
  const text = await bundled(`import { explain } from './src/client/explain.ts';
    import { explanationRu } from './src/locales/ru.ts';
    globalThis.say = [explain, explanationRu];`);
  const { refusals, events, causes } = dictionaries.ru;
  expect(text).toContain(refusals.NO_HANDOFF);
  expect(text).not.toContain(events.holdPlaced);
  expect(text).not.toContain(causes.causes.nobodyCanTake);
});

test('the core, which decides and gives options, carries no dictionary and no schema', async () => {
  const text = await bundled(`import { conveyorOf } from './src/entries/core.ts';
    globalThis.run = conveyorOf;`);
  expect(text).toContain('NO_HANDOFF');
  for (const { refusals, events } of Object.values(dictionaries))
    for (const phrase of [refusals.NO_HANDOFF, events.holdPlaced]) expect(text).not.toContain(phrase);
  expect(text).not.toMatch(/from ["']zod["']/);
});
