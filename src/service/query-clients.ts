import * as z from 'zod';
import type { Client } from '../client/client.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import type { CompiledCondition } from '../conditions/compile.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import { storeKeySchema } from '../conditions/id-schema.ts';
import { examine } from '../errors/admit.ts';
import { isConveyorError } from '../errors/conveyor-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { type Problem, problemsUnder } from '../errors/problem.ts';
import type { NameKind } from '../errors/problem-details.ts';
import { reshaped } from '../errors/reshaped.ts';
import { unknownName } from '../errors/unknown-name.ts';
import type { ClientPage, ClientQuery } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { instantSchema } from '../time/instant-schema.ts';
import { type PageStart, pages } from './pages.ts';
import type { ServiceContext } from './service-context.ts';

/** Which clients are asked for: those that meet everything that is named. */
export interface ClientsQuery extends Omit<ClientQuery, 'where' | 'limit'> {
  /**
   * A condition over the facts of the blueprint, built in or its own, judged as of now. Only clients that
   * pass are found: an unknown fact never passes.
   */
  readonly where?: Condition;
  /** Clients on a page, 1 to 1,000. Default 100. */
  readonly limit?: number;
}

const name = z.string();

const querySchema = z.strictObject({
  where: z.exactOptional(z.unknown() as z.ZodType<Condition>),
  states: z.exactOptional(z.array(name)),
  holder: z.exactOptional(z.strictObject({ employeeId: storeKeySchema, role: z.exactOptional(name) })),
  pool: z.exactOptional(name),
  named: z.exactOptional(
    z.strictObject({
      contains: z.exactOptional(storeKeySchema),
      startsWith: z.exactOptional(storeKeySchema),
    }),
  ),
  dueBy: z.exactOptional(instantSchema),
  after: z.exactOptional(name),
  limit: z.int().min(1).max(1_000).default(100),
}) satisfies z.ZodType<ClientsQuery>;

type ParsedQuery = z.output<typeof querySchema>;

/** One page, without a condition. */
export async function pageOfClients(
  context: ServiceContext,
  input: Omit<ClientsQuery, 'where'>,
): Promise<ClientPage> {
  const { where: _, ...query } = parseQuery(context, input);
  return context.store.queryClients(context.tenant, query);
}

/** One page of the clients that a query from outside finds. */
export async function queryClients(context: ServiceContext, input: ClientsQuery): Promise<ClientPage> {
  const { where, ...rest } = parseQuery(context, input);
  if (where === undefined) return context.store.queryClients(context.tenant, rest);
  const now = context.now();
  const { evaluate } = compiled(context, where);
  const mayPass = context.projection.mayPass(where, now);
  return fillPage(
    rest.limit,
    (limit, after) =>
      context.store.queryClients(context.tenant, {
        ...rest,
        limit,
        ...(mayPass && { where: { ...mayPass, judgedAnew: true } }),
        ...(after !== undefined && { after }),
      }),
    (client) => passes(client, evaluate, now),
    rest.after,
  );
}

/** Where a rule of the caller's fails for a client, nothing is known of that client. It hides no other. */
export function passes(
  client: Client,
  evaluate: CompiledCondition<Client>['evaluate'],
  now: Instant,
): boolean {
  try {
    return evaluate(client, now) === 'yes';
  } catch (error) {
    if (!isConveyorError(error, 'CADENCE_RULE_FAILED')) throw error;
    return false;
  }
}

/** @throws INVALID_QUERY naming every fault. */
function parseQuery(context: ServiceContext, input: ClientsQuery): ParsedQuery {
  const parsed = examine(querySchema, input);
  const where: unknown = (input as ClientsQuery | null | undefined)?.where;
  const problems = [
    ...(parsed.data ? unknownNames(context, parsed.data) : parsed.problems),
    ...(where === undefined || conditions.get(context)?.has(where as Condition)
      ? []
      : problemsUnder(['where'], checkCondition(where, context.conveyor.rules.facts))),
  ];
  if (parsed.data && problems.length === 0) return parsed.data;
  throw invalidInput('INVALID_QUERY', 'a query', problems);
}

/**
 * States, roles and pools that the blueprint does not know: nobody can stand there, and whoever asks has
 * mistyped.
 */
function unknownNames(context: ServiceContext, { states = [], holder, pool, named }: ParsedQuery): Problem[] {
  const { blueprint, rules } = context.conveyor;
  const { facts } = rules;
  const unknown = (path: string, kind: NameKind, text: string | undefined, known: object): Problem[] => {
    if (text === undefined || Object.hasOwn(known, text)) return [];
    return [{ path, ...unknownName(kind, text, Object.keys(known)) }];
  };
  return [
    ...states.flatMap((state, i) => unknown(`states[${i}]`, 'state', state, blueprint.states)),
    ...unknown('holder.role', 'role', holder?.role, blueprint.roles),
    ...unknown('pool', 'pool', pool, blueprint.roles),
    ...unknown('named', 'fact', named && 'name', facts),
  ];
}

/** Conditions that are asked page by page, or again and again, are compiled once. */
const conditions = new WeakMap<ServiceContext, WeakMap<Condition, CompiledCondition<Client>>>();

export function compiled(context: ServiceContext, where: Condition): CompiledCondition<Client> {
  const known = conditions.get(context) ?? new WeakMap();
  conditions.set(context, known);
  const { rules, blueprint } = context.conveyor;
  const { facts, readerOf } = rules;
  const condition =
    known.get(where) ?? compileCondition(where, { facts, readerOf, timeZone: blueprint.timeZone });
  known.set(where, condition);
  return condition;
}

const MOST = 1_000;

/**
 * A page of the clients that are accepted. The store's pages are longer where few are; the last one is read
 * again up to the last client that is wanted, since only the store knows the cursor that follows it.
 */
export async function fillPage(
  limit: number,
  read: (limit: number, after: string | undefined) => Promise<ClientPage>,
  accepts: (client: Client) => boolean,
  start: string | undefined,
): Promise<ClientPage> {
  const found: Client[] = [];
  let [seen, size, after] = [0, limit, start];
  for (;;) {
    const { clients, next } = await read(size, after);
    const accepted = clients.filter(accepts);
    const wanted = limit - found.length;
    if (accepted.length > wanted) {
      size = clients.indexOf(accepted[wanted - 1] as Client) + 1;
      continue;
    }
    found.push(...accepted);
    seen += clients.length;
    if (next === undefined) return { clients: found };
    if (found.length === limit) return { clients: found, next };
    after = next;
    size = Math.min(MOST, Math.ceil(((limit - found.length) * (seen + 1)) / (found.length + 1)));
  }
}

/** All clients that a query finds, page by page. */
export async function* allClients(
  context: ServiceContext,
  query: Omit<ClientsQuery, 'limit' | 'after'>,
): AsyncGenerator<Client> {
  const pageFrom = (start: PageStart) =>
    queryClients(
      context,
      reshaped(query, (asked) => ({ ...asked, limit: 500, ...start })),
    );
  for await (const { clients } of pages(pageFrom)) yield* clients;
}
