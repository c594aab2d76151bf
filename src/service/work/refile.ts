import { builtInFacts } from '../../blueprint/built-in-facts.ts';
import { lookup } from '../../conditions/lookup.ts';
import { admit } from '../../errors/admit.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { formatPath } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { blueprintOf, type Work } from '../../work/define-work.ts';
import { lackingOf, type TaskLack } from '../../work/lacking-of.ts';
import { namesIn } from '../../work/task/rename-task.ts';
import type { Task } from '../../work/task/task.ts';
import { type TaskNames, type TaskNaming, taskNamesSchema } from '../../work/task/task-names.ts';
import type { ServiceContext } from '../service-context.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { openingsAnew } from './deadline-openings.ts';
import { decideOnTask } from './decide-on-task.ts';
import { taskTurn } from './execute-task.ts';
import { listsOf, readTask, taskChange, taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';
import { inUseBy, readWorkInUse } from './work-in-use.ts';

/** An open task that the document, or its blueprint, does not know any more: it stays as it is. */
export interface MisfitTask {
  readonly taskId: string;
  readonly taskType: string;
  readonly queue: string;
  /**
   * A task that lacks only a role can be worked on. The department's hours count for it, and it is brought
   * before nobody.
   */
  readonly lacks: readonly (TaskLack | 'role')[];
}

/** What was done for another document, or for hours that have changed; or what would be. */
export interface RefileResult {
  /** Tasks that go by other names now, in the same hands as before. */
  readonly renamed: number;
  /** Tasks that stand elsewhere in their lists now, as their deadline is another one. */
  readonly refiled: number;
  readonly misfits: readonly MisfitTask[];
}

/** Files every open task by the document as it is. */
export async function refile(
  context: ServiceContext,
  work: Work,
  input: TaskNames = {},
): Promise<RefileResult> {
  const { names, open } = await begun(context, work, input);
  await takeUp(context, work);
  const done = await each(open, ({ id }) =>
    context.turns.take(new Set([taskTurn(id)]), () =>
      unitOfWork(context, async () => {
        const outcome = await refiled(context, work, id, names);
        return { outcome, ...(outcome.change && { work: outcome.change }) };
      }),
    ),
  );
  await openingsAnew(context, work);
  return done;
}

/** What {@link refile} would do now. Writes nothing. */
export async function previewRefile(
  context: ServiceContext,
  work: Work,
  input: TaskNames = {},
): Promise<RefileResult> {
  const { names, open } = await begun(context, work, input);
  return each(open, ({ id }) => refiled(context, work, id, names));
}

/** The names as given, and the tasks that they are for. */
async function begun(context: ServiceContext, work: Work, input: TaskNames) {
  const names = admit(taskNamesSchema, input, 'INVALID_ARGUMENT', 'the names') as TaskNames;
  await context.versions.assertCurrent();
  const open = await tasksIn(context, taskLists.open);
  assertNames(work, names, open);
  return { names, open };
}

async function each(
  open: readonly Task[],
  refileOne: (task: Task) => Promise<RefiledTask>,
): Promise<RefileResult> {
  const misfits: MisfitTask[] = [];
  const done = { renamed: 0, refiled: 0 };
  for (const task of open) {
    const { is, misfit } = await refileOne(task);
    if (misfit) misfits.push(misfit);
    if (is !== 'asItWas') done[is]++;
  }
  return { ...done, misfits };
}

/**
 * New names must be known, old ones gone. One that is named in vain, while another one is gone that a task
 * goes by, is misspelt.
 * @throws INVALID_ARGUMENT listing every problem at once
 */
function assertNames(work: Work, names: TaskNames, open: readonly Task[]): void {
  const known = knownNames(work);
  const used = open.map(namesIn);
  const problems = Object.entries(names).flatMap(([key, byOld = {}]) => {
    const naming = key as TaskNaming;
    const gone = [...new Set(used.flatMap((one) => one[naming]))].filter(
      (name) => !known[naming].includes(name),
    );
    const isUnnamed = gone.some((name) => !Object.hasOwn(byOld, name));
    return Object.entries(byOld).flatMap(([was, name]) => {
      const path = formatPath([naming, was]);
      const isInVain = !gone.includes(was) && (isUnnamed || known[naming].includes(was));
      return [
        ...(known[naming].includes(name) ? [] : [{ path, ...unknownName('option', name, known[naming]) }]),
        ...(isInVain ? [{ path, ...unknownName('option', was, gone.sort()) }] : []),
      ];
    });
  });
  if (problems.length > 0) throw invalidArgument('work.refile', problems);
}

/** What there is in the document and its blueprint. */
function knownNames(work: Work): Readonly<Record<TaskNaming, readonly string[]>> {
  const { tasks, queues, calendars, facts } = work.document;
  const blueprint = blueprintOf(work);
  return {
    types: Object.keys(tasks),
    queues: Object.keys(queues),
    calendars: Object.keys(calendars),
    roles: Object.keys(blueprint?.roles ?? {}),
    facts: Object.keys({ ...builtInFacts, ...blueprint?.facts, ...facts }),
  };
}

/** From now on the tasks go by this document. */
const takeUp = (context: ServiceContext, work: Work): Promise<void> =>
  unitOfWork(context, async () => {
    const inUse = await readWorkInUse(context);
    return { outcome: undefined, work: { documents: [inUseBy(work, inUse, inUse.inUse.position)] } };
  });

/** What becomes of one task, what is to be written for it, and what it still lacks. */
interface RefiledTask {
  readonly is: 'renamed' | 'refiled' | 'asItWas';
  readonly misfit?: MisfitTask;
  readonly change?: NonNullable<Decided<unknown>['work']>;
}

async function refiled(
  context: ServiceContext,
  work: Work,
  taskId: string,
  names: TaskNames,
): Promise<RefiledTask> {
  const stored = await readTask(context, taskId);
  if (!stored || stored.task.status === 'done' || stored.task.status === 'cancelled')
    return { is: 'asItWas' };
  const now = context.now();
  const outcome = await decideOnTask(
    context,
    stored,
    { type: 'rename', taskId, names },
    { work, sender: 'system', now },
  );
  const { task, events } = outcome.ok ? outcome : { task: stored.task, events: [] };
  const found = misfitOf(work, task);
  if (events.length > 0) {
    const change = { documents: [taskChange(work, stored, task, events, now)] };
    return { is: 'renamed', ...found, change };
  }
  // By what it lacks it stands where it stood.
  if (found.misfit) return { is: 'asItWas', ...found };
  const { document } = stored;
  const lists = listsOf(work, task, now);
  const isSame = Object.entries(lists).every(([list, key]) => lookup(document.lists ?? {}, list) === key);
  if (isSame && Object.keys(lists).length === Object.keys(document.lists ?? {}).length)
    return { is: 'asItWas' };
  return { is: 'refiled', change: { rewritten: { documents: [{ ...document, lists }] } } };
}

function misfitOf(work: Work, task: Task): Pick<RefiledTask, 'misfit'> {
  const { id: taskId, type: taskType, queue } = task;
  const { roles } = knownNames(work);
  const lacksRole = namesIn(task).roles.some((role) => !roles.includes(role));
  const lacks = [...lackingOf(work.document, task), ...(lacksRole ? (['role'] as const) : [])];
  return lacks.length > 0 ? { misfit: { taskId, taskType, queue, lacks } } : {};
}
