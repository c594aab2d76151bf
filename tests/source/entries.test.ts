/** What can be imported is told in several places: all of them tell the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../src/schema/json-schemas.ts';
import tsup from '../../tsup.config.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { exports, typesVersions } = JSON.parse(read('package.json'));

const entries = [
  ...readdirSync(join(root, 'src/entries')).map((file) => file.replace('.ts', '')),
  'locales/en',
  'locales/ru',
].toSorted();
const schemas = Object.keys(jsonSchemas()).map((name) => `schema/${name}.json`);

test('package.json exports every entry, for import and require, and every schema', () => {
  const built = (name: string) => ({
    import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
    require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
  });
  expect(exports).toEqual({
    '.': built('index'),
    ...Object.fromEntries(entries.map((name) => [`./${name}`, built(name)])),
    ...Object.fromEntries(schemas.map((path) => [`./${path}`, `./dist/${path}`])),
    './package.json': './package.json',
  });
});

test('a compiler that does not read exports finds every entry’s types', () => {
  expect(typesVersions).toEqual({
    '*': {
      ...Object.fromEntries(entries.map((name) => [name, [`./dist/${name}.d.cts`]])),
      'schema/*': ['./dist/schema/*'],
    },
  });
});

test('the build makes every entry, with its declarations', () => {
  const { entry, dts } = tsup as { entry: object; dts: { entry: object } };
  const made = Object.keys(entry).filter((name) => !name.startsWith('parts/'));
  expect(made.toSorted()).toEqual(['index', ...entries].toSorted());
  expect(Object.keys(dts.entry).toSorted()).toEqual(made.toSorted());
});

test('the README tells of every entry', () => {
  const [, table = ''] = read('README.md').split('## What is in the package');
  const told = [...table.matchAll(/^\| `sales-conveyor\/([\w/]+)`/gm)].map(([, name]) => name as string);
  expect([...told, 'locales/ru'].toSorted()).toEqual(entries);
});
