import { defineConveyor } from 'sales-conveyor';
import {
  defineWork,
  type ServiceClass,
  type Task,
  type TaskCommand,
  type TaskContext,
  type TaskEvent,
  type TaskRefusal,
  type Work,
  type WorkInput,
} from 'sales-conveyor/work';
import { type Change, smallBlueprint } from '../blueprint/small-blueprint.ts';

type Hours = NonNullable<WorkInput['calendars']>[string];

/** Monday to Friday. */
export const week = (from: string, to: string, holidays: string[] = []): Hours => ({
  days: [1, 2, 3, 4, 5],
  from,
  to,
  holidays,
});
export const daily = (from: string, to: string, holidays: string[] = []): Hours => ({
  ...week(from, to, holidays),
  days: [1, 2, 3, 4, 5, 6, 7],
});

type ClassInput = WorkInput['tasks'][string]['service'][number];

/** A desk with one queue, whose only type of tasks has these classes. */
export function deskOf(service: readonly Partial<ClassInput>[], hours: Hours, blueprint: Change = {}): Work {
  const named = service.map((one, i): ClassInput => ({ name: `class${i}`, calendar: 'desk', ...one }));
  return defineWork(defineConveyor(smallBlueprint(blueprint)), {
    calendars: { desk: hours },
    facts: { urgent: { type: 'boolean', label: 'urgent' }, lines: { type: 'number', label: 'lines' } },
    queues: {
      desk: { label: 'desk', role: 'helper', lead: 'head' },
      store: { label: 'store', role: 'keeper' },
    },
    tasks: {
      order: {
        label: 'order',
        queue: 'desk',
        opens: ['caller'],
        service: named,
        pauses: {
          client: { label: 'the client is asked', stopsClock: true },
          stock: { label: 'out of stock', stopsClock: false },
        },
        returns: { unclear: { label: 'unclear' } },
        cancels: { mistake: { label: 'by mistake' } },
        load: { minutes: 10 },
      },
    },
  });
}

/** One class that promises this. */
export const promising = (
  resolve: NonNullable<ServiceClass['resolve']>,
  hours: Hours,
  blueprint: Change = {},
): Work => deskOf([{ resolve }], hours, blueprint);

type Step = TaskCommand extends infer Command
  ? Command extends { taskId: string }
    ? Omit<Command, 'taskId'>
    : never
  : never;

/** A step, its moment, and perhaps who takes it and what is known of the client. */
export type Line = readonly [at: string, step: Step, context?: Partial<TaskContext> | undefined];

export const opening = { type: 'open', taskType: 'order', clientId: 'acme' } as const;

/** What comes of steps that are all accepted. */
export function lived(work: Work, lines: readonly Line[]): { task: Task; events: TaskEvent[] } {
  let task: Task | undefined;
  const events: TaskEvent[] = [];
  for (const [at, step, context] of lines) {
    const outcome = told(work, task, [at, step, context]);
    if (!outcome.ok) throw new Error(JSON.stringify([step, outcome.refused]));
    task = outcome.task;
    events.push(...outcome.events);
  }
  return { task: task as Task, events };
}

export const told = (work: Work, task: Task | undefined, [at, step, context]: Line) =>
  work.decide(task, { taskId: 't', ...step } as TaskCommand, { now: at, by: 'olga', ...context });

/** Why a step is refused after others that were not. */
export function refusalsOf(work: Work, before: readonly Line[], line: Line): readonly TaskRefusal[] {
  const outcome = told(work, before.length === 0 ? undefined : lived(work, before).task, line);
  return outcome.ok ? [] : outcome.refused;
}

/** When a task that was opened then is to be done, in UTC. */
export const dueAfter = (work: Work, openedAt: string): string | undefined =>
  work.deadlines(lived(work, [[openedAt, opening]]).task, openedAt).resolve?.at;
