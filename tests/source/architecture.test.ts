/** docs/architecture.md leads to files and names that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);

const section = (title: string) => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

/** The rows of a section's table below its head. */
const rowsOf = (title: string) => [...section(title).matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2);

const isFile = (path: string) =>
  existsSync(join(root, path)) || paths.some((known) => known === path || known.endsWith(`/${path}`));

test('every file and folder that the page names exists', () => {
  const named = [...page.matchAll(/`([\w./@-]+(?:\.ts|\/))`/g)].map(([, path]) =>
    (path as string).replace(/\/$/, ''),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !isFile(path))).toEqual([]);
});

test('every rule of the table is led to a file by its whole path', () => {
  const rows = rowsOf('Where a rule is');
  expect(rows.length).toBeGreaterThanOrEqual(16);
  const lost = rows.filter(([, , where = '']) => {
    const files = [...where.matchAll(/`([^`]+\.ts)`/g)].map(([, path]) => path as string);
    return files.length === 0 || files.some((path) => !paths.includes(path));
  });
  expect(lost.map(([, rule]) => rule)).toEqual([]);
});

test('every word of the glossary is a name that the code exports', () => {
  const words = rowsOf('Glossary').map(([, word = '']) => word.replaceAll('`', ''));
  expect(words.length).toBeGreaterThan(15);
  const code = paths
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
    .join('\n');
  const declared = (word: string) =>
    new RegExp(`^export (?:abstract )?(?:interface|type|class|function|const) ${word}\\b`, 'm').test(code);
  expect(words.filter((word) => !declared(word))).toEqual([]);
});
