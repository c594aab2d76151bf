/**
 * Tries the built package with the tracer of OpenTelemetry: `npm run otel`, which builds first. Run by hand, as it
 * downloads.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const packages = ['@opentelemetry/api@1.9.1', '@opentelemetry/sdk-trace-base@2.12.1'];
const folder = mkdtempSync(join(tmpdir(), 'sales-conveyor-otel-'));
const inFolder = { cwd: folder, stdio: 'inherit' } as const;
try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const quietly = ['--loglevel=error', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...quietly, ...packages], inFolder);
  symlinkSync(resolve(import.meta.dirname, '../..'), join(folder, 'node_modules/sales-conveyor'), 'dir');
  copyFileSync(join(import.meta.dirname, 'check.mjs'), join(folder, 'check.mjs'));
  execFileSync(process.execPath, ['check.mjs'], inFolder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
