import { employeeFacts } from '../../assignment/employee-facts.ts';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/define-conveyor.ts';
import { type CompiledCondition, compileCondition } from '../../conditions/compile.ts';
import type { Condition } from '../../conditions/condition.ts';
import type { Instant } from '../../time/instant.ts';
import type { Employee } from '../../workforce/employee.ts';

// Stands in for src/workforce/{presence,capacity,client-load,match}.ts until they are there: then this file goes.

export const isPresent = ({ hiredAt, leftAt }: Employee, at: Instant): boolean =>
  hiredAt <= at && !(leftAt && leftAt <= at);

export const monthlyCapacity = (
  { hoursPerMonth }: Employee,
  _at: Instant,
  _role: string,
  _blueprint: Blueprint,
): number => hoursPerMonth;

export const clientLoad = ({ state }: Client, role: string, { states }: Blueprint): number =>
  states[state]?.load[role] ?? 0;

export interface Match {
  readonly client: Client;
  readonly employee: Employee;
}

export function compileMatch(condition: Condition, conveyor: Conveyor): CompiledCondition<Match> {
  return compileCondition<Match>(condition, {
    facts: { ...conveyor.rules.facts, ...employeeFacts },
    timeZone: conveyor.blueprint.timeZone,
    readerOf: (path) => (match, now) => {
      if (path === 'employee.skills') return match.employee.skills;
      if (path === 'employee.regions') return match.employee.regions;
      return conveyor.fact(match.client, path, now);
    },
  });
}
