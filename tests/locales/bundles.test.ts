import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { en } from '../../src/locales/en.ts';
import { dictionaries } from '../dictionaries.ts';

test.each([
  ['en', 'ru'],
  ['ru', 'en'],
] as const)('a page that speaks %s carries no %s', async (spoken, other) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { describeEvent, explain } from './src/client/explain.ts';
        import { ${spoken} } from './src/locales/${spoken}.ts';
        globalThis.say = [explain, describeEvent, ${spoken}];`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    packages: 'external',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  for (const phrase of [
    (of: typeof en) => of.causes.causes.nobodyCanTake,
    (of: typeof en) => of.refusals.NO_HANDOFF,
  ]) {
    expect(text).toContain(phrase(dictionaries[spoken]));
    expect(text).not.toContain(phrase(dictionaries[other]));
  }
});
