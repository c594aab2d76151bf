import { type Compilable, sql as fragment, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { answererKeys } from '../port/concerned.ts';
import { partsOfName } from '../port/named.ts';
import type { PageKey } from '../port/page.ts';
import type { ClientQuery, FactQuery } from '../port.ts';
import { mayPass } from './condition-sql.ts';
import { factRanges, type IndexedRanges } from './fact-ranges.ts';
import type { FactSql } from './fact-sql.ts';
import { type HeldPart, heldClients } from './held-clients.ts';
import type { IndexedFacts } from './indexed-facts.ts';
import { some } from './sql-logic.ts';
import type { SalesTables } from './tables.ts';

export interface PagedClient {
  readonly id: string;
  readonly body: string;
  /** Where the query goes by it. */
  readonly due_at?: string | null;
  /** Where the query asks about them. */
  readonly facts?: string | null;
  /** Where the query goes by it. */
  readonly name?: string | null;
}

export interface PageRequest {
  readonly tenant: string;
  readonly query: ClientQuery;
  /** Where the page before ended. */
  readonly after: PageKey | undefined;
  /** Where indexes on facts have all that may pass. */
  readonly ranges?: IndexedRanges | undefined;
  /** Of a holder's clients, by whose index they are found: at least one. */
  readonly held?: readonly HeldPart[] | undefined;
}

type Tables = Kysely<SalesTables>;

/** Of all clients, or of a part of those of a holder. */
type PartRequest = PageRequest & { readonly part?: HeldPart };

/**
 * The clients of a page and one more, in the order of the query. Where there is a condition, some may be
 * among them that do not pass, but nobody who does is missing: see {@link mayPass}.
 */
export function clientPage(tables: Tables, request: PageRequest, sql: FactSql): Compilable<PagedClient> {
  const { states = [], dueBy } = request.query;
  const [part, another] = request.held ?? [];
  if (part && another) return withColumns(pagePartByPart(tables, request, sql), request);
  if (part) return withColumns(onePage(tables, { ...request, part }, sql), request);
  if (request.ranges) return withColumns(pageRangeByRange(tables, request, sql, request.ranges), request);
  const isOne = states.length < 2 || dueBy !== undefined;
  return withColumns((isOne ? onePage : pageStateByState)(tables, request, sql), request);
}

/** Drivers make an object of every row: each column that nobody needs costs as much as one that is needed. */
function withColumns(clients: ReturnType<typeof onePage>, { query }: PageRequest): Compilable<PagedClient> {
  const { named, dueBy, shownTo, where } = query;
  return clients
    .select(['id', 'body'])
    .$if(dueBy !== undefined, (all) => all.select('due_at'))
    .$if(isJudged(where) || isJudged(shownTo?.where), (all) => all.select('facts'))
    .$if(named !== undefined, (all) => all.select('name'));
}

const isJudged = (where: FactQuery | undefined) => where !== undefined && !where.judgedAnew;

/**
 * Where indexes on facts have all that may pass. Whoever asks about a holder, a name or a due date gets them
 * by the index of that.
 */
export function indexedRanges(
  { holder, concerns, shownTo, named, onHold, dueBy, where }: ClientQuery,
  indexed: IndexedFacts,
  sql: FactSql,
): IndexedRanges | undefined {
  const isNarrow = holder ?? concerns ?? shownTo ?? named ?? onHold ?? dueBy;
  return where && isNarrow === undefined ? factRanges(where, indexed, sql) : undefined;
}

/** No index has the clients of several ranges in order. So the first ones of each range are merged. */
function pageRangeByRange(
  tables: Tables,
  request: PageRequest,
  sql: FactSql,
  { ranges, sayAll }: IndexedRanges,
) {
  const { where, ...besides } = request.query;
  const asked = sayAll ? { ...request, query: besides } : request;
  const pages = ranges.map(({ test, isOrdered }) => {
    if (isOrdered || !sql.withoutIndex) return onePage(tables, asked, sql).where(test);
    // The index alone is read for the ids, and of the rows no more than fill the page.
    if (sayAll) return onePage(tables, asked, sql, sql.withoutIndex('id')).where(test);
    const ids = tables.selectFrom('sales_clients').where('tenant', '=', request.tenant).where(test);
    return onePage(tables, asked, sql).where('id', 'in', ids.select('id'));
  });
  return merged(tables, request, pages);
}

/** How many are in the ranges whose clients are in no order. No more are counted than is called many. */
export function countInRanges(
  tables: Tables,
  { tenant }: PageRequest,
  { ranges }: IndexedRanges,
): Compilable<{ clients: number }> | undefined {
  const [first, ...others] = ranges
    .filter(({ isOrdered }) => !isOrdered)
    .map(({ test }) => tables.selectFrom('sales_clients').where('tenant', '=', tenant).where(test))
    .map((range) => tables.selectFrom(range.select('id').limit(MANY).as('range')).select('id'));
  const counted = first && others.reduce((all, range) => all.unionAll(range), first);
  return (
    counted &&
    tables.selectFrom(counted.as('counted')).select(({ fn }) => fn.countAll<number>().as('clients'))
  );
}

/** So many clients of a range that to look at the first of the base is worth trying. */
export const MANY = 16_000;

/** The first of the base that are looked at. */
const FIRST = 1_000;

/** The page as far as the first clients of the base fill it, whatever indexes on facts there are. */
export function pageOfFirst(tables: Tables, request: PageRequest, sql: FactSql): Compilable<PagedClient> {
  const { after: [after = ''] = [], tenant } = request;
  const rest = tables.selectFrom('sales_clients').where('tenant', '=', tenant).where('id', '>', after);
  const last = rest.orderBy('id').limit(1).offset(FIRST).select('id');
  return withColumns(onePage(tables, request, sql).where('id', '<=', last), request);
}

/**
 * An index has the clients of one state in order, but not those of several. So the first ones of each state
 * are merged.
 */
function pageStateByState(tables: Tables, request: PageRequest, sql: FactSql) {
  const { query } = request;
  const pages = [...new Set(query.states)].map((state) =>
    onePage(tables, { ...request, query: { ...query, states: [state] } }, sql),
  );
  return merged(tables, request, pages);
}

/** The same of each role in which somebody holds clients. */
function pagePartByPart(tables: Tables, request: PageRequest, sql: FactSql) {
  const pages = request.held?.map((part) => onePage(tables, { ...request, part }, sql));
  return merged(tables, request, pages ?? []);
}

function merged(
  tables: Tables,
  { tenant, query }: PageRequest,
  pages: readonly ReturnType<typeof onePage>[],
) {
  const ids = pages
    .map((page) => tables.selectFrom(page.select('id').as('page')).select('id'))
    .reduce((all, page) => all.unionAll(page));
  return tables
    .selectFrom('sales_clients')
    .where('tenant', '=', tenant)
    .where('id', 'in', ids)
    .orderBy('id')
    .limit(query.limit + 1);
}

function onePage(
  tables: Tables,
  request: PartRequest,
  sql: FactSql,
  ordered: RawBuilder<string | null> = fragment.ref('id'),
) {
  const { query, after } = request;
  const clients = matching(tables, request, sql);
  if (query.dueBy === undefined) {
    const rest = after === undefined ? clients : clients.where(ordered, '>', after[0] ?? '');
    return rest.orderBy(ordered).limit(query.limit + 1);
  }
  const [dueAt = '', id = ''] = after ?? [];
  return clients
    .where(fragment<SqlBool>`(${fragment.ref('due_at')}, ${fragment.ref('id')}) > (${dueAt}, ${id})`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(query.limit + 1);
}

function matching(tables: Tables, { tenant, query, part }: PartRequest, sql: FactSql) {
  const { states, holder, concerns, shownTo, pool, named, onHold, dueBy, where } = query;
  let clients = part
    ? heldClients(tables, tenant, part, sql.fence)
    : tables.selectFrom('sales_clients').where('tenant', '=', tenant);
  if (states !== undefined) clients = clients.where('state', 'in', states);
  if (holder !== undefined && !part) clients = clients.where('id', 'in', heldBy(tables, tenant, holder));
  if (concerns !== undefined) clients = clients.where('id', 'in', concerned(tables, tenant, concerns));
  if (shownTo !== undefined)
    clients = clients.where(({ eb }) => {
      const concerning = eb('id', 'in', concerned(tables, tenant, shownTo));
      return shownTo.where ? some(concerning, mayPass(shownTo.where, sql)) : concerning;
    });
  if (pool !== undefined) clients = clients.where('pool', '=', pool);
  if (named !== undefined) clients = clients.where('id', 'in', soNamed(tables, tenant, named));
  if (onHold) clients = clients.where('on_hold', 'is not', null);
  if (dueBy !== undefined) clients = clients.where('due_at', '<=', dueBy);
  if (where !== undefined) clients = clients.where(mayPass(where, sql));
  return clients;
}

function heldBy(tables: Tables, tenant: string, { employeeId, role }: NonNullable<ClientQuery['holder']>) {
  const held = tables
    .selectFrom('sales_custody')
    .where('tenant', '=', tenant)
    .where('employee_id', '=', employeeId)
    .select('client_id');
  return role === undefined ? held : held.where('role', '=', role);
}

/** A row of an earlier build may be named so: whoever reads it looks. */
function soNamed(tables: Tables, tenant: string, named: NonNullable<ClientQuery['named']>) {
  const [part, start] = partsOfName(named);
  const pattern = `%${part.replace(/[!%_]/g, '!$&')}%`;
  const clients = () => tables.selectFrom('sales_clients').where('tenant', '=', tenant).select('id');
  return clients()
    .where('name', '>=', start)
    .where('name', '<', `${start}\u{10ffff}`)
    .where(({ ref }) => fragment<SqlBool>`${ref('name')} like ${pattern} escape '!'`)
    .unionAll(clients().where('name', 'is', null));
}

/**
 * Each part goes by an index of its own; ids that are in several of them count once.
 */
function concerned(tables: Tables, tenant: string, concerns: NonNullable<ClientQuery['concerns']>) {
  const inCustody = (column: 'employee_id' | 'deputy_id') =>
    tables
      .selectFrom('sales_custody')
      .where('tenant', '=', tenant)
      .where(column, 'in', concerns.employeeIds)
      .select('client_id as id');
  const clients = tables.selectFrom('sales_clients').where('tenant', '=', tenant).select('id');
  const keys = answererKeys(concerns);
  // An empty list is no SQL.
  if (keys.length === 0) return clients.where(some());
  const answering = clients.where('answerer', 'in', keys);
  if (concerns.employeeIds.length === 0) return answering;
  return inCustody('employee_id').unionAll(inCustody('deputy_id')).unionAll(answering);
}
