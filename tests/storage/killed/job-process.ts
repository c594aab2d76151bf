import Database from 'libsql';
import pg from 'pg';
import { type PostgresPlanning, postgresStore, sqliteStore } from '../../../src/entries/sql.ts';
import type { Store } from '../../../src/storage/port.ts';
import { type Job, jobs } from './jobs.ts';

/** Where the data are. */
export type Where = { readonly file: string } | PostgresWhere;

interface PostgresWhere {
  readonly url: string;
  readonly place: { readonly schema: string; readonly planning?: PostgresPlanning };
}

/** The call to the database at which the process kills itself: in front of it, or when it is under way. */
interface Kill {
  readonly call: number;
  readonly isUnderWay: boolean;
}

let calls = 0;

function counted<Result>(kill: Kill, call: () => Result): Result {
  const isLast = ++calls === kill.call;
  if (isLast && !kill.isUnderWay) process.kill(process.pid, 'SIGKILL');
  const result = call();
  if (isLast) process.kill(process.pid, 'SIGKILL');
  return result;
}

function open(where: Where, kill: Kill): Store {
  if ('file' in where) {
    const database = new Database(where.file);
    return sqliteStore({
      database: {
        exec: (sql) => counted(kill, () => database.exec(sql)),
        prepare: (sql) => {
          const statement = database.prepare(sql);
          return {
            all: (...parameters) => statement.all(...parameters),
            get: (...parameters) => statement.get(...parameters),
            run: (...parameters) => counted(kill, () => statement.run(...parameters)),
          };
        },
      },
    });
  }
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      return counted(kill, () => query.apply(this, args));
    },
  });
  return postgresStore({ pool: new pg.Pool({ connectionString: where.url, max: 2 }), ...where.place });
}

/** `job-process WHERE JOB CALL UNDER_WAY`: does the job and tells how far it has come, then how many calls it took, unless it is killed. */
async function run([where = '', job = '', call = '', isUnderWay = '']: readonly string[]): Promise<void> {
  const store = open(JSON.parse(where), { call: Number(call), isUnderWay: isUnderWay === 'true' });
  await store.migrate();
  calls = 0;
  await jobs[job as Job](store, (done) => process.stdout.write(`done ${done}\n`));
  process.stdout.write(`calls ${calls}\n`, () => process.exit(0));
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
});
