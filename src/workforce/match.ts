import type { BuiltInFacts } from '../blueprint/built-in-facts.ts';
import type { Client } from '../client/client.ts';
import type { ClientRules } from '../client/decision-context.ts';
import { type FactBuilder, factBuilder } from '../conditions/builder.ts';
import type { CompiledCondition, FactReader } from '../conditions/compile.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import type { FactSchema, FactShapes } from '../conditions/fact-schema.ts';
import { wholeMonthsBetween } from '../time/duration.ts';
import type { Employee } from './employee.ts';

/** A client and somebody who may hold it. */
export interface Match {
  readonly client: Client;
  readonly employee: Employee;
}

const texts = (en: string, ru: string) => ({ type: 'texts', label: { en, ru } }) as const;

/** What a condition on a match can ask of the employee, beside everything that it can ask of the client. */
export const employeeFacts = {
  'employee.roles': texts('roles', 'роли'),
  'employee.skills': texts('skills', 'навыки'),
  'employee.regions': texts('regions', 'регионы'),
  'employee.languages': texts('languages', 'языки'),
  /** Industries in which they have any experience. */
  'employee.industries': texts('industries', 'отрасли'),
  'employee.grade': { type: 'text', label: { en: 'grade', ru: 'грейд' } },
  /** Whole months since they were taken on. */
  'employee.tenureMonths': { type: 'number', label: { en: 'months on the staff', ru: 'стаж, месяцев' } },
} as const satisfies FactSchema;

/** The declarations of the {@link employeeFacts}, by path. */
export type EmployeeFacts = typeof employeeFacts;

/**
 * Starts a condition on a client and an employee; paths and operands are checked by the compiler.
 * @example matchFact('employee.languages').includes('en')
 */
export const matchFact: FactBuilder<BuiltInFacts & EmployeeFacts> = factBuilder();

/**
 * The same with a blueprint's own facts.
 * @example
 * matchFactsOf({ region: { type: 'text', label } })
 *   .fact('employee.regions')
 *   .includes(fact('region'))
 */
export function matchFactsOf<const Own extends FactSchema>(
  _own: Own,
): { readonly fact: FactBuilder<BuiltInFacts & EmployeeFacts & Own> } {
  return { fact: factBuilder() };
}

/** The facts that a condition on a match may name, under a blueprint. */
function matchFactsIn({ facts }: Pick<ClientRules, 'facts'>): FactShapes {
  return { ...facts, ...employeeFacts };
}

/**
 * Compiles a condition on a client and an employee.
 * @throws INVALID_CONDITION
 */
export function compileMatch(condition: Condition, rules: ClientRules): CompiledCondition<Match> {
  const { timeZone } = rules.blueprint;
  return compileCondition<Match>(condition, {
    facts: matchFactsIn(rules),
    timeZone,
    readerOf: (path) => {
      if (Object.hasOwn(employeeFacts, path)) return employeeReaders[path as keyof EmployeeFacts];
      const read = rules.readerOf(path);
      return ({ client }, now) => read(client, now);
    },
  });
}

const employeeReaders: Record<keyof EmployeeFacts, FactReader<Match>> = {
  'employee.roles': ({ employee }) => employee.roles,
  'employee.skills': ({ employee }) => employee.skills,
  'employee.regions': ({ employee }) => employee.regions,
  'employee.languages': ({ employee }) => employee.languages,
  'employee.industries': ({ employee: { industries = {} } }) =>
    Object.keys(industries).filter((industry) => (industries[industry] ?? 0) > 0),
  'employee.grade': ({ employee }) => employee.grade,
  'employee.tenureMonths': ({ employee }, now) => wholeMonthsBetween(employee.hiredAt, now),
};
