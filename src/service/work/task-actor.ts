import type { Instant } from '../../time/instant.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskActor } from '../../work/task/task-authority.ts';
import { absenteesOf, resolveActor } from '../actors.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Who acts on a task, with the roles of now. Whoever stands in for somebody who is away has their rights as
 * the holder, or as whoever opened it.
 */
export async function taskActor(
  context: ServiceContext,
  by: string,
  task: Task | undefined,
  now: Instant,
): Promise<Required<TaskActor>> {
  const { store, tenant } = context;
  const find = (id: string) => store.readEmployee(tenant, id);
  const { roles } = await resolveActor(context, by, find, now);
  const others = [...new Set([task?.holder, task?.openedBy])].filter((id) => id !== undefined && id !== by);
  const away = roles.length === 0 ? [] : await absenteesOf(by, others as string[], find, now);
  return { by, roles, standsInFor: away.map(({ employeeId }) => employeeId) };
}
