/**
 * The sales conveyor: clients pass from role to role under explicit conditions. Every refusal is explained,
 * every move is an event.
 *
 * `defineConveyor` makes the pure core of a blueprint, `createSales` embeds it in a service with a store.
 * @packageDocumentation
 */

export { type Action, actions } from './blueprint/action.ts';
export { addWorkingHours } from './blueprint/add-working-hours.ts';
export type {
  Blueprint,
  BlueprintHandoff,
  BlueprintRole,
  BlueprintState,
  BlueprintTransfer,
} from './blueprint/blueprint.ts';
export { BlueprintError } from './blueprint/blueprint-error.ts';
export type {
  BlueprintInput,
  HandoffInput,
  HoldInput,
  QuietMonthsInput,
  ReasonInput,
  RejectionInput,
  ReturnInput,
  RoleInput,
  StateInput,
  TransferInput,
  TriggerInput,
} from './blueprint/blueprint-input.ts';
export { type BuiltInFacts, builtInFacts } from './blueprint/built-in-facts.ts';
export type { CadencePolicy, OwnRhythm } from './blueprint/cadence-policy.ts';
export { workingCalendar } from './blueprint/checked-calendar.ts';
export type { ConveyorNames, NamesOf } from './blueprint/conveyor-names.ts';
export { type BuiltInFact, momentaryFacts } from './blueprint/fact-shapes.ts';
export { fact, factsOf } from './blueprint/facts-of.ts';
export type { TimeLimit, WorkingHours } from './blueprint/time-limit.ts';
export { type TriggerEvent, triggerEvents } from './blueprint/trigger-event.ts';
export type { WorkingCalendar, WorkingPerson } from './blueprint/working-calendar.ts';
export type {
  DatedHours,
  OwnHours,
  OwnHoursInput,
  WorkingShift,
  WorkingSpan,
  WorkingTime,
  WorkingTimeInput,
} from './blueprint/working-time.ts';
export { type Absentee, type Actor, timeActor } from './client/actor.ts';
export type { Away } from './client/away.ts';
export {
  type AssignedFigures,
  bareCauses,
  type Cause,
  type CauseCode,
  type CauseDetails,
  type Caused,
  causeOf,
} from './client/cause.ts';
export type {
  Client,
  ContactSummary,
  CountedContacts,
  Custody,
  CustodyDeputy,
  CustodyMove,
  DecisionWindow,
  Hold,
  LearnedFact,
  Merge,
  NextDeputy,
  PastMove,
  Pause,
  Person,
  Pool,
} from './client/client.ts';
export type {
  Command,
  CommandInput,
  CommandInputOf,
  CommandOf,
  CommandType,
  RecordCommand,
} from './client/command.ts';
export type { Conveyor, ConveyorOptions } from './client/conveyor.ts';
export type { Decided, Outcome } from './client/decide.ts';
export type { DecisionContext, Staff } from './client/decision-context.ts';
export { defineConveyor } from './client/define-conveyor.ts';
export { describeCause } from './client/describe-cause.ts';
export { describeProblem } from './client/describe-problem.ts';
export type { ClientEvent, EventHead, EventPayloads, EventType } from './client/event.ts';
export { describeEvent, type Explainable, explain } from './client/explain.ts';
export { holderAt } from './client/holder-at.ts';
export type { CadenceRule } from './client/last-allowed-day.ts';
export type { Brought } from './client/merge/laws-of-union.ts';
export type { Standing } from './client/merge/standing.ts';
export type { UnmergeConflict } from './client/merge/unmerge-conflict.ts';
export type {
  ChangedParts,
  EndedOffer,
  FactMove,
  MigratedParts,
  RestoredParts,
} from './client/migrated-parts.ts';
export type { Oddity, OddityDetails, UnfitCode } from './client/onboarding/oddity.ts';
export type { OpeningBalance, OpeningOrder, PastHolder } from './client/onboarding/opening-balance.ts';
export type { TransferOption } from './client/options.ts';
export type { OrderBook, OrderEntry, OrderLine, RecordedOrder } from './client/order-book.ts';
export {
  type MoneyKind,
  type MoneyRecord,
  moneyOf,
  type OrderMoney,
  type OrderTerms,
} from './client/order-money.ts';
export type {
  MomentOf,
  Refusal,
  RefusalCode,
  RefusalDetails,
  RefusalReason,
  ValueProblem,
} from './client/refusal.ts';
export { upcastEvent } from './client/upcast-event.ts';
export type { Names, NamesById, WordOptions } from './client/words.ts';
export {
  type AnyFactTests,
  all,
  any,
  type ChoiceTests,
  type FactBuilder,
  type FactOperand,
  type InstantTests,
  type ListTests,
  not,
  now,
  type QuantityTests,
  type ScalarTests,
  type TestsByType,
  type TestsOf,
  type TextTests,
} from './conditions/builder.ts';
export { checkCondition } from './conditions/check-condition.ts';
export type { CompiledCondition, CompileOptions, FactReader } from './conditions/compile.ts';
export { compileCondition } from './conditions/compile-condition.ts';
export type {
  AllOf,
  AnyOf,
  Condition,
  FactReference,
  FactTest,
  Literal,
  Negation,
  Now,
  Operand,
  Truth,
} from './conditions/condition.ts';
export {
  describeCondition,
  describeExplanation,
  type ExplanationWordingOptions,
} from './conditions/describe.ts';
export type {
  ExplainedAll,
  ExplainedAny,
  ExplainedCondition,
  ExplainedNegation,
  ExplainedTest,
  Explanation,
  MissingFact,
  NearestStep,
  UnknownReason,
} from './conditions/explanation.ts';
export type {
  DeclaredFact,
  EnumFact,
  FactDeclaration,
  FactSchema,
  FactShape,
  FactShapes,
  FactType,
  FactUnit,
  FactValue,
  FactValueByType,
  FactValueOf,
  FactValues,
  Money,
  NumberFact,
  PlainFact,
  TextsFact,
} from './conditions/fact-schema.ts';
export type { Operator } from './conditions/operators.ts';
export { parseCondition } from './conditions/parse-condition.ts';
export type { WordingOptions } from './conditions/wording.ts';
export {
  ConveyorError,
  type ConveyorErrorCode,
  type ConveyorErrorOptions,
  isConveyorError,
} from './errors/conveyor-error.ts';
export type { Fault, Problem, ProblemOwner } from './errors/problem.ts';
export type { FactTypeName, NameKind, ProblemCode, ProblemDetails } from './errors/problem-details.ts';
export type { AcceptedHandoff, Escalation, Handoff, HandoffHistory } from './handoff/handoff.ts';
export type {
  ClientDictionary,
  ConditionDictionary,
  Dictionary,
  ExplanationDictionary,
} from './locales/dictionary.ts';
export { type Label, labelIn } from './locales/label.ts';
export type { Blueprints } from './service/blueprints.ts';
export type { Bulk, BulkEntry, BulkFailure, BulkOptions, BulkResult } from './service/bulk.ts';
export type { EmployeeOptions, EmployeeRefused, EmployeeResult } from './service/change-employee.ts';
export type { ClientInRole } from './service/client-in-role.ts';
export type { Clients, NewClient } from './service/clients.ts';
export type { Clock } from './service/clock.ts';
export { createSales, type Sales, type SalesOptions } from './service/create-sales.ts';
export type { DepartureResult } from './service/departures.ts';
export type { DueOptions, DueResult } from './service/due.ts';
export type { DueAside } from './service/due-aside.ts';
export type { DueHealth, LateWork } from './service/due-health.ts';
export type { AbsenceInput, Employees, LeaveOptions } from './service/employees.ts';
export type { ExecuteOptions, ExecuteResult } from './service/execute.ts';
export type { LoggedEvent } from './service/logged-event.ts';
export type {
  CommandsObserved,
  CommitObserved,
  DueWorkObserved,
  Observation,
  Observe,
  ObservedCommand,
  RetryObserved,
  SubscriptionObserved,
} from './service/observation.ts';
export type { ClientsQuery } from './service/query-clients.ts';
export type { Readable } from './service/readable.ts';
export type { ReprojectOptions, ReprojectResult } from './service/reproject.ts';
export type { PublishedBlueprint } from './service/versions/blueprint-documents.ts';
export type { RulesRefused } from './service/versions/may-change-rules.ts';
export type { Behind, RulesInUse, Unswept } from './service/versions/rules-in-use.ts';
export { memoryStore } from './storage/memory.ts';
export type {
  Census,
  ClientChange,
  ClientPage,
  ClientQuery,
  Commit,
  DocumentChange,
  DocumentEvent,
  DocumentPage,
  DocumentQuery,
  DueClaim,
  DueWork,
  EmployeeChange,
  ExpectedRevision,
  FactQuery,
  FeedEntry,
  HeldClient,
  HeldList,
  HeldListQuery,
  HeldQuery,
  HistorySpan,
  InTransaction,
  Mentioning,
  MentionKind,
  MentionPage,
  MentionQuery,
  RecordedOutcome,
  Rewritten,
  Store,
  StoreCapabilities,
  StoredDocument,
  TransactionalStore,
  WorkerLease,
} from './storage/port.ts';
export type { Duration, DurationUnit } from './time/duration.ts';
export { type Instant, toInstant } from './time/instant.ts';
export type { Absence, AbsenceChange } from './workforce/absence.ts';
export { effectiveCapacity, monthlyCapacity, type Period } from './workforce/capacity.ts';
export { clientLoad, type Norms } from './workforce/client-load.ts';
export type { EmployeeProfileChange, EmployeeRefusal, EmployeeWarning } from './workforce/decide-employee.ts';
export type {
  Employee,
  EmployeeEvent,
  EmployeeEventHead,
  EmployeeProfile,
  HireInput,
} from './workforce/employee.ts';
export { type Experience, experienceSimilarity } from './workforce/experience.ts';
export { type EmployeeFacts, employeeFacts, matchFact, matchFactsOf } from './workforce/match.ts';
export {
  type Attendance,
  absenceAt,
  deputyOf,
  isEmployed,
  isPresent,
  type StandIn,
  standInOf,
} from './workforce/presence.ts';
export { type HeldClients, type Workload, workloads } from './workforce/workload.ts';
