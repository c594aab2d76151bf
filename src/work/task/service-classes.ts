import { type CompiledCondition, compileChecked } from '../../conditions/compile.ts';
import type { Truth } from '../../conditions/condition.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import type { FactShapes, FactValue, FactValues } from '../../conditions/fact-schema.ts';
import type { Instant } from '../../time/instant.ts';
import type { ServiceClass, TaskType, WorkDocument } from '../document/work-schema.ts';
import type { ServicePromise } from './promise.ts';

/** Chooses the class of service of a type of tasks. */
export interface ServiceClasses {
  /** The facts that the conditions of its classes read. */
  readonly facts: readonly string[];
  /** What is promised of a task that was opened then, as far as the facts are known. */
  promiseFor(facts: FactValues, openedAt: Instant): ServicePromise;
  /** Why a class is for a task or not; undefined where it has no condition, or there is none such. */
  explain(service: string, facts: FactValues, openedAt: Instant): Explanation | undefined;
}

/** The classes of every type of a document, compiled once. */
export function serviceClassesOf(
  { tasks, queues }: WorkDocument,
  facts: FactShapes,
  timeZone: string,
): Readonly<Record<string, ServiceClasses>> {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, type]) => {
      const role = queues[type.queue]?.role ?? '';
      return [name, classesOf(type, role, (when) => compileChecked(when, { facts, timeZone }))] as const;
    }),
  );
}

function classesOf(
  type: TaskType,
  role: string,
  compiled: (when: NonNullable<ServiceClass['when']>) => CompiledCondition,
): ServiceClasses {
  const classes = type.service.map((service) => ({
    service,
    condition: service.when && compiled(service.when),
  }));
  const read = [...new Set(classes.flatMap(({ condition }) => condition?.facts ?? []))].sort();
  return {
    facts: read,
    promiseFor: (facts, openedAt) => {
      const tried: { service: string; truth: Truth }[] = [];
      for (const [place, { service, condition }] of classes.entries()) {
        const truth = condition?.evaluate(facts, openedAt) ?? 'yes';
        tried.push({ service: service.name, truth });
        if (truth === 'yes')
          return {
            ...promiseOf(type, role, service, rankOf(service, place)),
            tried,
            rests: known(read, facts),
          };
      }
      throw new RangeError('The last class of a type has no condition');
    },
    explain: (name, facts, openedAt) =>
      classes.find(({ service }) => service.name === name)?.condition?.explain(facts, openedAt),
  };
}

/** By what a class is taken before others: its own, else its place in the list. */
export const rankOf = ({ rank }: Pick<ServiceClass, 'rank'>, place: number): number => rank ?? place;

function promiseOf(
  { responds }: TaskType,
  role: string,
  { name, respond, resolve, calendar, escalate, chain }: ServiceClass,
  rank: number,
): Omit<ServicePromise, 'tried' | 'rests'> {
  return {
    service: name,
    rank,
    ...(respond && { respond }),
    ...(resolve && { resolve }),
    hours: calendar === undefined ? { role } : { calendar },
    responds,
    ...(escalate && { escalate }),
    ...(chain && { chain }),
  };
}

function known(read: readonly string[], facts: FactValues): Record<string, FactValue> {
  return Object.fromEntries(
    read.flatMap((fact) => {
      const value = facts[fact];
      return value === undefined || value === null ? [] : [[fact, value as FactValue] as const];
    }),
  );
}
