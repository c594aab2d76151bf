import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { generated } from '../.config/generated.ts';

it.each(Object.entries(generated()))('%s is as `npm run generate` makes it', (path, text) => {
  expect(readFileSync(resolve(import.meta.dirname, '..', path), 'utf8')).toBe(text);
});
