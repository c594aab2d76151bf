import { lookup } from '../../conditions/lookup.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { fault } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import type { Work } from '../../work/define-work.ts';
import { lackingOf, type TaskLack } from '../../work/lacking-of.ts';
import type { Task } from '../../work/task/task.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { openingsAnew } from './deadline-openings.ts';
import { decideOnTask } from './decide-on-task.ts';
import { taskTurn } from './execute-task.ts';
import { listsOf, readTask, taskChange, taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';
import { inUseBy, readWorkInUse } from './work-in-use.ts';

/** What becomes of tasks whose queue the document has no more. */
export interface RefileOptions {
  /** The queue that takes the place of one that is gone, by the name of that one. */
  readonly queues?: Readonly<Record<string, string>>;
}

/** An open task that the document does not know any more: it stays as it is. */
export interface MisfitTask {
  readonly taskId: string;
  readonly taskType: string;
  readonly queue: string;
  readonly lacks: readonly TaskLack[];
}

/** What was done for another document, or for hours that have changed. */
export interface RefileResult {
  /** Tasks that stand in the queue that takes the place of theirs, in the same hands as before. */
  readonly moved: number;
  /** Tasks that stand elsewhere in their lists now, as their deadline is another one. */
  readonly refiled: number;
  readonly misfits: readonly MisfitTask[];
}

/** Files every open task by the document as it is. */
export async function refile(
  context: ServiceContext,
  work: Work,
  { queues = {} }: RefileOptions = {},
): Promise<RefileResult> {
  assertQueues(work, queues);
  await context.versions.assertCurrent();
  const open = await tasksIn(context, taskLists.open);
  assertGone(work, queues, open);
  await takeUp(context, work);
  const misfits: MisfitTask[] = [];
  const done = { moved: 0, refiled: 0 };
  for (const { id } of open) {
    const result = await refileOne(context, work, id, queues);
    if (result.misfit) misfits.push(result.misfit);
    if (result.is !== 'asItWas') done[result.is]++;
  }
  await openingsAnew(context, work);
  return { ...done, misfits };
}

/** @throws INVALID_ARGUMENT */
function assertQueues({ document }: Work, queues: Readonly<Record<string, string>>): void {
  const allowed = Object.keys(document.queues);
  const problems = Object.entries(queues)
    .filter(([, to]) => !allowed.includes(to))
    .map(([from]) => ({ path: `queues.${from}`, ...fault('NOT_ONE_OF', { allowed }) }));
  if (problems.length > 0) throw invalidArgument('work.refile', problems);
}

/**
 * A queue that is named in vain while another one is gone, with tasks in it, is misspelt.
 * @throws INVALID_ARGUMENT with the queues that are gone
 */
function assertGone(
  { document }: Work,
  queues: Readonly<Record<string, string>>,
  open: readonly Task[],
): void {
  const known = Object.keys(document.queues);
  const gone = [...new Set(open.map(({ queue }) => queue))].filter((queue) => !known.includes(queue)).sort();
  const unnamed = gone.filter((queue) => !Object.hasOwn(queues, queue));
  const inVain = Object.keys(queues).filter((queue) => !gone.includes(queue));
  const misspelt = inVain.filter((queue) => unnamed.length > 0 || known.includes(queue));
  if (misspelt.length === 0) return;
  const problems = misspelt.map((queue) => ({
    path: `queues.${queue}`,
    ...unknownName('option', queue, gone),
  }));
  throw invalidArgument('work.refile', problems);
}

/** From now on the tasks go by this document. */
const takeUp = (context: ServiceContext, work: Work): Promise<void> =>
  unitOfWork(context, async () => {
    const inUse = await readWorkInUse(context);
    return { outcome: undefined, work: { documents: [inUseBy(work, inUse, inUse.inUse.position)] } };
  });

/** What became of one task, and what the document still lacks of it. */
interface RefiledTask {
  readonly is: 'moved' | 'refiled' | 'asItWas';
  readonly misfit?: MisfitTask;
}

function refileOne(
  context: ServiceContext,
  work: Work,
  taskId: string,
  queues: Readonly<Record<string, string>>,
): Promise<RefiledTask> {
  return context.turns.take(new Set([taskTurn(taskId)]), () =>
    unitOfWork<RefiledTask>(context, async () => {
      const stored = await readTask(context, taskId);
      if (!stored || stored.task.status === 'done' || stored.task.status === 'cancelled')
        return { outcome: { is: 'asItWas' } };
      const { task, document } = stored;
      const now = context.now();
      const misfitOf = (one: Task): Pick<RefiledTask, 'misfit'> => {
        const lacks = lackingOf(work.document, one);
        return lacks.length > 0 ? { misfit: { taskId, taskType: one.type, queue: one.queue, lacks } } : {};
      };
      const found = misfitOf(task);
      const queue = lookup(queues, task.queue);
      if (queue !== undefined && found.misfit?.lacks.includes('queue')) {
        const command = { type: 'requeue', taskId, queue } as const;
        const outcome = await decideOnTask(context, stored, command, { work, sender: 'system', now });
        if (outcome.ok) {
          const change = taskChange(work, stored, outcome.task, outcome.events, now);
          return { outcome: { is: 'moved', ...misfitOf(outcome.task) }, work: { documents: [change] } };
        }
      }
      if (found.misfit) return { outcome: { is: 'asItWas', ...found } };
      const lists = listsOf(work, task, now);
      const isSame = Object.entries(lists).every(([list, key]) => lookup(document.lists ?? {}, list) === key);
      if (isSame && Object.keys(lists).length === Object.keys(document.lists ?? {}).length)
        return { outcome: { is: 'asItWas' } };
      return { outcome: { is: 'refiled' }, work: { rewritten: { documents: [{ ...document, lists }] } } };
    }),
  );
}
