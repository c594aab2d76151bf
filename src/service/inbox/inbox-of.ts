import * as z from 'zod';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { canUse } from '../../blueprint/regulation/usable-rights.ts';
import type { Client } from '../../client/client.ts';
import type { Condition } from '../../conditions/condition.ts';
import { lookup } from '../../conditions/lookup.ts';
import { admit } from '../../errors/admit.ts';
import { type ConveyorError, isConveyorError } from '../../errors/conveyor-error.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { toPage } from '../../storage/port/page.ts';
import type { ClientQuery } from '../../storage/port.ts';
import { earlier, type Instant } from '../../time/instant.ts';
import { asOfNow } from '../as-of-now.ts';
import { assertKeys } from '../assert-key.ts';
import { pages } from '../pages.ts';
import type { Readable } from '../readable.ts';
import { type Sight, sightOf } from '../reading/sight.ts';
import { expiredFor, recipientOf } from '../recipient.ts';
import type { ServiceContext } from '../service-context.ts';
import type { InboxCode, InboxItem, InPool, StandingIn } from './inbox-item.ts';
import { aboutOf, inboxOrders, keyOf, startOf } from './inbox-order.ts';
import { itemsOf, type Reader } from './items-of.ts';
import { withOverloads } from './overloads.ts';

/** Which part of an inbox is asked for. */
export interface InboxQuery {
  /** Only items of these codes. Default: all. */
  readonly codes?: readonly InboxCode[];
  /**
   * `deadline`: the earliest first, what has none last; of one deadline, the most valuable client first.
   * `value`: the most valuable client first. Default `deadline`.
   */
  readonly order?: 'deadline' | 'value';
  /** The `next` of the page before. */
  readonly after?: string;
  /** Items on a page, 1 to 1,000. Default 100. */
  readonly limit?: number;
}

/** What somebody has to do, as of a moment. */
export interface Inbox {
  /** As of when. */
  readonly now: Instant;
  readonly items: readonly InboxItem[];
  /** How many items there are of each code, on all pages and whatever codes were asked for. */
  readonly counts: Readonly<Partial<Record<InboxCode, number>>>;
  /** Absent on the last page. */
  readonly next?: string;
  /** Clients whose items are unknown: a rule of the caller's fails, or no migration brings them here. */
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
}

const codes = [
  'OFFERED_TO_ME',
  'OFFERED_TO_ROLE',
  'ESCALATED_TO_ME',
  'OFFER_WAITS',
  'OFFER_LAPSED',
  'OFFER_REJECTED',
  'STANDING_IN',
  'RELEASE_AHEAD',
  'FIRST_CONTACT',
  'INTRODUCTION',
  'WINDOW_OPEN',
  'ORDER_HELD',
  'OVERDUE',
  'IN_POOL',
] as const satisfies readonly InboxCode[];

const querySchema = z.strictObject({
  codes: z.exactOptional(z.array(z.enum(codes))),
  order: z.enum(['deadline', 'value']).default('deadline'),
  after: z.exactOptional(z.string()),
  limit: z.int().min(1).max(1_000).default(100),
}) satisfies z.ZodType<InboxQuery>;

/**
 * What an employee has to do, each with its deadline. Handoffs to answer, in person, by role or as the one
 * who decides; own offers that wait, that nobody answered or that were rejected; those for whom they stand
 * in; clients whom time will take from them; first contacts and introductions that are owed; decisions whose
 * time of preparation has come; orders above a credit limit; and clients who are silent for too long. It is
 * as of now: what time has done is shown though nobody has written it yet. Reads the clients that concern the
 * employee, and of all others those that are due and, for whoever may lift a hold, those on hold. Writes
 * nothing. Undefined for an unknown employee.
 * @throws INVALID_QUERY where the query is none, INVALID_CURSOR, and the store's errors.
 * @example
 * const { items } = await inboxOf(sales, 'ivanova') ?? { items: [] };
 * const silent = await inboxOf(sales, 'ivanova', { codes: ['OVERDUE'], order: 'value' });
 */
export function inboxOf<Names extends ConveyorNames>(
  sales: Readable<Names>,
  employeeId: string,
  query: InboxQuery = {},
): Promise<Inbox | undefined> {
  return withArguments('inboxOf', { sales, 'employeeId: string': employeeId, query }, async () => {
    const { context } = sales;
    assertKeys({ employeeId });
    const { order, after, limit, codes: wanted } = admit(querySchema, query, 'INVALID_QUERY', 'a query');
    const start = after === undefined ? undefined : startOf(order, after);
    const now = context.now();
    const whose = await readerOf(context, employeeId, now);
    if (!whose) return undefined;
    const { items, looked, failures } = await allItems(context, whose, now);
    const compare = inboxOrders[order];
    const found = items
      .filter(({ code }) => wanted === undefined || wanted.includes(code))
      .map((item) => ({ item, key: keyOf(item) }))
      .filter(({ key }) => start === undefined || compare(key, start) > 0)
      .sort((a, b) => compare(a.key, b.key));
    const { rows, ...next } = toPage(found, limit, ({ key }) => [order, ...key]);
    const shown = rows.map(({ item }) => item);
    const told = await withOverloads(shown, looked, employeeId, context);
    return { now, items: told, counts: countsOf(items), ...next, failures };
  });
}

