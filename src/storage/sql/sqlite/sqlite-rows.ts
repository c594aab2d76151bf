import type { Statement } from '../statement.ts';
import type { ClientsTable, CommandsTable, CustodyTable, EventsTable } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Most of what a row costs a driver is the call. A statement of many rows takes two thirds of the time. */
const AT_ONCE = [32, 4, 1] as const;

/** Statements that write rows of one table, by how many they write. */
interface RowsInto<Row> {
  readonly statements: ReadonlyMap<number, Statement<readonly Row[], unknown>>;
}

/** Writes the rows in their order, in as few statements as there are sizes for. */
export function insertRows<Row>(
  connection: SqliteConnection,
  { statements }: RowsInto<Row>,
  rows: readonly Row[],
): void {
  let written = 0;
  for (const [count, statement] of statements) {
    for (; rows.length - written >= count; written += count)
      connection.run(statement, rows.slice(written, written + count));
  }
}

/** Clients of whom nothing is stored. */
export const newClients = rowsInto<ClientsTable>('sales_clients', [
  'tenant',
  'id',
  'revision',
  'state',
  'pool',
  'due_at',
  'body',
  'facts',
  'answerer',
  'name',
  'on_hold',
]);

/** Events in their places in the feed. */
export const placedEvents = rowsInto<EventsTable>('sales_events', [
  'tenant',
  'position',
  'stream',
  'stream_id',
  'sequence',
  'type',
  'happened_at',
  'recorded_at',
  'body',
]);

/** Commands of which none is recorded. */
export const newCommands = rowsInto<CommandsTable>('sales_commands', [
  'tenant',
  'command_id',
  'fingerprint',
  'outcome',
]);

/** Custody in the place of what stood there. */
export const putCustody = rowsInto<CustodyTable>(
  'sales_custody',
  ['tenant', 'client_id', 'role', 'employee_id', 'state', 'segment', 'deputy_id'],
  `on conflict (tenant, client_id, role) do update set employee_id = excluded.employee_id,
    state = excluded.state, segment = excluded.segment, deputy_id = excluded.deputy_id`,
);

function rowsInto<Row>(
  table: string,
  columns: readonly (keyof Row & string)[],
  onConflict = '',
): RowsInto<Row> {
  const places = `(${columns.map(() => '?').join(', ')})`;
  const statements = AT_ONCE.map((count) => {
    const values = Array.from({ length: count }, () => places).join(', ');
    const sql = `insert into ${table} (${columns.join(', ')}) values ${values} ${onConflict}`;
    const bind = (rows: readonly Row[]) => {
      const bound: unknown[] = [];
      for (const row of rows) for (const column of columns) bound.push(row[column]);
      return bound;
    };
    return [count, { sql, name: sql, bind }] as const;
  });
  return { statements: new Map(statements) };
}
