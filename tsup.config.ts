import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { jsonSchemas } from './src/schema/json-schemas.ts';

/** Every file of `src/entries` is an entry of its own name. */
const entries = {
  index: 'src/index.ts',
  'locales/en': 'src/locales/en.ts',
  'locales/ru': 'src/locales/ru.ts',
  ...Object.fromEntries(
    readdirSync('src/entries').map((file) => [file.replace('.ts', ''), `src/entries/${file}`]),
  ),
};

/** Not importable by name: they only tell where to cut, so that a bundler can leave out the parts that nobody uses. */
const parts = {
  'parts/client-words-en': 'src/locales/client.en.ts',
  'parts/client-words-ru': 'src/locales/client.ru.ts',
  'parts/explanation-words-en': 'src/locales/explanation.en.ts',
  'parts/explanation-words-ru': 'src/locales/explanation.ru.ts',
  'parts/problems-ru': 'src/locales/problems.ru.ts',
  'parts/pictures': 'src/blueprint/pictures/to-svg.ts',
  'parts/regulation': 'src/blueprint/regulation/describe-blueprint.ts',
  'parts/shell': 'src/service/create-sales.ts',
  'parts/evolve': 'src/client/evolve.ts',
  'parts/facts': 'src/client/facts.ts',
  'parts/words': 'src/client/explain.ts',
  'parts/lint': 'src/lint/lint-blueprint.ts',
  'parts/working-time': 'src/blueprint/working-time.ts',
  'parts/label-schema': 'src/locales/label-schema.ts',
  'parts/analysis': 'src/conditions/analysis/analyse-condition.ts',
};

/** Emitted by `tsc` before: to bundle them takes a tenth of the time that it takes from the sources. */
const declarations = Object.fromEntries(
  Object.entries(entries).map(([name, path]) => [
    name,
    path.replace(/^src\/(.*)\.ts$/, '.tmp/types/$1.d.ts'),
  ]),
);

export default defineConfig({
  entry: { ...entries, ...parts },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  tsconfig: '.config/tsconfig.src.json',
  dts: { entry: declarations },
  sourcemap: true,
  splitting: true,
  clean: true,
  onSuccess: async () => {
    mkdirSync('dist/schema', { recursive: true });
    for (const [name, schema] of Object.entries(jsonSchemas())) {
      writeFileSync(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
    }
  },
});
