import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The scripts `check:…` of package.json, the longest first. */
const checks = ['package', 'types', 'docs', 'imports', 'unused', 'lint'];

const waiting = [...checks];
const running = new Set<ChildProcess>();
const failed: string[] = [];

/** Runs one check and prints what it has said once it has ended, so that checks do not talk at once. */
async function run(check: string): Promise<void> {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error('Start the checks with `npm run check`');
  const child = spawn(process.execPath, [npm, 'run', `check:${check}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  running.delete(child);
  if (code !== 0) failed.push(check);
  process.stdout.write(Buffer.concat(said));
}

async function runWaiting(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await run(check);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    waiting.length = 0;
    for (const child of running) child.kill(signal);
  });
}

await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
if (failed.length > 0) {
  console.error(`Failed: ${failed.map((check) => `npm run check:${check}`).join(', ')}`);
  process.exitCode = 1;
}