/** Whose inbox it is, with the pools from which they may take clients, and what they may lift. */
async function readerOf(context: ServiceContext, id: string, now: Instant): Promise<Reader | undefined> {
  const staff = await context.staff.byId();
  const whose = await recipientOf(staff, id, now);
  if (!whose) return undefined;
  const { blueprint } = context.conveyor;
  const [pools, lifts] = [poolsOf(whose.roles, blueprint), mayLift(whose.roles, blueprint)];
  return { ...whose, pools, lifts, staff };
}

/** Whether one of these roles may lift the hold that an order above the credit limit places. */
function mayLift(roles: readonly string[], blueprint: Blueprint): boolean {
  const { by } = lookup(blueprint.holds, blueprint.creditLimit?.hold ?? '') ?? {};
  return (
    blueprint.creditLimit !== undefined &&
    roles.some(
      (role) =>
        canUse(role, 'releaseHold', 'any', blueprint) &&
        (!by || by.includes(role) || canUse(role, 'override', 'any', blueprint)),
    )
  );
}

/** Pools from which these roles may take clients: their own, or, where they may assign anybody's, all. */
function poolsOf(roles: readonly string[], blueprint: Blueprint): string[] {
  const pools = new Set(Object.values(blueprint.states).flatMap(({ responsible }) => responsible ?? []));
  const assignsAll = roles.some((role) => canUse(role, 'assignHolder', 'any', blueprint));
  return [...pools].filter(
    (pool) => assignsAll || (roles.includes(pool) && canUse(pool, 'assignHolder', 'own', blueprint)),
  );
}

async function allItems(context: ServiceContext, whose: Reader, now: Instant) {
  const items: InboxItem[] = [];
  const looked = new Map<string, Client>();
  const failures: { clientId: string; error: ConveyorError }[] = [];
  const { rules } = context.conveyor;
  const sight = sightOf(context, whose, now);
  const stored = await concernedClients(context, whose, sight, now);
  for (const upgraded of await context.versions.upgrade(stored, now)) {
    const { client } = upgraded;
    try {
      if ('error' in upgraded) throw upgraded.error;
      const current = isDue(client, context, now) ? asOfNow(client, context, now) : client;
      looked.set(client.id, current);
      const seen = sight.sees(current) ? whose : { ...whose, pools: [], lifts: false };
      items.push(...itemsOf(current, seen, rules, now));
    } catch (error) {
      if (!isConveyorError(error)) throw error;
      failures.push({ clientId: client.id, error });
    }
  }
  return { items: together(items), looked, failures };
}

/** One item for each absent colleague, and for each pool: what clients say of it is added up. */
function together(items: readonly InboxItem[]): InboxItem[] {
  const sums = new Map<string, StandingIn | InPool>();
  for (const item of items) {
    if (item.clientId !== undefined) continue;
    const name = item.code + aboutOf(item);
    const sum = sums.get(name);
    sums.set(name, sum ? sumOf(sum, item) : item);
  }
  return [...sums.values(), ...items.filter(({ clientId }) => clientId !== undefined)];
}

function sumOf(a: StandingIn | InPool, b: StandingIn | InPool): StandingIn | InPool {
  const [deadline] = [a.deadline, b.deadline].filter((at) => at !== undefined).sort();
  return {
    ...a,
    clients: a.clients + b.clients,
    value: { ...a.value, amount: a.value.amount + b.value.amount },
    ...('since' in a && 'since' in b && { since: earlier(a.since, b.since) }),
    ...(deadline !== undefined && { deadline }),
  } as StandingIn | InPool;
}

/** Those whom it concerns as stored, and those whom it may concern once time has acted: these are all due. */
async function concernedClients(
  context: ServiceContext,
  whose: Reader,
  { shownTo }: Sight,
  now: Instant,
): Promise<Client[]> {
  const { projection, store, tenant } = context;
  const { id, roles, pools, lifts, absent } = whose;
  const employeeIds = [id, ...absent.map(({ employeeId }) => employeeId)];
  const next: Condition = { fact: 'custody.deputies', is: 'includesAny', value: employeeIds };
  const where = projection.mayPass({ any: [next, ...expiredFor(roles, context)] }, now);
  const shown = shownTo && { shownTo };
  const queries: Omit<ClientQuery, 'limit'>[] = [
    { concerns: { employeeIds, roles } },
    { dueBy: now, ...(where && { where }) },
    ...(lifts ? [{ onHold: true, ...shown } as const] : []),
  ];
  const everybody = async (query: Omit<ClientQuery, 'limit'>) => {
    const found: Client[] = [];
    const stored = pages((start) => store.queryClients(tenant, { ...query, limit: 1_000, ...start }));
    for await (const { clients } of stored) found.push(...clients);
    return found;
  };
  const inPool = async (pool: string) =>
    (await store.queryClients(tenant, { pool, limit: 1_000, ...shown })).clients;
  // At once, so that none waits for the answer of another.
  const found = await Promise.all([...queries.map(everybody), ...pools.map(inPool)]);
  return [...new Map(found.flat().map((client) => [client.id, client])).values()];
}

/** Whether time may do something to the client; a deadline that passed without effect may have one by now. */
function isDue(client: Client, { conveyor }: ServiceContext, now: Instant): boolean {
  const due = conveyor.nextDueAt(client);
  return client.passed !== undefined || (due !== undefined && due <= now);
}

function countsOf(items: readonly InboxItem[]): Inbox['counts'] {
  const counts: Partial<Record<InboxCode, number>> = {};
  for (const { code } of items) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
