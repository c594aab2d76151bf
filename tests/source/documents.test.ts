/** What the documents send somebody to is there: scripts, files, pages. And their sentences stay readable. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const inFolder = (folder: string) =>
  readdirSync(join(root, folder)).flatMap((file) => (file.endsWith('.md') ? `${folder}/${file}` : []));
const pages = ['README.md', ...inFolder('docs'), ...inFolder('docs/decisions')].map((path) => ({
  path,
  text: read(path),
}));
const found = (pattern: RegExp) =>
  pages.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([, name = '']) => ({ path, name })));

test('every script of npm that a page names exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = found(/npm run ([\w:-]+)/g);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('every group of the bench that a page names exists', () => {
  const groups = read('tests/bench/main.ts');
  const named = found(/npm run bench -- (\w+)/g);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter(({ name }) => !new RegExp(`^  ${name}(: |,$)`, 'm').test(groups))).toEqual([]);
});

test('every file that a page links to, or that a command runs, exists', () => {
  const linked = found(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g).map(({ path, name }) =>
    join(dirname(path), name),
  );
  const run = found(/(?:tsx|node) ((?:tests|examples|findings)\/[\w./-]+)/g).map(({ name }) => name);
  expect(linked.length).toBeGreaterThan(90);
  expect([...linked, ...run].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('no page has more than 40 words without a full stop, a colon or a semicolon', () => {
  const long = pages
    // The one is history, the other is made from the presets.
    .filter(({ path }) => !/changelog|presets/.test(path))
    .flatMap(({ path, text }) =>
      text
        .replaceAll(/```.*?```/gs, '\n\n')
        .replaceAll(/^[|#].*$/gm, '\n\n')
        .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/)
        // A list of codes is to be looked up, not read.
        .filter((part) => !/^(`[A-Z_]+`[,.]\s*){3}/.test(part.trim()))
        .flatMap((part) => part.replaceAll(/`[^`]*`/g, 'x').split(/(?<=[.!?:;])\s+/))
        .filter((sentence) => sentence.trim().split(/\s+/).length > 40)
        .map((sentence) => `${path}: ${sentence}`),
    );
  expect(long).toEqual([]);
});
