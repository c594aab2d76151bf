import * as z from 'zod';
import { kept } from '../../conditions/kept.ts';
import { issue, onceSound } from '../../errors/problem.ts';
import { subtractDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { type ChainUse, chainUse } from '../clock/chain-use.ts';
import { type TaskDeadline, taskDeadlines } from '../clock/task-deadlines.ts';
import type { WorkHours } from '../clock/work-hours.ts';
import type { Task } from '../task/task.ts';

/** Admits {@link MeasuresQuery}. */
export const measuresSchema = z
  .strictObject({
    from: instantSchema,
    until: instantSchema,
    now: instantSchema,
    ageDays: z.array(z.int().min(1).max(10_000)).max(20).default([1, 3, 7, 14]),
  })
  .refine(({ from, until }) => from < until, {
    path: ['until'],
    ...issue('NOT_LATER', { than: 'from' }),
    ...onceSound,
  });

/** What is measured, and as of when. */
export interface MeasuresQuery {
  /** The period: what fell due, was opened and was done from `from` on and before `until`. */
  readonly from: Instant;
  readonly until: Instant;
  /** How old the open tasks are as of this moment, and whether what fell due is done. */
  readonly now: Instant;
  /** Limits of age of the open tasks, in days, from the youngest on. Default: 1, 3, 7, 14. */
  readonly ageDays?: readonly number[] | undefined;
}

/** How tasks of one queue and class went. A task counts for the queue that it was opened in. */
export interface TaskMeasures {
  readonly queue: string;
  readonly service: string;
  readonly respond: PromisesKept;
  readonly resolve: PromisesKept;
  readonly opened: number;
  readonly done: number;
  /** Of those that were done: how many never went back, neither to whoever opened them nor into the queue. */
  readonly rightFirstTime: number;
  readonly cancelled: number;
  readonly open: OpenTasks;
  /** Who used up how much of what was promised, of those that were done. */
  readonly chain: readonly ChainMeasure[];
}

/** Promises that fell due in a period. One that is overdue is late, too: leaving it open does not help. */
export interface PromisesKept {
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  /** On time of all that fell due; absent where nothing did. */
  readonly share?: number;
}

/** The tasks that are neither done nor called off. */
export interface OpenTasks {
  readonly count: number;
  readonly overdue: number;
  readonly oldestAt?: Instant;
  /** How many are younger than each limit of age, and last how many are older than all. */
  readonly ages: readonly number[];
}

/** What one party used up of the promises of several tasks. */
export interface ChainMeasure {
  /** Absent: whoever opened them. */
  readonly queue?: string;
  readonly tasks: number;
  readonly usedMinutes: number;
  /** How often it used more than it was allowed. */
  readonly over: number;
}

/** Measures of tasks by queue and class, in the order of their names. */
export function taskMeasures(
  tasks: readonly Task[],
  query: z.output<typeof measuresSchema>,
  hours: WorkHours,
): readonly TaskMeasures[] {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = JSON.stringify([queueOf(task), task.promise.service]);
    kept(groups, key, () => []).push(task);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const [queue, service] = JSON.parse(key) as [string, string];
      return { queue, service, ...measured(group, query, hours) };
    });
}

const queueOf = ({ stays, queue }: Task) => stays[0]?.queue ?? queue;

function measured(
  tasks: readonly Task[],
  { from, until, now, ageDays }: z.output<typeof measuresSchema>,
  hours: WorkHours,
): Omit<TaskMeasures, 'queue' | 'service'> {
  const within = (moment: Instant | undefined) => moment !== undefined && moment >= from && moment < until;
  const deadlines = tasks.map((task) => taskDeadlines(task, now, hours));
  const fellDue = (one: TaskDeadline | undefined) => within(one?.at ?? one?.metAt);
  const isCounted = (task: Task) => hours.lackingFor(task) === undefined;
  const done = tasks.filter(({ doneAt }) => within(doneAt));
  const open = tasks.filter(({ status }) => status !== 'done' && status !== 'cancelled');
  const openedAt = open.map((task) => task.openedAt).sort();
  return {
    respond: promisesKept(deadlines.flatMap(({ respond }) => (respond && fellDue(respond) ? [respond] : []))),
    resolve: promisesKept(deadlines.flatMap(({ resolve }) => (resolve && fellDue(resolve) ? [resolve] : []))),
    opened: tasks.filter((task) => within(task.openedAt)).length,
    done: done.length,
    rightFirstTime: done.filter(({ returns, idle }) => returns === 0 && idle.length === 0).length,
    cancelled: tasks.filter(({ cancelled }) => within(cancelled?.at)).length,
    open: {
      count: open.length,
      overdue: deadlines.filter(({ due }) => due?.status === 'overdue').length,
      ...(openedAt[0] !== undefined && { oldestAt: openedAt[0] }),
      ages: agesOf(
        openedAt,
        ageDays.map((days) => subtractDuration(now, { days }, 'UTC')),
      ),
    },
    chain: chainOf(done.filter(isCounted).map((task) => chainUse(task, now, hours))),
  };
}

function promisesKept(deadlines: readonly TaskDeadline[]): PromisesKept {
  const count = (...statuses: readonly TaskDeadline['status'][]) =>
    deadlines.filter(({ status }) => statuses.includes(status)).length;
  const [onTime, late] = [count('onTime'), count('late', 'overdue')];
  const due = onTime + late;
  return { due, onTime, late, ...(due > 0 && { share: onTime / due }) };
}

/** How many were opened after each bound and not after the ones before it; last, those before all. */
const agesOf = (openedAt: readonly Instant[], bounds: readonly Instant[]): readonly number[] => {
  const places = openedAt.map((at) => bounds.filter((bound) => at <= bound).length);
  return [...bounds, ''].map((_, place) => places.filter((one) => one === place).length);
};

function chainOf(chains: readonly (readonly ChainUse[])[]): readonly ChainMeasure[] {
  const parties = new Map<string | undefined, { tasks: number; usedMinutes: number; over: number }>();
  for (const { queue, usedMinutes, isOver } of chains.flat()) {
    const known = parties.get(queue) ?? { tasks: 0, usedMinutes: 0, over: 0 };
    parties.set(queue, {
      tasks: known.tasks + Number(usedMinutes > 0),
      usedMinutes: known.usedMinutes + usedMinutes,
      over: known.over + Number(isOver),
    });
  }
  return [...parties].map(([queue, sums]) => ({ ...(queue !== undefined && { queue }), ...sums }));
}
