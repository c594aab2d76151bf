import type { Client } from '../client/client.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Condition } from '../conditions/condition.ts';
import type { FactShapes } from '../conditions/fact-schema.ts';
import type { PayEvent } from '../motivation/records/pay-event.ts';
import type { ProposalEvent } from '../proposals/proposal-event.ts';
import type { PlanEvent } from '../redistribution/plan-life/plan-event.ts';
import type { Instant } from '../time/instant.ts';
import type { TaskEvent } from '../work/task/task-event.ts';
import type { Employee, EmployeeEvent } from '../workforce/employee.ts';
import type { HeldClients } from '../workforce/workload.ts';

/**
 * What the shell needs of a store. Every key carries the tenant: nothing of one tenant is visible to another.
 *
 * Promises of every store:
 * - `commit` is all or nothing: events, snapshots, outcomes. Whoever commits on a revision that is no longer
 *   current gets `REVISION_CONFLICT` and nothing is written; of N racing writers exactly one wins.
 * - Snapshots and events come back deep-equal to what went in and are never shared with the caller.
 * - Event positions are positive, strictly increasing per tenant, and a reader that has seen position p never
 *   later finds a new event at or below p.
 * - Before `migrate` every other method fails with `STORE_NOT_MIGRATED`, after `close` all but `close` with
 *   `STORE_CLOSED`. `migrate` may be called any number of times; `close` too. A store without durable
 *   structures may be born migrated.
 * - A condition that is none over its facts is `INVALID_CONDITION`. Any other argument that is not of its
 *   form is `INVALID_ARGUMENT` with its name: no text where an id is asked for, or one with NUL or half a
 *   surrogate pair, which databases would take for another. Nothing is read or written then.
 * - Texts are ordered by code point. A limit outside 1 to 1,000 or a position that no feed gave out is
 *   `INVALID_QUERY`. A record that cannot be read is `CORRUPT_RECORD`; a fault of the database is
 *   `STORE_FAILURE`, or `STORE_BUSY` where trying again helps.
 */
export interface Store {
  readonly capabilities: StoreCapabilities;
  /**
   * Brings the store's own structures up to date; idempotent. Fails with `SCHEMA_TOO_NEW` on a newer store's
   * data.
   */
  migrate(): Promise<void>;
  /** Lets go of what the store holds; a connection that the caller opened stays open. */
  close(): Promise<void>;

  /**
   * The clients with these ids that exist, in no particular order. An id that does not exist is simply
   * absent.
   */
  readClients(tenant: string, ids: readonly string[]): Promise<Client[]>;
  /** One page of clients in a stable total order: by id, or by (due date, id) where `dueBy` is given. */
  queryClients(tenant: string, query: ClientQuery): Promise<ClientPage>;
  /**
   * Leases due clients to a worker, earliest due date first, then by id. Gives the ids of at most `limit` of
   * them, and of none only where none is free. Of workers that claim at once, no two get the same client. A
   * client is free again when the lease has run out or the client has changed, be it only in its due date.
   * Who holds the lease matters to claims alone: it keeps nobody from committing.
   */
  claimDue(tenant: string, claim: DueClaim): Promise<string[]>;
  /**
   * What is due by now and who has leased any of it. Reads an index entry of every due client, and every
   * lease. What is committed meanwhile may be in one part and not in the other.
   */
  dueWork(tenant: string, now: Instant): Promise<DueWork>;
  /** How many clients stand where and with whom: for load and overviews, without reading the clients. */
  census(tenant: string): Promise<Census>;
  /**
   * Who holds how many clients, of the census. Everybody or those who are asked for, in every role or in one.
   * It costs what is counted, not what else there is.
   */
  countHeld(tenant: string, query: HeldQuery): Promise<HeldClients[]>;
  /** One page of who holds what in a role, by client id, without reading the clients. */
  listHeld(tenant: string, query: HeldListQuery): Promise<HeldList>;
  /**
   * A client's history, or a span of it, oldest first. Only the span is read; empty for a client that does
   * not exist.
   */
  history(tenant: string, clientId: string, span?: HistorySpan): Promise<ClientEvent[]>;
  /**
   * The histories of all these clients in one list: each oldest first, the clients in no particular order. A
   * client that does not exist has none. Whoever asks sees to it that the list is not too long: a snapshot's
   * revision says how many events its history has.
   */
  histories(tenant: string, clientIds: readonly string[]): Promise<ClientEvent[]>;

