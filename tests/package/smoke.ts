/**
 * Packs the built library as npm would publish it, puts it into an empty project beside its dependencies, and then
 * loads every entry as ES modules and as CommonJS and type-checks a consumer of each kind. No network is used.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  name: string;
  exports: Record<string, unknown>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

interface Entry {
  specifier: string;
  exportedNames: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const schemaSpecifiers = Object.keys(manifest.exports)
  .filter((key) => key.startsWith('./schema/'))
  .map((key) => manifest.name + key.slice(1));
const entrySpecifiers = Object.keys(manifest.exports)
  .filter((key) => !key.endsWith('.json'))
  .map((key) => manifest.name + key.slice(1));

function run(directory: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function installPackage(project: string): void {
  const target = join(project, 'node_modules', manifest.name);
  mkdirSync(target, { recursive: true });
  const [packed] = JSON.parse(
    run(root, 'npm', 'pack', '--json', '--loglevel=error', '--pack-destination', project),
  );
  run(project, 'tar', '-xzf', packed.filename, '-C', target, '--strip-components=1');
}

function linkPackages(project: string, names: readonly string[]): void {
  for (const name of names) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'dir');
  }
}

/** One process for all, as each loads by its own name what it needs. */
function namesLoadedBy(
  project: string,
  file: string,
  specifiers: readonly string[],
  load: string,
): string[][] {
  writeFileSync(
    join(project, file),
    `(async () => {
       for (const specifier of ${JSON.stringify(specifiers)})
         console.log(JSON.stringify(Object.keys(await ${load}(specifier))));
     })();`,
  );
  const lines = run(project, process.execPath, file).trim().split('\n');
  return lines.map((line) =>
    JSON.parse(line)
      .filter((name: string) => name !== 'default' && name !== 'module.exports')
      .sort(),
  );
}

function loadEntries(project: string, specifiers: readonly string[]): Entry[] {
  const imported = namesLoadedBy(project, 'load.mjs', specifiers, 'import');
  const required = namesLoadedBy(project, 'load.cjs', specifiers, 'require');
  return specifiers.map((specifier, index) => {
    const exportedNames = imported[index] ?? [];
    if (exportedNames.length === 0) throw new Error(`${specifier} exports nothing`);
    if (exportedNames.join() !== required[index]?.join()) {
      throw new Error(`${specifier} differs: import has ${exportedNames}, require has ${required[index]}`);
    }
    console.log(`${specifier}: ${exportedNames.length} exports, the same by import and by require`);
    return { specifier, exportedNames };
  });
}

/** A published schema must be there, whole, and readable in both ways. */
function loadSchema(project: string, specifier: string): void {
  writeFileSync(
    join(project, 'schema.mjs'),
    `import { createRequire } from 'node:module';
     import imported from '${specifier}' with { type: 'json' };
     const required = createRequire(import.meta.url)('${specifier}');
     console.log(JSON.stringify([imported.$schema, imported.$id, required.$id]));`,
  );
  const [dialect, ...ids]: string[] = JSON.parse(
    run(project, process.execPath, '--no-warnings', 'schema.mjs'),
  );
  const id = `urn:${specifier.replaceAll('/', ':').replace(':schema', '').replace('.json', '')}`;
  if (!dialect || ids.some((each) => each !== id)) throw new Error(`${specifier} is not the schema ${id}`);
  console.log(`${specifier}: a schema of ${dialect}`);
}

/** A module whose types must declare every name that the entries really export. */
function consumerOf(entries: readonly Entry[]): string {
  return entries
    .map(
      ({ specifier, exportedNames }, index) =>
        `import * as entry${index} from '${specifier}';\n` +
        `export const names${index}: (keyof typeof entry${index})[] = ${JSON.stringify(exportedNames)};\n`,
    )
    .join('');
}

function typeCheck(
  project: string,
  moduleResolution: 'nodenext' | 'node16' | 'bundler' | 'node10',
  consumers: readonly string[],
): void {
  const compilerOptions = {
    module: { nodenext: 'nodenext', node16: 'node16', bundler: 'esnext', node10: 'commonjs' }[
      moduleResolution
    ],
    moduleResolution,
    target: 'es2022',
    lib: ['es2023', 'dom'],
    types: [],
    strict: true,
    // The types of zod need it there.
    ...(moduleResolution === 'node10' && { esModuleInterop: true }),
    exactOptionalPropertyTypes: true,
    // The declarations that node10 finds are those of consumer.cts.
    skipLibCheck: moduleResolution === 'node10',
    noEmit: true,
  };
  const config = `tsconfig.${moduleResolution}.json`;
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files: consumers }));
  try {
    run(project, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', config);
  } catch (error) {
    throw new Error(`types fail under ${moduleResolution}:\n${(error as { stdout: string }).stdout}`);
  }
  console.log(`types hold under ${moduleResolution}: ${consumers.join(', ')}`);
}

/** The pages, the reference and the examples are there, and no output of an example is. */
function assertDocuments(project: string): void {
  const files = readdirSync(join(project, 'node_modules', manifest.name), { recursive: true }).map(String);
  const wanted = [
    'docs/changelog.md',
    'docs/presets.md',
    'docs/api/index.md',
    'examples/01-northwind/main.ts',
  ];
  const missing = wanted.filter((path) => !files.includes(path));
  const output = files.filter((path) => /^examples\/.*\/output/.test(path));
  if (missing.length + output.length > 0) {
    throw new Error(
      `the tarball lacks ${missing.join() || 'nothing'} and has ${output.join() || 'no output'}`,
    );
  }
  console.log(
    `${files.filter((path) => /^(docs|examples)\/.*\.\w+$/.test(path)).length} documents and examples`,
  );
}

const project = mkdtempSync(join(tmpdir(), 'sales-conveyor-smoke-'));
try {
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  installPackage(project);
  linkPackages(project, Object.keys(manifest.dependencies));
  loadEntries(project, [manifest.name]);
  linkPackages(project, Object.keys(manifest.peerDependencies));
  const entries = loadEntries(project, entrySpecifiers);
  for (const specifier of schemaSpecifiers) loadSchema(project, specifier);
  for (const extension of ['mts', 'cts'])
    writeFileSync(join(project, `consumer.${extension}`), consumerOf(entries));
  typeCheck(project, 'nodenext', ['consumer.mts', 'consumer.cts']);
  typeCheck(project, 'node16', ['consumer.mts', 'consumer.cts']);
  writeFileSync(join(project, 'consumer.ts'), consumerOf(entries));
  typeCheck(project, 'bundler', ['consumer.ts']);
  typeCheck(project, 'node10', ['consumer.ts']);
  assertDocuments(project);
} finally {
  rmSync(project, { recursive: true, force: true });
}
