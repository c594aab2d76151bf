/**
 * What the built package weighs in a page or a service, gzip, by esbuild and by Vite. Fails where a line is crossed, where a
 * bundle reaches what it must not, and where the README says other sizes.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as byEsbuild } from 'esbuild';
import { build as byVite } from 'vite';

interface Case {
  readonly name: string;
  readonly code: string;
  /** Packages that are not counted. */
  readonly without?: readonly string[];
  /** Packages that the bundle must not reach. */
  readonly never?: readonly string[];
  /** kB gzip. */
  readonly limit?: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const dependencies = ['immer', 'zod', 'date-fns'];

const cases: readonly Case[] = [
  {
    name: '/core: decide, evolve, options; with all dependencies',
    code: `import { conveyorOf } from 'sales-conveyor/core'; globalThis.run = conveyorOf;`,
    never: ['zod'],
    limit: 30,
  },
  {
    name: 'a page in Russian: a checked blueprint, options and their explanations; with all dependencies',
    code: `import { conveyorOf, explain } from 'sales-conveyor/core';
      import { explanationRu as dictionary } from 'sales-conveyor/locales/ru';
      import blueprint from './blueprint.json';
      const conveyor = conveyorOf(blueprint);
      globalThis.explained = (client, context) =>
        conveyor.options(client, context).map((option) => explain(option, { dictionary, conveyor }));`,
    never: ['zod'],
    limit: 45,
  },
  {
    name: 'createSales and memoryStore; without dependencies',
    code: `import { createSales, memoryStore } from 'sales-conveyor'; globalThis.run = [createSales, memoryStore];`,
    without: dependencies,
    limit: 45,
  },
  {
    name: 'createSales and memoryStore; immer and date-fns with them',
    code: `import { createSales, memoryStore } from 'sales-conveyor'; globalThis.run = [createSales, memoryStore];`,
    without: ['zod'],
  },
  {
    name: 'createSales and memoryStore; with all dependencies',
    code: `import { createSales, memoryStore } from 'sales-conveyor'; globalThis.run = [createSales, memoryStore];`,
    limit: 73,
  },
];

/** Bundled code and the modules that it holds. */
interface Bundle {
  readonly code: string;
  readonly modules: readonly string[];
}

const isOf = (packages: readonly string[]) => (id: string) =>
  packages.some((name) => id === name || id.startsWith(`${name}/`));

async function esbuild(entry: string, without: readonly string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await byEsbuild({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    // It writes each letter that is not ASCII as six of them otherwise.
    charset: 'utf8',
    external: without.flatMap((name) => [name, `${name}/*`]),
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return { code: outputFiles[0]?.text ?? '', modules: Object.keys(output?.inputs ?? {}) };
}

async function vite(entry: string, without: readonly string[]): Promise<Bundle> {
  const built = await byVite({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, external: isOf(without) },
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
  return { code, modules: chunks.flatMap((chunk) => ('modules' in chunk ? Object.keys(chunk.modules) : [])) };
}

/** The mixed preset, checked, in Russian alone. */
async function checkedBlueprint(): Promise<string> {
  const { defineConveyor } = await import(join(root, 'dist/index.js'));
  const { mixed } = await import(join(root, 'dist/presets.js'));
  const inRussian = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'en' in value && 'ru' in value ? value.ru : value;
  const blueprint = JSON.parse(JSON.stringify(mixed(), inRussian));
  return JSON.stringify(defineConveyor(blueprint).blueprint);
}

const kilobytes = (code: string) => gzipSync(code, { level: 9 }).length / 1000;

/** What the README says, in its order: the limits, and of the last one zod's share. */
function checkReadme(measured: readonly number[]): void {
  const told = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/(\d+) kB/g)].map(([, n]) =>
    Number(n),
  );
  const [withoutZod = 0, all = 0] = measured.slice(-2);
  const limits = cases.flatMap(({ limit }) => limit ?? []);
  const wanted = [...limits, Math.round(all - withoutZod)];
  if (told.join() !== wanted.join()) faults.push(`the README says ${told} kB, and it is ${wanted}`);
}

const folder = mkdtempSync(join(tmpdir(), 'sales-conveyor-sizes-'));
const faults: string[] = [];
const byEsbuildAlone: number[] = [];
try {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'sales-conveyor'), 'dir');
  writeFileSync(join(folder, 'blueprint.json'), await checkedBlueprint());
  for (const [i, { name, code, without = [], never = [], limit }] of cases.entries()) {
    const entry = join(folder, `${i}.js`);
    writeFileSync(entry, code);
    const bundles = { esbuild: await esbuild(entry, without), Vite: await vite(entry, without) };
    const sizes = Object.entries(bundles).map(([by, { code, modules }]) => {
      const size = kilobytes(code);
      if (by === 'esbuild') byEsbuildAlone.push(size);
      if (limit !== undefined && size > limit)
        faults.push(`${name}: ${size.toFixed(1)} kB by ${by}, at most ${limit}`);
      for (const reached of never.filter((one) => modules.some((id) => id.includes(`node_modules/${one}/`))))
        faults.push(`${name}: reaches ${reached} by ${by}`);
      return `${size.toFixed(1)} by ${by}`;
    });
    console.log(`${name}: ${sizes.join(', ')} kB gzip${limit === undefined ? '' : ` (at most ${limit})`}`);
  }
  checkReadme(byEsbuildAlone);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (faults.length > 0) throw new Error(faults.join('\n'));