  /** The employee's snapshot; undefined for an id that does not exist. */
  readEmployee(tenant: string, id: string): Promise<Employee | undefined>;
  /** Everything that happened to an employee, oldest first; empty for one who does not exist. */
  employeeHistory(tenant: string, id: string): Promise<EmployeeEvent[]>;
  /** All employees, by id. */
  listEmployees(tenant: string): Promise<Employee[]>;
  /**
   * The sum of the revisions of all employees, 0 where there are none. It grows with every change of the
   * staff. Reads no snapshot.
   */
  staffRevision(tenant: string): Promise<number>;

  /** The feed: events of the tenant after a position, oldest first, at most `limit`. */
  readFeed(tenant: string, after: number, limit: number): Promise<FeedEntry[]>;
  /** The documents of a kind with these ids that exist, in no particular order. */
  readDocuments(tenant: string, kind: string, ids: readonly string[]): Promise<StoredDocument[]>;
  /** One page of the documents of a kind. It is by id, or by (key, id) where a `list` is given. */
  queryDocuments(tenant: string, query: DocumentQuery): Promise<DocumentPage>;
  /** The events that came with a document's changes, oldest first; empty where there are none. */
  documentHistory(tenant: string, kind: string, id: string): Promise<DocumentEvent[]>;

  /** What became of the commands with these ids; ids never seen are absent. */
  readOutcomes(tenant: string, commandIds: readonly string[]): Promise<RecordedOutcome[]>;
  /**
   * One page of the records of a kind in whose JSON a text stands, in a stable order. It looks through all
   * records of the kind: for what is done rarely.
   */
  mentions<Kind extends MentionKind>(tenant: string, query: MentionQuery<Kind>): Promise<MentionPage<Kind>>;

  /**
   * Writes all changes and outcomes in one transaction. The feed has the clients' events in the order of the
   * changes, then the employees', then the documents': each once, and none of a commit that failed.
   * @throws COMMAND_ALREADY_RECORDED where an outcome's command id exists already (`details.commandIds`),
   * else
   *   REVISION_CONFLICT where an expectation does not hold (`details.conflicts` names each: `clientId`,
   *   `employeeId`, or `kind` and `documentId`, `expected`, and `actual`, which is null for absent).
   *   INVALID_COMMIT where the commit is wrong whatever is stored: two changes of one record, events that do
   *   not number the way to the snapshot or the document, a document's revision that does not follow the
   *   expected one, keys that are not well-formed text, lists that are none. Nothing is written then.
   *
   * `inTransaction` is the caller's own work in the same transaction: it runs once, after everything above is
   * written and before the transaction ends. Until it resolves, nobody sees anything of the commit; where it
   * throws, nothing is left of it and its error comes out as it is. Nobody else's call gets into the
   * transaction meanwhile. It must not wait for a call of this store, which may be waiting for it: what
   * belongs to the transaction goes `within` it.
   */
  commit(tenant: string, commit: Commit, inTransaction?: InTransaction): Promise<void>;

  /**
   * Removes everything that is kept of the tenant, all or nothing. Its feed begins anew with the next commit.
   * Nothing happens where there is nothing.
   */
  dropTenant(tenant: string): Promise<void>;
}

/**
 * The caller's own work in a store's transaction. It is given what a {@link TransactionalStore} takes
 * `within`: the connection that is inside the transaction. A store whose transactions cannot be joined gives
 * undefined.
 */
export type InTransaction<Transaction = unknown> = (transaction: Transaction) => Promise<void> | void;

