import { type RawBuilder, sql } from 'kysely';
import { type Fault, fault } from '../../errors/problem.ts';
import { WRITTEN_UNDER } from '../port/fact-filter.ts';
import type { FactKey, FactSql, IndexKind } from './fact-sql.ts';

/** The types of facts that an index can order. */
export type IndexedFactType = 'number' | 'money' | 'text' | 'enum' | 'instant';

/** Facts that have an index of their own, each with its type as the blueprint has it. */
export type IndexedFacts = Readonly<Record<string, IndexedFactType>>;

/** An index that has to be there. */
export interface FactIndex {
  readonly name: string;
  /** Builds it, where the table is that one. */
  create(table: RawBuilder<unknown>): RawBuilder<unknown>;
}

/** Whoever indexes facts finds those by an index, too, that were written under other rules. */
export const withProjection = (indexed: IndexedFacts = {}): IndexedFacts =>
  Object.keys(indexed).length === 0 ? indexed : { [WRITTEN_UNDER]: 'text', ...indexed };

export const kindOfIndex = (type: IndexedFactType): IndexKind =>
  type === 'number' || type === 'money' ? 'number' : 'text';

/** Where the value lies that the index is about: of money the amount. */
export const indexedKey = (fact: string, type: IndexedFactType): FactKey =>
  type === 'money' ? [fact, 'amount'] : [fact];

/** An index for each fact, in whose order the clients of one value are by id. */
export function factIndexes(indexed: IndexedFacts, facts: FactSql): readonly FactIndex[] {
  return Object.entries(indexed).map(([fact, type]) => {
    const kind = kindOfIndex(type);
    const name = `sales_clients_by_${kind}_${fact}`;
    const value = facts.indexed(indexedKey(fact, type), kind);
    const create = (table: RawBuilder<unknown>) =>
      sql`create index if not exists ${sql.id(name)} on ${table} (${sql.ref('tenant')}, ${value}, ${sql.ref('id')})`;
    return { name, create };
  });
}

const TYPES: readonly unknown[] = ['number', 'money', 'text', 'enum', 'instant'] satisfies IndexedFactType[];

/** A longer name of an index would be cut off by PostgreSQL, and two of them be one. */
const NAME = /^[A-Za-z][A-Za-z0-9_.]{0,38}$/;

/** What is wrong with the option, if anything. */
export function indexedFactsFault(given: unknown): Fault | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return fault('WRONG_TYPE', {
      expected: 'object',
      received: Array.isArray(given) ? 'array' : typeof given,
    });
  const wrong = Object.entries(given).filter(([fact, type]) => !NAME.test(fact) || !TYPES.includes(type));
  if (wrong.length === 0) return undefined;
  const names = wrong.map(([fact]) => fact.slice(0, 60)).join(', ');
  const message = `must have under each fact (up to 39 Latin letters, digits, dots and underscores) its type, one of ${TYPES.join(', ')}; it has not under ${names}`;
  return { code: 'NOT_VALID', message };
}
