import { invalidArgument } from '../../errors/invalid-argument.ts';
import type {
  ClientQuery,
  DueClaim,
  HeldListQuery,
  HeldQuery,
  HistorySpan,
  MentionKind,
  MentionQuery,
} from '../port.ts';

/** By name, whether what was given is of its form. */
type Judged = Readonly<Record<string, boolean>>;

/**
 * Databases cut a text at NUL and replace half a surrogate pair: two such keys would become one. Whole pairs
 * are rare, so that one look is nearly always enough.
 */
export const isKeyText = (value: unknown): value is string =>
  typeof value === 'string' && (!/[\0\ud800-\udfff]/.test(value) || !/[\0\p{Cs}]/u.test(value));

/**
 * What the methods of a store ask of their arguments before anything is looked at. Each throws
 * INVALID_ARGUMENT with the names of those that are not of their form; limits, positions and cursors have
 * codes of their own.
 */
export const assertArguments = {
  ofTenant: (method: string, tenant: string) => refuse(method, { tenant: isKeyText(tenant) }),
  withIds: (method: string, tenant: string, ids: readonly string[]) =>
    refuse(method, { tenant: isKeyText(tenant), ids: areKeys(ids) }),
  withKeys: (method: string, tenant: string, keys: Readonly<Record<string, string>>) => {
    const judged = Object.entries(keys).map(([name, key]) => [name, isKeyText(key)] as const);
    refuse(method, { tenant: isKeyText(tenant), ...Object.fromEntries(judged) });
  },
  history: (tenant: string, clientId: string, span: HistorySpan | undefined) =>
    refuse('history', {
      tenant: isKeyText(tenant),
      clientId: isKeyText(clientId),
      span: span === undefined || (isObject(span) && isCount(span.from) && isCount(span.to)),
    }),
  queryClients: (tenant: string, query: ClientQuery) =>
    refuse('queryClients', { tenant: isKeyText(tenant), query: isObject(query) && isClientQuery(query) }),
  readDocuments: (tenant: string, kind: string, ids: readonly string[]) =>
    refuse('readDocuments', { tenant: isKeyText(tenant), kind: isKeyText(kind), ids: areKeys(ids) }),
  claimDue: (tenant: string, claim: DueClaim) =>
    refuse('claimDue', {
      tenant: isKeyText(tenant),
      claim: isObject(claim) && areKeys([claim.dueBy, claim.worker, claim.now, claim.until]),
    }),
  countHeld: (tenant: string, query: HeldQuery) =>
    refuse('countHeld', {
      tenant: isKeyText(tenant),
      query:
        isObject(query) &&
        (query.employeeIds === undefined || areKeys(query.employeeIds)) &&
        isKeyOrAbsent(query.role),
    }),
  listHeld: (tenant: string, query: HeldListQuery) =>
    refuse('listHeld', { tenant: isKeyText(tenant), query: isObject(query) && isKeyText(query.role) }),
  queryDocuments: (tenant: string, query: { readonly kind: string; readonly list?: string }) =>
    refuse('queryDocuments', {
      tenant: isKeyText(tenant),
      query: isObject(query) && isKeyText(query.kind) && isKeyOrAbsent(query.list),
    }),
  mentions: (tenant: string, query: MentionQuery) =>
    refuse('mentions', {
      tenant: isKeyText(tenant),
      query: isObject(query) && kinds.includes(query.among) && isKeyText(query.text) && query.text !== '',
    }),
  commit: (tenant: string, commit: unknown, inTransaction: unknown) =>
    refuse('commit', {
      tenant: isKeyText(tenant),
      commit: isObject(commit),
      inTransaction: inTransaction === undefined || typeof inTransaction === 'function',
    }),
};

const kinds: readonly MentionKind[] = ['clients', 'employees', 'events', 'outcomes', 'documents'];

function refuse(method: string, judged: Judged): void {
  const blamed = Object.keys(judged).filter((name) => judged[name] === false);
  if (blamed.length === 0) return;
  const problem = { code: 'NOT_VALID', message: 'is not of its form' } as const;
  throw invalidArgument(
    method,
    blamed.map((path) => ({ path, ...problem })),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isKeyOrAbsent = (value: unknown) => value === undefined || isKeyText(value);
const areKeys = (values: unknown) => Array.isArray(values) && [...values].every(isKeyText);
const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isClientQuery(query: ClientQuery): boolean {
  const { states, holder, concerns, shownTo, pool, named, onHold, dueBy, where } = query;
  return (
    (onHold === undefined || onHold === true) &&
    (states === undefined || areKeys(states)) &&
    (holder === undefined ||
      (isObject(holder) && isKeyText(holder.employeeId) && isKeyOrAbsent(holder.role))) &&
    (concerns === undefined || isConcern(concerns)) &&
    (shownTo === undefined || (isConcern(shownTo) && isFactQuery(shownTo.where))) &&
    isKeyOrAbsent(pool) &&
    (named === undefined ||
      (isObject(named) && isKeyOrAbsent(named.contains) && isKeyOrAbsent(named.startsWith))) &&
    isKeyOrAbsent(dueBy) &&
    isFactQuery(where)
  );
}

const isConcern = (concerns: NonNullable<ClientQuery['concerns']>) =>
  isObject(concerns) && areKeys(concerns.employeeIds) && areKeys(concerns.roles);

const isFactQuery = (where: ClientQuery['where']) =>
  where === undefined ||
  (isObject(where) &&
    isObject(where.facts) &&
    isKeyText(where.now) &&
    isKeyOrAbsent(where.timeZone) &&
    isFlag(where.judgedAnew));
