import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { storeContract } from 'sales-conveyor/testing';
import { afterAll, expect, test } from 'vitest';
import { memoryStore } from '../../src/storage/memory.ts';

const root = resolve(import.meta.dirname, '../..');
const scratch = resolve(root, '.tmp/own-store');
const guide = readFileSync(resolve(root, 'docs/stores.md'), 'utf8');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the store of the guide and its test are as they stand there, and every case passes in the runner of Node.js', () => {
  mkdirSync(scratch, { recursive: true });
  const files = [...guide.matchAll(/```ts (\S+)\n([\s\S]*?)```/g)];
  expect(files.map(([, name]) => name)).toEqual(['my-store.ts', 'my-store.test.ts', 'my-database.test.ts']);
  for (const [, name = '', code = ''] of files) writeFileSync(resolve(scratch, name), code);
  const args = ['--import', 'tsx', '--test', '--test-reporter', 'tap', resolve(scratch, 'my-store.test.ts')];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const report = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  const { cases } = storeContract({
    name: 'any',
    capabilities: { durable: false, concurrentWriters: false, joinsTransaction: false },
    open: () => ({ connect: memoryStore }),
  });
  expect(report).toContain(`# pass ${cases.length}\n`);
  expect(report).toContain('# fail 0\n');
  expect(report).toMatch(/not asked, for want of durable: /);
});