/** A store whose transactions are also the caller's: each can join the other's. */
export interface TransactionalStore<Transaction> extends Store {
  commit(tenant: string, commit: Commit, inTransaction?: InTransaction<Transaction>): Promise<void>;

  /**
   * The same store inside the caller's own open transaction. A commit is all or nothing by a savepoint, and
   * others see it once the caller commits. Nothing begins, ends or repeats the caller's transaction: a fault
   * of the database that ends it comes out with `details.joined`, and trying again is the caller's, with the
   * whole transaction. `close` closes this view only.
   */
  within(transaction: Transaction): Store;
}

/** What a store can do beyond the promises of every store. */
export interface StoreCapabilities {
  /** Committed data survive the process. */
  readonly durable: boolean;
  /** Several processes may write at once. */
  readonly concurrentWriters: boolean;
  /** The caller's own open transaction can be joined. */
  readonly joinsTransaction: boolean;
}

/**
 * The events of a client after its revision `from`, up to its revision `to`, which may lie beyond the last.
 */
export interface HistorySpan {
  readonly from: number;
  readonly to: number;
}

/**
 * What the writer believes to be stored. Whichever it is, the change's first event must follow the stored
 * revision.
 */
export type ExpectedRevision =
  | { readonly is: 'exact'; readonly revision: number }
  | { readonly is: 'absent' }
  | { readonly is: 'present' }
  | { readonly is: 'any' };

/** What is written in one transaction. Any of the lists may be empty. */
export interface Commit {
  readonly clients: readonly ClientChange[];
  readonly employees: readonly EmployeeChange[];
  readonly outcomes: readonly RecordedOutcome[];
  readonly documents: readonly DocumentChange[];
  /** What is stored already and is written anew in its place; left out: nothing. */
  readonly rewritten?: Rewritten;
}

/**
 * Records that take the place of stored ones, for erasing what must not be kept any longer. Of what stood
 * there before nothing is left in any table.
 * - An event stands in the history and in the feed where the one of its id stood. Its client, employee or
 *   document is changed by an event in the same commit, or the document is rewritten, so that nobody else can
 *   have changed it meanwhile; else it is INVALID_COMMIT.
 * - An outcome stands for the command of its id.
 * - A document stands in for the one of its kind, id and revision, and goes on from there.
 *
 * What is not stored is a REVISION_CONFLICT that names its `eventId`, `commandId` or `documentId`.
 */
export interface Rewritten {
  readonly events?: readonly FeedEntry['event'][];
  readonly outcomes?: readonly RecordedOutcome[];
  readonly documents?: readonly StoredDocument[];
}

/**
 * A client's new snapshot with the events that led to it. `snapshot.revision` is the new revision. At most
 * one change per client and commit.
 */
export interface ClientChange {
  readonly expected: ExpectedRevision;
  readonly snapshot: Client;
  /**
   * The id that the record had until now. All that is stored of it goes on under the snapshot's id, which
   * nobody may have: else REVISION_CONFLICT. All its earlier events are `rewritten` in the same commit, under
   * ids of the new one; else INVALID_COMMIT.
   */
  readonly was?: string;
  /** The earliest instant at which time alone may move the client. */
  readonly dueAt?: Instant;
  /**
   * What `where` is asked of: values by fact path, plain JSON. Facts that are left out are unknown, and where
   * there is no record at all, every fact is. The record replaces the one before.
   */
  readonly facts?: Readonly<Record<string, unknown>>;
  /**
   * By which of its values a client is counted in a role, by role. So the census tells clients of one segment
   * from those of another, and load can be told by it. A role that is left out, or not held, has none. The
   * record replaces the one before.
   */
  readonly segments?: Readonly<Record<string, string>>;
  /** The last event's number is the snapshot's revision, the others precede it without gaps. */
  readonly events: readonly ClientEvent[];
}

/**
 * The same of an employee. A change without events is a guard: the commit fails where the employee has
 * changed meanwhile.
 */
