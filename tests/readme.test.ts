import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConveyor } from 'sales-conveyor';
import { toMermaid } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { mixed } from 'sales-conveyor/presets';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const scratch = resolve(root, '.tmp/readme');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function block(language: string): string {
  const match = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme);
  if (!match?.[1]) throw new Error(`The README has no ${language} block`);
  return match[1];
}

describe('the README', () => {
  it('has a tour that runs and prints what it says', () => {
    mkdirSync(scratch, { recursive: true });
    const file = resolve(scratch, 'tour.ts');
    writeFileSync(file, block('ts'));
    const printed = execFileSync(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(printed.trim()).toBe(block('text').trim());
  });

  it('shows the mixed conveyor as it is', () => {
    const drawn = toMermaid(defineConveyor(mixed()).blueprint, { dictionary: en });
    expect(readme).toContain(
      `<!-- mixed:begin -->\n\`\`\`mermaid\n${drawn.trim()}\n\`\`\`\n<!-- mixed:end -->`,
    );
  });
});
