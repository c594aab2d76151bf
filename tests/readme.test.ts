import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConveyor } from 'sales-conveyor';
import { toMermaid } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

test('the README shows the mixed conveyor as it is', () => {
  const drawn = toMermaid(defineConveyor(mixed()).blueprint, { dictionary: en });
  expect(readme).toContain(
    `<!-- mixed:begin -->\n\`\`\`mermaid\n${drawn.trim()}\n\`\`\`\n<!-- mixed:end -->`,
  );
});

test('the README leads to every page', () => {
  const pages = readdirSync(resolve(root, 'docs')).filter((name) => name.endsWith('.md'));
  expect(pages.filter((page) => !readme.includes(`docs/${page}`))).toEqual([]);
});
