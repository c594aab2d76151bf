/**
 * Work of support, back office and order operators. Tasks in queues, with classes of service, explained
 * deadlines and a chain of internal limits.
 * @packageDocumentation
 */

export type { Block, Cell, Line, RegulationDocument } from '../blueprint/regulation/document.ts';
export { describeTaskAssignment } from '../service/work/describe-task-assignment.ts';
export { describeTaskItem } from '../service/work/describe-task-item.ts';
export type { AgendaItem, DeskAgenda } from '../service/work/desk-agenda.ts';
export type { AboutTask, DeskInbox, QueueWaits, TaskInboxItem } from '../service/work/desk-inbox.ts';
export { openWork, type TaskDesk, type WorkOptions } from '../service/work/open-work.ts';
export type { MisfitTask, RefileResult } from '../service/work/refile.ts';
export type { DueWorkResult } from '../service/work/run-due-work.ts';
export type { PageOfTasks, TaskPageQuery } from '../service/work/task-pages.ts';
export type {
  NextTaskResult,
  TaskAssignResult,
  TaskRefused,
  TaskResult,
} from '../service/work/task-result.ts';
export type { ChainDeadline } from '../work/clock/chain-deadline.ts';
export type { ChainUse } from '../work/clock/chain-use.ts';
export type {
  CountedSpan,
  DeadlineExplanation,
  ExplainedPause,
  TriedClass,
} from '../work/clock/explain-deadline.ts';
export type {
  DeadlineStatus,
  TaskDeadline,
  TaskDeadlines,
  TaskReminder,
} from '../work/clock/task-deadlines.ts';
export { defineWork, type Work } from '../work/define-work.ts';
export { countedByTasks } from '../work/document/counted-by-tasks.ts';
export {
  type OpeningDeadline,
  openingDeadlines,
  type TaskOpeningDeadline,
} from '../work/document/opening-deadline.ts';
export type { DeadlineOpening, TaskOpening } from '../work/document/openings.ts';
export type { DayLimit, ServiceLimit } from '../work/document/service-limit.ts';
export type { ServiceClass, TaskType, WorkDocument, WorkInput } from '../work/document/work-schema.ts';
export type { TaskLack } from '../work/lacking-of.ts';
export type {
  ChainMeasure,
  MeasuresQuery,
  OpenTasks,
  PromisesKept,
  TaskMeasures,
} from '../work/measures/task-measures.ts';
export { type MixedWorkOptions, mixedWork } from '../work/presets/mixed-work.ts';
export {
  checkAssumptions,
  type MeasuredQueue,
  type StaffingCaveat,
} from '../work/staffing/check-assumptions.ts';
export { agentsFor, erlangC, type QueueForecast } from '../work/staffing/erlang-c.ts';
export type {
  QueueLoad,
  SquareRootDemand,
  StaffedQueue,
  StaffingDemand,
  StaffingTarget,
} from '../work/staffing/queue-load.ts';
export { type SquareRootStaffing, squareRootStaffing } from '../work/staffing/square-root-staffing.ts';
export type { TaskContext, TaskOutcome } from '../work/task/decide-task.ts';
export type { HoursThen, PromiseHours, ServicePromise } from '../work/task/promise.ts';
export type { Task, TaskFact, TaskPause, TaskStay } from '../work/task/task.ts';
export type { TaskActor } from '../work/task/task-authority.ts';
export type { TaskCommand } from '../work/task/task-command.ts';
export type {
  CancelCause,
  DealtCause,
  EscalationCause,
  TaskEvent,
  TaskEventHead,
  TaskEventPayloads,
  TaskTarget,
} from '../work/task/task-event.ts';
export {
  type TaskEventType,
  type TaskParty,
  type TaskStatus,
  type TaskStepName,
  taskLife,
} from '../work/task/task-life.ts';
export type { TaskNames, TaskNaming } from '../work/task/task-names.ts';
export type { TaskRefusal } from '../work/task/task-refusal.ts';
export { describeCaveat } from '../work/words/describe-caveat.ts';
export { describeDeadline } from '../work/words/describe-deadline.ts';
export { describeTaskEvent } from '../work/words/describe-task-event.ts';
export { describeTaskRefusal } from '../work/words/describe-task-refusal.ts';
export { describeWork, type WorkRegulationOptions, workChapter } from '../work/words/describe-work.ts';
export type { TaskWordOptions } from '../work/words/task-labels.ts';
