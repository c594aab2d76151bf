/** Where a task is in its life. */
export type TaskStatus = 'waiting' | 'inHand' | 'paused' | 'returned' | 'done' | 'cancelled';

/**
 * Who may do something with a task. The roles that open its type, who opened it, who works in its queue, who
 * has it in hand, and the lead of its queue.
 */
export type TaskParty = 'opener' | 'requester' | 'worker' | 'holder' | 'lead';

/** One row of the table. */
interface TaskStep {
  /** Who may. Absent: the shell does it, for time or for the client. */
  readonly by?: readonly TaskParty[];
  /** In which statuses it can be done; `none`: where there is no task yet. */
  readonly from: readonly (TaskStatus | 'none')[];
  /** The status that it leads to. Absent: the event tells, or the task stays in its status. */
  readonly to?: TaskStatus;
  /** The event that tells that it was done. */
  readonly event: string;
}

const open = ['waiting', 'inHand', 'paused', 'returned'] as const;
const ever = [...open, 'done'] as const;

/**
 * The life of a task as a table. For each step: who may take it, from which statuses, the status after it,
 * and the event. Everything that is said of a task's status elsewhere is read off this table.
 */
export const taskLife = {
  open: { by: ['opener'], from: ['none'], to: 'waiting', event: 'taskOpened' },
  take: { by: ['worker', 'lead'], from: ['waiting'], to: 'inHand', event: 'taskTaken' },
  /** Left to others: it is not offered to the same person again. */
  decline: { by: ['worker'], from: ['waiting'], event: 'taskDeclined' },
  /** Another document calls by other names what it goes by; whoever has it keeps it. */
  rename: { from: ever, event: 'taskRenamed' },
  /** To a colleague, who then has it in hand, or into a queue, where it waits. */
  passOn: { by: ['holder', 'lead'], from: ['waiting', 'inHand', 'paused'], event: 'taskPassedOn' },
  pause: { by: ['holder', 'lead'], from: ['waiting', 'inHand'], to: 'paused', event: 'taskPaused' },
  resume: { by: ['holder', 'lead'], from: ['paused'], event: 'taskResumed' },
  /** A pause that is over, told late. */
  recordPause: { by: ['holder', 'lead'], from: ever, event: 'taskPauseRecorded' },
  /** There was no such pause. */
  withdrawPause: { by: ['lead'], from: ever, event: 'taskPauseWithdrawn' },
  answer: { by: ['holder', 'lead'], from: ever, event: 'taskAnswered' },
  finish: { by: ['holder', 'lead'], from: ['inHand'], to: 'done', event: 'taskDone' },
  /** The task goes back to whoever opened it, not the client. */
  return: { by: ['holder', 'lead'], from: ['inHand', 'paused'], to: 'returned', event: 'taskReturned' },
  resubmit: { by: ['requester', 'lead'], from: ['returned'], to: 'waiting', event: 'taskResubmitted' },
  /** It was not done right. */
  reopen: { by: ['requester', 'lead'], from: ['done'], to: 'waiting', event: 'taskReopened' },
  escalate: { by: ['requester', 'holder', 'lead'], from: open, event: 'taskEscalated' },
  /** A deadline has come near. */
  remind: { from: open, event: 'taskEscalated' },
  /** It came back to nobody: to time itself, or to somebody who has left. */
  leaveToLead: { from: ['returned'], event: 'taskEscalated' },
  /** What is known of it: the class of service is chosen anew. */
  change: { by: ['requester', 'holder', 'lead'], from: ever, event: 'taskChanged' },
  /** When it was opened, told wrongly. */
  correct: { by: ['lead'], from: ever, event: 'taskOpeningCorrected' },
  cancel: { by: ['requester', 'lead'], from: open, to: 'cancelled', event: 'taskCancelled' },
  /** Its client is closed. */
  closeWithClient: { from: open, to: 'cancelled', event: 'taskCancelled' },
  /** Its client was merged into another one, or that was undone: it is about that one. */
  follow: { from: [...ever, 'cancelled'], event: 'taskFollowedClient' },
} as const satisfies Readonly<Record<string, TaskStep>>;

/** What can be done to a task. */
export type TaskStepName = keyof typeof taskLife;

/** The name of an event of a task. */
export type TaskEventType = (typeof taskLife)[TaskStepName]['event'];

const steps: Readonly<Record<TaskStepName, TaskStep>> = taskLife;

/** Who may do it; undefined where the shell does, for time or for the client. */
export const partiesOf = (step: TaskStepName): readonly TaskParty[] | undefined => steps[step].by;

/** The statuses of a task to which it can be done. */
export const statusesFor = (step: TaskStepName): readonly TaskStatus[] =>
  steps[step].from.filter((status) => status !== 'none');

/** The event that tells of it. */
export const eventOf = <Name extends TaskStepName>(step: Name): (typeof taskLife)[Name]['event'] =>
  taskLife[step].event;

/** What a task is after an event; undefined where the event itself tells, or it stays what it was. */
export const statusAfter = (type: TaskEventType): TaskStatus | undefined =>
  Object.values(steps).find(({ event }) => event === type)?.to;
