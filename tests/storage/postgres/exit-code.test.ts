import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a process that has run a server ends with its own exit code: tests that failed are not hidden', () => {
  const server = new URL('server.ts', import.meta.url).href;
  const script = `const { importEmbeddedPostgres } = await import('${server}');
    await importEmbeddedPostgres();
    process.exitCode = 7;`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import=tsx', '--input-type=module', '--eval', script],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
});
