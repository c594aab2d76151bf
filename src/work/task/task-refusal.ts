import type { FactType } from '../../conditions/fact-schema.ts';
import type { Instant } from '../../time/instant.ts';
import type { TaskParty, TaskStatus, TaskStepName } from './task-life.ts';

/** Why nothing was done; `code` tells what else it carries. */
export type TaskRefusal =
  | { readonly code: 'UNKNOWN_TASK'; readonly taskId: string }
  | { readonly code: 'TASK_EXISTS'; readonly taskId: string }
  | { readonly code: 'UNKNOWN_TASK_TYPE'; readonly taskType: string; readonly known: readonly string[] }
  | { readonly code: 'UNKNOWN_QUEUE'; readonly queue: string; readonly known: readonly string[] }
  /** The type has no such reason to pause, to return or to call off; `known` are those that it has. */
  | {
      readonly code: 'UNKNOWN_TASK_REASON';
      readonly taskType: string;
      readonly reason: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'UNKNOWN_TASK_FACT'; readonly fact: string; readonly known: readonly string[] }
  | {
      readonly code: 'WRONG_TASK_FACT';
      readonly fact: string;
      readonly expected: FactType;
      readonly allowed?: readonly string[];
    }
  | {
      readonly code: 'WRONG_TASK_STATUS';
      readonly taskId: string;
      readonly status: TaskStatus;
      readonly allowed: readonly TaskStatus[];
    }
  /** Somebody else was first. */
  | { readonly code: 'TASK_TAKEN'; readonly taskId: string; readonly employeeId: string }
  /** It is for others to do; `roles` are those of the parties that are roles. */
  | {
      readonly code: 'TASK_NOT_FOR_THEM';
      readonly employeeId: string;
      readonly step: TaskStepName;
      readonly parties: readonly TaskParty[];
      readonly roles: readonly string[];
    }
  /** No task can be for the client. There is none such, it is closed, or it was merged into another. */
  | { readonly code: 'UNKNOWN_TASK_CLIENT'; readonly clientId: string }
  | { readonly code: 'TASK_CLIENT_CLOSED'; readonly clientId: string }
  | { readonly code: 'TASK_CLIENT_MERGED'; readonly clientId: string; readonly into: string }
  /** They are not on the staff, or neither work in the queue nor lead it. */
  | { readonly code: 'NOT_IN_QUEUE'; readonly employeeId: string; readonly queue: string }
  | { readonly code: 'WORKER_AWAY'; readonly employeeId: string; readonly until?: Instant }
  /** The next task takes more minutes than are left of their day beside what they have in hand. */
  | {
      readonly code: 'NO_TIME_LEFT';
      readonly employeeId: string;
      readonly minutes: number;
      readonly left: number;
    }
  /** The id was another command's. */
  | { readonly code: 'COMMAND_ID_REUSED'; readonly commandId: string }
  | { readonly code: 'UNKNOWN_PAUSE'; readonly pauseId: string }
  | { readonly code: 'PAUSE_EXISTS'; readonly pauseId: string }
  | { readonly code: 'PAUSE_ENDS_BEFORE_IT_BEGINS'; readonly from: Instant; readonly until: Instant }
  | { readonly code: 'TASK_IN_THE_FUTURE'; readonly at: Instant; readonly now: Instant }
  /** Something that has to come before it was later: the opening, the taking, the pause. */
  | { readonly code: 'TASK_TOO_EARLY'; readonly at: Instant; readonly since: Instant }
  /** Something has happened to it before it is said to have been opened. */
  | { readonly code: 'OPENED_TOO_LATE'; readonly at: Instant; readonly until: Instant };
