import type { BlueprintInput } from '../../blueprint/blueprint-input.ts';
import { lookup } from '../../conditions/lookup.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { WorkInput } from './work-schema.ts';

/**
 * The blueprint without norms of load that tasks say by the minute. Where a type of tasks has minutes, the
 * hours that states ask of its queue's role go, so that nothing is counted twice. All else is as given.
 * @example defineConveyor(countedByTasks(mixed(), mixedWork()));
 */
export function countedByTasks<Given extends Pick<BlueprintInput, 'states'>>(
  blueprint: Given,
  work: Pick<WorkInput, 'queues' | 'tasks'>,
): Given {
  return withArguments('countedByTasks', { blueprint, work }, () => {
    const roles = new Set(
      Object.values(work.tasks).flatMap(
        ({ load, queue }) => (load && lookup(work.queues, queue)?.role) ?? [],
      ),
    );
    const states = Object.entries(blueprint.states).map(([name, { load = {}, ...state }]) => {
      const left = Object.entries(load).filter(([role]) => !roles.has(role));
      return [name, left.length > 0 ? { ...state, load: Object.fromEntries(left) } : state] as const;
    });
    return { ...blueprint, states: Object.fromEntries(states) };
  });
}
