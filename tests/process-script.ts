import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const root = resolve(import.meta.dirname, '..');

/** A script for processes of their own, as one file of JavaScript, which starts in a fraction of the time. */
export class ProcessScript {
  private constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  static async build(source: URL): Promise<ProcessScript> {
    mkdirSync(join(root, '.tmp'), { recursive: true });
    const folder = mkdtempSync(join(root, '.tmp/script-'));
    await build({
      entry: [fileURLToPath(source)],
      outDir: folder,
      format: ['cjs'],
      outExtension: () => ({ js: '.cjs' }),
      noExternal: [/./],
      external: ['libsql', 'pg-native'],
      config: false,
      silent: true,
      clean: false,
      dts: false,
    });
    return new ProcessScript(folder, join(folder, `${basename(source.pathname, '.ts')}.cjs`));
  }

  /** What it says on its error stream is said by the test run, too. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, [this.file, ...args], { cwd: root });
    child.stderr.pipe(process.stderr, { end: false });
    return child;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
