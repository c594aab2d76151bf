import type { Generated } from 'kysely';

/**
 * The tables as Kysely sees them. The tenant leads every key; `body`, `facts` and `outcome` are JSON text.
 */
export interface SalesTables {
  sales_clients: ClientsTable;
  sales_custody: CustodyTable;
  sales_held: HeldTable;
  sales_leases: LeasesTable;
  sales_events: EventsTable;
  sales_employees: EmployeesTable;
  sales_commands: CommandsTable;
  sales_documents: DocumentsTable;
  sales_lists: ListsTable;
  sales_migrations: MigrationsTable;
}

export interface ClientsTable {
  tenant: string;
  id: string;
  revision: number;
  state: string;
  pool: string | null;
  due_at: string | null;
  body: string;
  /** The facts of the client that queries ask about; null where none were given. */
  facts: string | null;
  /** Who is to answer the open handoff: see `answererOf`; null where there is none. */
  answerer: string | null;
  /** By which it is found by name: see `nameOf`; null where an earlier build wrote the row. */
  name: string | null;
  /** Whether any hold stands: see `isOnHold`. Nothing in `body` is indexed, as every commit changes that. */
  on_hold: 1 | null;
}

/**
 * Who holds which client in which role: read off the snapshot, for queries by holder. The client's state and
 * segment are here too: by them it is counted in `sales_held`.
 */
export interface CustodyTable {
  tenant: string;
  client_id: string;
  role: string;
  employee_id: string;
  state: string;
  segment: string | null;
  /** Who stands in for the holder at present. */
  deputy_id: string | null;
}

/**
 * How many rows of custody are alike but for the client: kept with them, so that nobody counts them. A group
 * may be left with 0.
 */
export interface HeldTable {
  tenant: string;
  employee_id: string;
  role: string;
  state: string;
  /** Behind a colon; empty where there is none, as a key has no null. */
  segment: string;
  clients: number;
}

/**
 * Who works on which due client. A lease is of a revision and a due date: a client that has changed since is
 * free.
 */
export interface LeasesTable {
  tenant: string;
  client_id: string;
  revision: number;
  due_at: string;
  worker: string;
  until: string;
}

export interface EventsTable {
  tenant: string;
  position: number;
  /** Whose history the event belongs to, and its number there. A document's `stream_id` is `kind/id`. */
  stream: 'client' | 'employee' | 'document';
  stream_id: string;
  sequence: number;
  type: string;
  happened_at: string;
  recorded_at: string;
  body: string;
}

export interface EmployeesTable {
  tenant: string;
  id: string;
  revision: number;
  body: string;
}

export interface CommandsTable {
  tenant: string;
  command_id: string;
  fingerprint: string;
  outcome: string;
}

export interface DocumentsTable {
  tenant: string;
  kind: string;
  id: string;
  revision: number;
  body: string;
  /** The document's rows in `sales_lists`, key by list; null where there are none. */
  lists: string | null;
}

/** Which document stands in which list. Its only index is its key: whoever removes a row knows all of it. */
export interface ListsTable {
  tenant: string;
  kind: string;
  list: string;
  sort_key: string;
  id: string;
}

interface MigrationsTable {
  version: number;
  name: string;
  applied_at: Generated<string>;
}
