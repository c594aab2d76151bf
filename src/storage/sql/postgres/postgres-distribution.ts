import { sql } from 'kysely';
import { ConveyorError, isConveyorError } from '../../../errors/conveyor-error.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { lockMigrations } from './postgres-migration-lock.ts';
import { columns } from './postgres-migrations.ts';
import type { PostgresSession } from './postgres-session.ts';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';

/** What `migrate` found of the servers behind the tables, and what it did about it. */
export interface PostgresDistribution {
  /** How commits are written from now on. */
  readonly planning: PostgresPlanning;
  /** Tables that are distributed by tenant. */
  readonly distributed: readonly string[];
  /** The calls that this `migrate` made, in their order. */
  readonly calls: readonly string[];
}

/** How an engine plans a statement: as a whole, or for the shard that has the rows. */
export type PostgresPlanning = 'whole' | 'by shard';

type TableName = keyof PostgresTables;

/** A row of Citus' own about a table: by hash of a column, or the same everywhere (`n`). */
interface Placed {
  readonly name: TableName;
  readonly method: string;
  readonly colocation: number;
}

/** All others stand where it stands. */
const FIRST = 'sales_clients';
/** The same on every server, so that each may migrate. */
const EVERYWHERE = 'sales_migrations';

/**
 * Finds out how the engine plans, and distributes what is not distributed. That is everything where the
 * caller says `by shard`, and what is new where the others are distributed already. Where there is nothing
 * that distributes, nothing is done.
 * @throws STORE_NOT_MIGRATED with the `calls` to make, where the role may not make them or a table is placed
 * in another way.
 */
export async function distribute(
  access: PostgresAccess,
  place: TablePlace,
  said: PostgresPlanning | undefined,
): Promise<PostgresDistribution> {
  const look = () => access.lend((session) => placements(session, place));
  let placed = said === 'whole' ? undefined : await look();
  const isDistributed = placed?.some(({ name, method }) => name === FIRST && method === HASH);
  const planning = said ?? (isDistributed ? 'by shard' : 'whole');
  const calls: string[] = [];
  if (planning === 'whole' || placed === undefined) return { planning, distributed: [], calls };
  for (const { name, call } of missing(place, placed)) {
    const made = await access
      .transact(async (session) => {
        await lockMigrations(session, place);
        const now = await placements(session, place);
        if (now?.some((other) => other.name === name)) return false;
        await session.exec(call);
        return true;
      })
      .catch((error: unknown) => {
        if (!isConveyorError(error) || error.details.sqlState !== NOT_ALLOWED) throw error;
        throw refused(
          missing(place, placed ?? []).map((one) => one.call),
          error,
        );
      });
    if (made) calls.push(call);
    placed = (await look()) ?? [];
  }
  assertTogether(place, placed);
  return {
    planning,
    distributed: placed.flatMap(({ name, method }) => (method === HASH ? name : [])),
    calls,
  };
}

const HASH = 'h';
/** The SQLSTATE of what the role may not do. */
const NOT_ALLOWED = '42501';

/** The store's tables of which Citus knows, or nothing where there is no Citus. */
async function placements(session: PostgresSession, place: TablePlace): Promise<Placed[] | undefined> {
  const catalog = sql<{ isThere: boolean }>`select to_regclass('pg_dist_partition') is not null as "isThere"`;
  const [known] = await session.query(writtenOut(catalog).compile());
  if (!known?.isThere) return undefined;
  const names = tables.map((name) => place.regclass(name));
  const query = sql<{ at: number | string; method: string; colocation: number | string }>`
    select named.at, placed.partmethod as method, placed.colocationid as colocation
    from unnest(${names}::text[]) with ordinality as named (name, at)
    join pg_dist_partition as placed on placed.logicalrelid = to_regclass(named.name)`;
  const rows = await session.query(writtenOut(query).compile());
  return rows.flatMap(({ at, method, colocation }) => {
    const name = tables[Number(at) - 1];
    return name === undefined ? [] : { name, method, colocation: Number(colocation) };
  });
}

const tables = [
  FIRST,
  ...(Object.keys(columns) as TableName[]).filter((name) => name !== FIRST && name !== EVERYWHERE),
  EVERYWHERE,
] as const satisfies readonly TableName[];

/** What is to be called for the tables that are on one server alone, the first of them first. */
function missing(place: TablePlace, placed: readonly Placed[]) {
  return tables
    .filter((name) => !placed.some((one) => one.name === name))
    .map((name) => ({ name, call: callFor(place, name) }));
}

function callFor(place: TablePlace, name: TableName): string {
  const table = `'${place.regclass(name)}'`;
  if (name === EVERYWHERE) return `select create_reference_table(${table})`;
  const beside = name === FIRST ? '' : `, colocate_with => '${place.regclass(FIRST)}'`;
  return `select create_distributed_table(${table}, 'tenant'${beside})`;
}

/** A statement of one tenant goes to one server only where all tables have the tenant's rows there. */
function assertTogether(place: TablePlace, placed: readonly Placed[]): void {
  const first = placed.find(({ name }) => name === FIRST);
  const apart = placed.filter(
    ({ name, method, colocation }) =>
      name !== EVERYWHERE && (method !== HASH || colocation !== first?.colocation),
  );
  if (apart.length === 0) return;
  throw refused(
    apart.flatMap(({ name }) => [
      `select undistribute_table('${place.regclass(name)}')`,
      callFor(place, name),
    ]),
  );
}

function refused(calls: readonly string[], cause?: unknown): ConveyorError {
  const message = `The tables are not distributed by tenant, side by side: ${calls.join('; ')}`;
  return new ConveyorError('STORE_NOT_MIGRATED', message, { details: { calls }, cause });
}
