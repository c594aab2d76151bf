import type { LoggedEvent } from 'sales-conveyor';
import type { SqliteDatabaseLike } from 'sales-conveyor/sql';

/** The dashboard's own table, in the same file as the store's: how many clients stand in each state, counted up and down. */
export function createDashboard(database: SqliteDatabaseLike): void {
  database.exec('create table if not exists dashboard (state text primary key, clients integer not null)');
}

/**
 * Counts a batch of events. An event that is counted twice, or never, leaves the table wrong for good: this is why it runs in
 * the transaction that moves the position.
 */
export function countEvents(events: readonly LoggedEvent[], database: SqliteDatabaseLike): void {
  const count = database.prepare(
    'insert into dashboard values (?, ?) on conflict (state) do update set clients = clients + excluded.clients',
  );
  for (const event of events) {
    if (event.type === 'clientRegistered') count.run(event.state, 1);
    if (event.type !== 'stateChanged') continue;
    count.run(event.from, -1);
    count.run(event.to, 1);
  }
}

/** Empties the dashboard, to be built anew. */
export function clearDashboard(database: SqliteDatabaseLike): void {
  database.exec('delete from dashboard');
}

/** The states in which anybody is. */
export function readDashboard(database: SqliteDatabaseLike): { state: string; clients: number }[] {
  const rows = database
    .prepare('select state, clients from dashboard where clients <> 0 order by state')
    .all();
  return (rows as { state: string; clients: number }[]).map(({ state, clients }) => ({ state, clients }));
}
