import type { Draft } from 'immer';
import { lookup } from '../../conditions/lookup.ts';
import type { Task } from './task.ts';
import type { TaskNames, TaskNaming } from './task-names.ts';

/** Every name that a task goes by, each once. */
export function namesIn(task: Task): Readonly<Record<TaskNaming, readonly string[]>> {
  const { type, queue, stays, facts, escalated, promise } = task;
  const { hours, escalate, chain = [], rests } = promise;
  const roles = ['role' in hours ? hours.role : undefined, escalate?.to, escalated?.to];
  return {
    types: [type],
    queues: [...new Set([queue, ...stays.map((stay) => stay.queue), ...chain.map((link) => link.queue)])],
    calendars: 'calendar' in hours ? [hours.calendar] : [],
    roles: [...new Set(roles.flatMap((role) => role ?? []))],
    facts: [...new Set([...Object.keys(rests), ...Object.keys(facts)])],
  };
}

/** Of the names, those that the task goes by; undefined where it goes by none of them. */
export function namesOfOwn(task: Task, given: TaskNames): TaskNames | undefined {
  const own = Object.entries(namesIn(task)).flatMap(([naming, used]) => {
    const names = Object.entries(given[naming as TaskNaming] ?? {}).filter(([was]) => used.includes(was));
    return names.length > 0 ? [[naming, Object.fromEntries(names)] as const] : [];
  });
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** Gives the task other names. What was used up under an old one counts for the new one. */
export function renameTask(task: Draft<Task>, names: TaskNames): void {
  const anew = (naming: TaskNaming) => (name: string) => lookup(names[naming] ?? {}, name) ?? name;
  const [queue, role, fact] = [anew('queues'), anew('roles'), anew('facts')];
  const { stays, promise, escalated, reminded } = task;
  const { hours, escalate, chain } = promise;
  if (queue(task.queue) !== task.queue) task.declinedBy = [];
  task.type = anew('types')(task.type);
  task.queue = queue(task.queue);
  for (const one of [...stays, ...(chain ?? [])]) one.queue = queue(one.queue);
  if ('role' in hours) hours.role = role(hours.role);
  else hours.calendar = anew('calendars')(hours.calendar);
  if (escalate) escalate.to = role(escalate.to);
  promise.rests = renamedKeys(promise.rests, fact);
  task.facts = renamedKeys(task.facts, fact);
  if (escalated?.to !== undefined) escalated.to = role(escalated.to);
  if (escalated?.cause.code === 'CHAIN_LIMIT_NEAR') escalated.cause.queue = queue(escalated.cause.queue);
  if (reminded?.chain) reminded.chain = renamedKeys(reminded.chain, queue);
}

const renamedKeys = <Value>(record: Record<string, Value>, anew: (key: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [anew(key), value]));
