import type { WorkDocument } from '../document/work-schema.ts';
import type { Task } from './task.ts';
import { partiesOf, type TaskParty, type TaskStepName } from './task-life.ts';
import type { TaskRefusal } from './task-refusal.ts';

/** Who does something with a task. */
export interface TaskActor {
  /** An employee, a service, or `system` for time and for the end of the client. */
  readonly by: string;
  /** Their roles, of a service its name. Without them nobody is asked whether they may. */
  readonly roles?: readonly string[] | undefined;
  /** Employees who are away, for whom they stand in: what is for those to do is for them. */
  readonly standsInFor?: readonly string[] | undefined;
}

/** What the step is about: a task that there is, or the type of one that is to be opened. */
interface Concerned {
  readonly task?: Task | undefined;
  readonly taskType: string;
  readonly queue: string;
}

/** Nothing where they may do it, else for whom it is. */
export function authorityRefusals(
  work: WorkDocument,
  step: TaskStepName,
  { by, roles, standsInFor = [] }: TaskActor,
  { task, taskType, queue }: Concerned,
): readonly TaskRefusal[] {
  const parties = partiesOf(step);
  if (!roles && (parties || by === 'system')) return [];
  const { role, lead } = work.queues[queue] ?? {};
  const rolesOf: { readonly [Party in TaskParty]: readonly (string | undefined)[] } = {
    opener: work.tasks[taskType]?.opens ?? [],
    worker: [role],
    lead: [lead],
    requester: [],
    holder: [],
  };
  const isWho = (id: string | undefined) => id !== undefined && (id === by || standsInFor.includes(id));
  const isOne = (party: TaskParty) =>
    (party === 'requester' && isWho(task?.openedBy)) ||
    (party === 'holder' && isWho(task?.holder)) ||
    rolesOf[party].some((one) => one !== undefined && roles?.includes(one));
  if (parties?.some(isOne)) return [];
  const asked = (parties ?? []).flatMap((party) => rolesOf[party].filter((one) => one !== undefined));
  return [{ code: 'TASK_NOT_FOR_THEM', employeeId: by, step, parties: parties ?? [], roles: asked }];
}