export interface EmployeeChange {
  readonly expected: ExpectedRevision;
  readonly snapshot: Employee;
  /** As of a {@link ClientChange}. */
  readonly was?: string;
  readonly events: readonly EmployeeEvent[];
}

/** What became of a command that carried an id, so that a repetition is told the same. */
export interface RecordedOutcome {
  readonly commandId: string;
  /** Tells a repetition from another command under the same id. */
  readonly fingerprint: string;
  /** Plain JSON, the shell's own. */
  readonly outcome: unknown;
}

/**
 * Something of the shell's own, such as a plan or a ledger. It is plain JSON under a kind and an id. Whoever
 * changes it replaces it whole. A ledger has no history; a plan's is in the feed, as its changes carry
 * events.
 */
export interface StoredDocument {
  readonly kind: string;
  readonly id: string;
  /** One more with every change, or with every event of a change that has any; 0 before the first. */
  readonly revision: number;
  readonly body: unknown;
  /**
   * In which lists of its kind it stands, each with the key that it stands there by: at most 50. A name has 1
   * to 250 characters, a key at most 100. Left out or empty: in none. With the body it is replaced whole.
   */
  readonly lists?: Readonly<Record<string, string>>;
}

/** A document's new revision. */
export interface DocumentChange extends StoredDocument {
  readonly expected: ExpectedRevision;
  /**
   * As of a {@link ClientChange}, under the same kind. A document with events keeps its id: INVALID_COMMIT.
   */
  readonly was?: string;
  /**
   * What happened to a plan, a proposal or a task, whose snapshot is the document. It is in the feed exactly
   * if the document is changed. The last event's number is the document's revision, the others precede it
   * without gaps; each id is `@@kind/id#number`. Left out or empty: none.
   */
  readonly events?: readonly DocumentEvent[];
}

