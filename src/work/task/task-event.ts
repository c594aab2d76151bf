import type { CauseDetails } from '../../client/cause.ts';
import type { FactValue } from '../../conditions/fact-schema.ts';
import type { Instant } from '../../time/instant.ts';
import type { TaskOpeningDeadline } from '../document/opening-deadline.ts';
import type { HoursThen, ServicePromise } from './promise.ts';
import type { TaskEventType } from './task-life.ts';
import type { TaskNames } from './task-names.ts';

/** What every event of a task says: which, whose, when, by whom. */
export interface TaskEventHead {
  /** `@@task/taskId#n`, where n is the task's revision after the event. */
  readonly id: string;
  readonly taskId: string;
  /** The name of its type. */
  readonly taskType: string;
  /** When it happened in the world. */
  readonly happenedAt: Instant;
  /** When it was recorded. */
  readonly recordedAt: Instant;
  /** Who did it: an employee, a service, or `system` for time and for the end of the client. */
  readonly by: string;
  /** What they said of it, in their own words. */
  readonly note?: string;
  readonly commandId?: string;
}

/** Why a task was brought before a role. `NOBODY_ANSWERS`: it came back to nobody. */
export type EscalationCause =
  | { readonly code: 'ASKED' }
  | { readonly code: 'NOBODY_ANSWERS' }
  | { readonly code: 'DEADLINE_NEAR'; readonly target: TaskTarget; readonly deadline: Instant }
  /** The queue that has it has used up, or soon will, what the chain of its class allows it. */
  | { readonly code: 'CHAIN_LIMIT_NEAR'; readonly queue: string; readonly deadline: Instant };

/** It was dealt: how much was owed, how many could have taken it, and everybody's figures. */
export type DealtCause = { readonly code: 'DEALT' } & Readonly<Omit<CauseDetails['assigned'], 'clientId'>>;

/** Why a task was called off. */
export type CancelCause =
  | { readonly code: 'REASON'; readonly reason: string }
  | { readonly code: 'CLIENT_CLOSED' };

/** What is promised of a task: a first response, and that it is done. */
export type TaskTarget = 'respond' | 'resolve';

/** What each event of a task carries: all that a fold needs. */
export interface TaskEventPayloads {
  taskOpened: {
    clientId: string;
    orderId?: string;
    queue: string;
    /** The task's own facts; `null` where one was erased. */
    facts: Readonly<Record<string, FactValue | null>>;
    promise: ServicePromise;
    /** The client's deadline that opened it. */
    deadline?: TaskOpeningDeadline;
  };
  taskTaken: object;
  taskDeclined: object;
  /** `cause`: where it was dealt. */
  taskPassedOn: { queue: string; employeeId?: string; cause?: DealtCause };
  /** By another document; `taskType` is the new one already. */
  taskRenamed: { names: TaskNames };
  /** `stopsClock`, here and below: as the document said it then. */
  taskPaused: { pauseId: string; reason: string; stopsClock: boolean };
  taskResumed: { pauseId: string };
  taskPauseRecorded: { pauseId: string; reason: string; stopsClock: boolean; from: Instant; until: Instant };
  taskPauseWithdrawn: { pauseId: string };
  taskAnswered: object;
  /** The hours of its promise, as they were known: a holiday that is decreed later changes no result. */
  taskDone: { hours?: HoursThen };
  taskReturned: { reason: string };
  /** `queue`, here and below: where it waits, as there is no more the one in which it was. */
  taskResubmitted: { queue?: string };
  taskReopened: { queue?: string };
  taskEscalated: { to?: string; cause: EscalationCause };
  taskChanged: { facts: Readonly<Record<string, FactValue | null>>; promise: ServicePromise };
  taskOpeningCorrected: { openedAt: Instant; promise: ServicePromise };
  taskCancelled: { cause: CancelCause };
  /** `from` is the client that it was about before. */
  taskFollowedClient: { clientId: string; from: string };
}

/** An event of a task's life, as it is kept in the log. */
export type TaskEvent<Type extends TaskEventType = TaskEventType> = {
  [T in Type]: TaskEventHead & { readonly type: T } & Readonly<TaskEventPayloads[T]>;
}[Type];
