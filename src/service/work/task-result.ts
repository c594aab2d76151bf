import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';

/** Nothing was done, and every reason against it. `repeated`: as it was told the first time. */
export interface TaskRefused {
  readonly ok: false;
  readonly repeated: boolean;
  readonly refused: readonly TaskRefusal[];
}

/**
 * What came of a command to a task. `repeated`: it was done before, and its events of then are told again;
 * the task is as it is now.
 */
export type TaskResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly task: Task;
      /** Empty where there was nothing to tell. */
      readonly events: readonly TaskEvent[];
    }
  | TaskRefused;

/** What came of asking for the next task. Without a `task` the queue has none for whoever asks. */
export type NextTaskResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly task?: Task;
      readonly events: readonly TaskEvent[];
    }
  | TaskRefused;

/**
 * What came of dealing a task. Where nobody can take it, `outcome` says what stands against everybody, and
 * the task waits on.
 */
export type TaskAssignResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly outcome: AssignmentOutcome;
      readonly task: Task;
      readonly events: readonly TaskEvent[];
    }
  | TaskRefused;