/** Which documents are asked for. */
export interface DocumentQuery {
  readonly kind: string;
  /** Only those in the list of this name, in the order of their keys there, then of their ids. */
  readonly list?: string;
  /** The `next` of the page before. A document that comes into the list meanwhile never shifts a page. */
  readonly after?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** A page of documents, at most as many as asked for. */
export interface DocumentPage {
  readonly documents: readonly StoredDocument[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** Which clients are asked for: those that meet everything that is named. */
export interface ClientQuery {
  /** Clients in any of these; in none where the list is empty. */
  readonly states?: readonly string[];
  /** Clients that the employee holds, in the role if one is named. Deputies do not hold. */
  readonly holder?: { readonly employeeId: string; readonly role?: string };
  /**
   * Clients that concern any of these employees, or one who has any of these roles. They are held by the
   * employee, name them as the present deputy, or have an open handoff that waits for them or for anyone of
   * the role. One that was escalated waits for the role that it was escalated to, and for nobody else.
   */
  readonly concerns?: { readonly employeeIds: readonly string[]; readonly roles: readonly string[] };
  /**
   * Only clients that may be shown: those that concern these, as above, and those whose stored facts pass.
   */
  readonly shownTo?: NonNullable<ClientQuery['concerns']> & { readonly where?: FactQuery };
  /** Clients in the pool of this name. */
  readonly pool?: string;
  /**
   * Clients whose fact `name` is so: each text that is given stands in it. Large and small letters are one,
   * and so are ё and е. The first 200 characters of a name are looked at; a client without one has an empty
   * name.
   */
  readonly named?: { readonly contains?: string; readonly startsWith?: string };
  /** Only clients on whom a hold stands. */
  readonly onHold?: true;
  /** Only clients with a deadline at or before this instant. */
  readonly dueBy?: Instant;
  /** Only clients whose stored facts pass. */
  readonly where?: FactQuery;
  /** The `next` of the page before. A client that is inserted meanwhile never shifts a page. */
  readonly after?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

/**
 * A condition over the facts that are stored beside the snapshots. It is judged exactly as
 * `compileCondition(condition, …)` judges the record: unknown never passes, a value that is not of its
 * declared type is unknown.
 */
export interface FactQuery {
  readonly condition: Condition;
  /** The declarations of the facts that the condition reads. */
  readonly facts: FactShapes;
  readonly now: Instant;
  /** On whose calendar durations are counted; `UTC` by default. */
  readonly timeZone?: string;
  /**
   * Whoever asks judges every client that is found once more. So a store that finds them sooner like that may
   * give others, too; those that pass are all there.
   */
  readonly judgedAnew?: boolean;
}

/** A page of clients, at most as many as asked for. */
export interface ClientPage {
  readonly clients: readonly Client[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** A worker's wish for due clients. */
export interface DueClaim {
  /** Clients with a deadline at or before this instant. */
  readonly dueBy: Instant;
  /** Whoever asks; any well-formed text. */
  readonly worker: string;
  readonly now: Instant;
  /** When the lease runs out. */
  readonly until: Instant;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** Due work that is not done. */
export interface DueWork {
  /** Clients with a deadline at or before the moment asked about, leased or not. */
  readonly clients: number;
  /** The first of them in the order of claims; absent where there is none. */
  readonly oldest?: { readonly clientId: string; readonly dueAt: Instant };
  /**
   * What each worker holds by leases that neither ran out nor lapsed with a change of the client, by worker.
   */
  readonly leases: readonly WorkerLease[];
}

/** The clients that a worker has leased, and when the last of these leases runs out. */
export interface WorkerLease {
  readonly worker: string;
  readonly clients: number;
  readonly until: Instant;
}

/** How many clients stand where and with whom. Groups without a client are absent. */
export interface Census {
  /** Clients per state, by state. */
  readonly states: readonly { readonly state: string; readonly clients: number }[];
  /** Clients per holder, role, state and segment, in that order; those without a segment come first. */
  readonly custody: readonly HeldClients[];
  /** Clients without a holder of the responsible role, per pool, by pool. */
  readonly pools: readonly { readonly pool: string; readonly clients: number }[];
}

/** Whose clients are counted. */
export interface HeldQuery {
  /** Those who hold; of nobody where the list is empty. Absent: everybody. */
  readonly employeeIds?: readonly string[];
  /** Absent: in every role. */
  readonly role?: string;
}

/** Which held clients are asked for. */
export interface HeldListQuery {
  readonly role: string;
  /** The `next` of the page before. */
  readonly after?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** A page of held clients, at most as many as asked for. */
export interface HeldList {
  readonly held: readonly HeldClient[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** A client that somebody holds in the role, as it stands. */
export interface HeldClient {
  readonly clientId: string;
  readonly employeeId: string;
  readonly revision: number;
  readonly dueAt?: Instant;
}

/** An event whose record is a document: of a plan, a proposal, closed pay, or a task. */
export type DocumentEvent = PlanEvent | ProposalEvent | PayEvent | TaskEvent;

/** An event and its place in the tenant's log. */
export interface FeedEntry {
  readonly position: number;
  readonly event: ClientEvent | EmployeeEvent | DocumentEvent;
}

/** What records are looked through for a text, by kind. */
export interface Mentioning {
  clients: Client;
  employees: Employee;
  events: FeedEntry;
  outcomes: RecordedOutcome;
  documents: StoredDocument;
}

/** A kind of record. */
export type MentionKind = keyof Mentioning;

/** Which text is looked for, and where. */
export interface MentionQuery<Kind extends MentionKind = MentionKind> {
  readonly among: Kind;
  /**
   * Found as it is spelt within JSON, capitals and all: a part of a value or of a name. With its quotes, such
   * as `"acme"`, a whole one. Not empty.
   */
  readonly text: string;
  /** The `next` of the page before. */
  readonly after?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** A page of records that mention the text, at most as many as asked for. */
export interface MentionPage<Kind extends MentionKind> {
  readonly found: readonly Mentioning[Kind][];
  /** Absent on the last page. */
  readonly next?: string;
}
