import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const scratch = resolve(root, '.tmp/own-database');

/** Some of the cases: each makes a schema, and all of them would take a minute. */
const some = '^(documents|a conflict)';

test('the file that holds a database of one’s own against the contract runs as it stands in the guide, and leaves nothing behind', async () => {
  const guide = readFileSync(resolve(root, 'docs/stores.md'), 'utf8');
  const code = /```ts my-database\.test\.ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  mkdirSync(scratch, { recursive: true });
  const file = resolve(scratch, 'my-database.test.ts');
  writeFileSync(file, code);
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env;
  const env = { ...rest, DATABASE_URL: inject('postgresUrl') };
  const args = ['--import', 'tsx', '--test', '--test-reporter', 'tap', `--test-name-pattern=${some}`, file];
  try {
    const report = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
    expect(Number(/# pass (\d+)/.exec(report)?.[1])).toBeGreaterThan(2);
    expect(report).toContain('# fail 0\n');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 1 });
  const { rows } = await pool.query("select nspname from pg_namespace where nspname like 'contract%'");
  await pool.end();
  expect(rows).toEqual([]);
});
