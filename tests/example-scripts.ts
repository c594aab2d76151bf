import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, type Options } from 'tsup';

const root = resolve(import.meta.dirname, '..');
const examples = join(root, 'examples');

/** The examples' folders. */
export const exampleNames: readonly string[] = readdirSync(examples).filter((name) => /^\d\d-/.test(name));

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Lets an example find its own folder from wherever it is run. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  setup(builder) {
    builder.onLoad({ filter: /examples[\\/].*[\\/]main\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }));
  },
};

/** Native, or with files of its own beside it. The other packages go into the scripts, which start twice as fast with them. */
const leftOutside = ['libsql', 'pg', '@electric-sql/pglite'];
const takenIn = [/^sales-conveyor/, 'date-fns', 'immer', 'kysely', 'zod'];

/** All examples as JavaScript, which share the library: to compile it for each anew takes longer than most examples themselves. */
export class ExampleScripts {
  private constructor(private readonly folder: string) {}

  static async build(): Promise<ExampleScripts> {
    mkdirSync(join(root, '.tmp'), { recursive: true });
    const folder = mkdtempSync(join(root, '.tmp/examples-'));
    await build({
      entry: Object.fromEntries(exampleNames.map((name) => [name, join(examples, name, 'main.ts')])),
      outDir: folder,
      format: ['esm'],
      outExtension: () => ({ js: '.mjs' }),
      target: 'node20',
      noExternal: takenIn,
      external: leftOutside,
      // CommonJS among the packages asks for Node's own modules.
      banner: {
        js: "import { createRequire as creating } from 'node:module'; const require = creating(import.meta.url);",
      },
      esbuildPlugins: [whereItWas],
      config: false,
      silent: true,
      clean: false,
      dts: false,
    });
    return new ExampleScripts(folder);
  }

  /** What the example prints. */
  run(example: string, ...args: string[]): string {
    const script = join(this.folder, `${example}.mjs`);
    return execFileSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  }

  /** How the example ends, and what it prints as a complaint. */
  end(example: string, ...args: string[]): { code: number | null; out: string; complaint: string } {
    const script = join(this.folder, `${example}.mjs`);
    const ended = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
    return { code: ended.status, out: ended.stdout, complaint: ended.stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
