import { describeAssignment } from '../../assignment/describe-assignment.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { TaskWordOptions } from '../../work/words/task-labels.ts';

/**
 * Who is dealt a task, in words, as `describeAssignment` says it of a client. First who gets it, or that it
 * waits on; then a line for each who works in its queue.
 */
export function describeTaskAssignment(outcome: AssignmentOutcome, options: TaskWordOptions): string {
  const given = { outcome, ...inWords('describeTaskAssignment', options, 'work') };
  return withArguments('describeTaskAssignment', given, () => {
    const { dictionary, conveyor, names } = options;
    const { work, assignment: ofClients, causes } = dictionary;
    const obstacles = { ...ofClients.obstacles, ...work.assignment.obstacles };
    const assignment = { ...work.assignment, unable: ofClients.unable, obstacles };
    const units = { ...causes.units, clients: work.assignment.tasks };
    const words = { ...dictionary, assignment, causes: { ...causes, units } };
    return describeAssignment(outcome, { dictionary: words, conveyor, names });
  });
}
