/** Comments are read in narrow windows, too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

/** Folders whose comments have been gone through. */
const folders = ['assignment', 'client', 'handoff', 'service', 'workforce'];

test('a line of a comment has at most 110 characters', () => {
  const files = folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  expect(files.length).toBeGreaterThan(150);
  const long = files.flatMap((file) =>
    readFileSync(join(src, file), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        /^\s*(\/\*\*|\*|\/\/)/.test(line) && line.length > 110 ? [`${file}:${i + 1}`] : [],
      ),
  );
  expect(long).toEqual([]);
});
