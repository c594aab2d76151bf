/** Comments are read in narrow windows, too, and docstrings in the lists of an editor. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));

test('a line of a comment has at most 110 characters', () => {
  const long = sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, i) =>
        /^\s*(\/\*\*|\*(?! @example)|\/\/)/.test(line) && line.length > 110 ? [`${path}:${i + 1}`] : [],
      ),
  );
  expect(long).toEqual([]);
});

test('the first sentence of a docstring has at most 20 words', () => {
  const firstSentences = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\/\*\*(.*?)\*\//gs)].map(([, said = '']) => {
      const [first = ''] = said.replaceAll(/\s*\n\s*\*?\s*/g, ' ').split(/(?<=[.!?])\s| @/);
      return { path, first: first.trim() };
    }),
  );
  expect(firstSentences.length).toBeGreaterThan(3000);
  expect(firstSentences.filter(({ first }) => first.split(/\s+/).length > 20)).toEqual([]);
});
