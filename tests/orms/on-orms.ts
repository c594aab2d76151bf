/**
 * Tries the built package joined to the transactions of ORMs and of postgres.js: `npm run orms`, which builds
 * first. Run by hand, as it downloads. The server is one of our own, or that of `DATABASE_URL`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPostgres } from '../storage/postgres/server.ts';

const packages = [
  ...['drizzle-orm@0.45.4', 'typeorm@1.1.1', 'knex@3.3.0', 'postgres@3.4.9', 'pg@8', 'tsx@4'],
  ...['prisma@7.10.0', '@prisma/client@7.10.0', '@prisma/adapter-pg@7.10.0'],
  ...['@mikro-orm/core@7.2.5', '@mikro-orm/postgresql@7.2.5'],
];

const prisma = {
  'schema.prisma': `
generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
}`,
  'prisma.config.ts': `export default { schema: 'schema.prisma' };`,
};

const folder = mkdtempSync(join(tmpdir(), 'sales-conveyor-orms-'));
const inFolder = { cwd: folder, stdio: 'inherit' } as const;
const server = await startPostgres();
try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  execFileSync(
    'npm',
    [
      'install',
      '--loglevel=error',
      '--ignore-scripts',
      '--engine-strict=false',
      '--no-audit',
      '--no-fund',
      ...packages,
    ],
    inFolder,
  );
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../..'), join(folder, 'node_modules/sales-conveyor'), 'dir');
  for (const file of ['check.mjs', 'joins.mjs'])
    copyFileSync(join(import.meta.dirname, file), join(folder, file));
  for (const [file, text] of Object.entries(prisma)) writeFileSync(join(folder, file), text);
  execFileSync('npx', ['prisma', 'generate'], {
    ...inFolder,
    // To generate takes no engine, which the command would download all the same.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  const child = spawn('npx', ['tsx', 'check.mjs'], {
    ...inFolder,
    env: { ...process.env, DATABASE_URL: server.url },
  });
  process.exitCode = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
