/**
 * The sales conveyor: clients pass from role to role under explicit conditions; every refusal is explained,
 * every move is an event.
 *
 * `defineConveyor` makes the pure core of a blueprint, `createSales` embeds it in a service with a store.
 * @packageDocumentation
 */

export { type AssignmentEntry, assignMany } from './assignment/assign-many.ts';
export { type AssignmentDecision, assignNext } from './assignment/assign-next.ts';
export type { AssignmentCandidate, AssignmentRequest } from './assignment/candidate.ts';
export { describeAssignment } from './assignment/describe-assignment.ts';
export {
  type AssignmentAccount,
  type AssignmentLedger,
  emptyAssignmentLedger,
  unfairnessBound,
} from './assignment/ledger.ts';
export type {
  AssignmentObstacle,
  AssignmentObstacleCode,
  AssignmentObstacleDetails,
} from './assignment/obstacle.ts';
export type {
  AssignmentFigures,
  AssignmentMade,
  AssignmentOutcome,
  AssignmentPooled,
  CandidateFigures,
} from './assignment/outcome.ts';
export {
  type AssignmentPolicy,
  type AssignmentPolicyInput,
  assignmentPolicySchema,
  parseAssignmentPolicy,
} from './assignment/policy.ts';
export { type AssignmentCharge, refundAssignment } from './assignment/refund-assignment.ts';

export { type Action, actions } from './blueprint/action.ts';
export {
  type Argument,
  adviseSalesType,
  type Expectation,
  type SalesParameter,
  type SalesProfile,
  type SalesType,
  type SalesTypeAdvice,
  type SalesTypeScore,
  salesTypes,
} from './blueprint/advise-sales-type.ts';
export {
  type Blueprint,
  type BlueprintHandoff,
  type BlueprintRole,
  type BlueprintState,
  type BlueprintTransfer,
  blueprintSchema,
} from './blueprint/blueprint.ts';
export { BlueprintError } from './blueprint/blueprint-error.ts';
export type {
  BlueprintInput,
  HandoffInput,
  HoldInput,
  ReasonInput,
  RejectionInput,
  ReturnInput,
  RoleInput,
  StateInput,
  TransferInput,
  TriggerInput,
} from './blueprint/blueprint-input.ts';
export { type BuiltInFact, type BuiltInFacts, builtInFacts } from './blueprint/built-in-facts.ts';
export type { CadencePolicy } from './blueprint/cadence-policy.ts';
export type { ConveyorNames, NamesOf } from './blueprint/conveyor-names.ts';
export { momentaryFacts } from './blueprint/fact-shapes.ts';
export { fact, factsOf } from './blueprint/facts-of.ts';
export type { PresetBlueprint, PresetOptions, SupplyOptions } from './blueprint/presets/assemble.ts';
export { type ConsultativeOptions, consultative } from './blueprint/presets/consultative.ts';
export { type MixedOptions, mixed } from './blueprint/presets/mixed.ts';
export type {
  ConsultativeNames,
  MixedNames,
  ProjectNames,
  TransactionalNames,
} from './blueprint/presets/preset-names.ts';
export { type ProjectOptions, project } from './blueprint/presets/project.ts';
export { type TransactionalOptions, transactional } from './blueprint/presets/transactional.ts';
export { addWorkingHours } from './blueprint/shifts.ts';
export { type TriggerEvent, triggerEvents } from './blueprint/trigger-event.ts';
export { type WorkingCalendar, workingCalendar } from './blueprint/working-calendar.ts';
export type { WorkingTime } from './blueprint/working-time.ts';

export { type Absentee, type Actor, timeActor } from './client/actor.ts';
export type { Away } from './client/away.ts';
export type { CadenceRule } from './client/cadence.ts';
export {
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
export {
  type Command,
  type CommandInput,
  type CommandOf,
  type CommandType,
  commandSchema,
  type RecordCommand,
} from './client/command.ts';
export type { Conveyor, ConveyorOptions } from './client/conveyor.ts';
export type { Decided, Outcome } from './client/decide.ts';
export { defineConveyor } from './client/define-conveyor.ts';
export { describeCause } from './client/describe-cause.ts';
export type { ClientEvent, EventHead, EventPayloads, EventType } from './client/event.ts';
export { describeEvent, type Explainable, explain } from './client/explain.ts';
export type { Brought } from './client/merge/laws-of-union.ts';
export type { Standing } from './client/merge/standing.ts';
export type { UnmergeConflict } from './client/merge/unmerge-conflict.ts';
export type { ChangedParts, FactMove, MigratedParts, RestoredParts } from './client/migrated-parts.ts';
export type { TransferOption } from './client/options.ts';
export type { OrderBook, OrderEntry, RecordedOrder } from './client/order-book.ts';
export type { Refusal, RefusalCode, RefusalDetails, RefusalReason, ValueProblem } from './client/refusal.ts';
export type { DecisionContext, Staff } from './client/scene.ts';
export type { Names, WordOptions } from './client/words.ts';

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
export { conditionSchema } from './conditions/condition-schema.ts';
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
export type { Problem } from './errors/problem.ts';
export type { AcceptedHandoff, Escalation, Handoff, HandoffHistory } from './handoff/handoff.ts';
export type { ClientDictionary, ConditionDictionary, Dictionary } from './locales/dictionary.ts';
export { type Label, labelIn } from './locales/label.ts';

export {
  compareProposals,
  type ProposalComparison,
  type RuleDifference,
} from './redistribution/analysis/compare-proposals.ts';
export {
  describeAnalysis,
  describeComparison,
  describeWhyStays,
} from './redistribution/analysis/describe-analysis.ts';
export {
  type PlanAnalysis,
  planAnalysis,
  type Responsible,
  type RuleAnalysis,
  type WeighedRule,
} from './redistribution/analysis/plan-analysis.ts';
export {
  type FrontierPoint,
  type PlanFrontier,
  planFrontier,
} from './redistribution/analysis/plan-frontier.ts';
export {
  type BalancePrice,
  type EmployeePrices,
  type PlanPrices,
  planPrices,
  type RoomLeft,
} from './redistribution/analysis/plan-prices.ts';
export type { AnalysedProposal } from './redistribution/analysis/read-plan.ts';
export type { ReceiverOption } from './redistribution/analysis/receivers.ts';
export { recommending } from './redistribution/analysis/recommend-receivers.ts';
export { rankReceivers, type WhyStays, whyStays } from './redistribution/analysis/why-stays.ts';
export { checkPlan } from './redistribution/check/check-plan.ts';
export type { MoveRule, PlanViolation } from './redistribution/check/violation.ts';
export type { WeighingFigures } from './redistribution/check/weighing.ts';
export {
  describeInfeasible,
  describeMove,
  describeQuality,
} from './redistribution/describe-redistribution.ts';
export type {
  HolderObstacle,
  InfeasibilityCode,
  InfeasibilityDetails,
  InfeasibilityReason,
  Infeasible,
  LimitedMeasure,
  NotFound,
  RelaxableRule,
  Relaxation,
} from './redistribution/infeasible.ts';
export type { BalanceMeasures, PlanMeasures } from './redistribution/measures.ts';
export type { MoveCause, MovePreview } from './redistribution/move-preview.ts';
export {
  describeLeftOut,
  describePlanRefusal,
  describeStalePlan,
} from './redistribution/plan/describe-plan.ts';
export { describePlanReason } from './redistribution/plan/describe-plan-reason.ts';
export type {
  KeptMove,
  LeftOut,
  LeftOutReason,
  Plan,
  PlanEntry,
  PlanFigures,
  PlannedReturn,
  ReturnCause,
} from './redistribution/plan/plan.ts';
export { type PlanEdit, planEditSchema, type RecordedEdit } from './redistribution/plan/plan-edit.ts';
export {
  type PlanPolicy,
  type PlanPolicyInput,
  planPolicySchema,
} from './redistribution/plan/plan-policy.ts';
export {
  type PlanReason,
  type PlanReasonInput,
  planReasonSchema,
} from './redistribution/plan/plan-reason.ts';
export type { PlanRefusal } from './redistribution/plan/plan-refusal.ts';
export type {
  ClientAspect,
  EmployeeAspect,
  StaleClient,
  StaleEmployee,
  StalePlan,
} from './redistribution/plan/stale-plan.ts';
export { describePlanEvent } from './redistribution/plan-life/describe-plan-event.ts';
export type {
  PlanDraft,
  PlanEvent,
  PlanEventHead,
  PlanEventPayloads,
} from './redistribution/plan-life/plan-event.ts';
export { type PlanEventType, type PlanStatus, planLife } from './redistribution/plan-life/plan-life.ts';
export {
  policies,
  type RedistributionPolicy,
  type RedistributionPolicyInput,
  redistributionPolicySchema,
} from './redistribution/policy.ts';
export {
  type EmployeePreview,
  type Holdings,
  type PlanPreview,
  previewOf,
} from './redistribution/preview.ts';
export {
  type ProblemClient,
  type ProblemEmployee,
  type RedistributionProblem,
  redistributionProblemSchema,
} from './redistribution/problem.ts';
export type {
  BoundCertificate,
  ObjectiveParts,
  ProposedMove,
  RedistributionProposal,
  RulePrice,
} from './redistribution/proposal.ts';
export type { Protection } from './redistribution/protection.ts';
export {
  type RedistributeInStepsOptions,
  type RedistributeOptions,
  type Redistribution,
  type RedistributionProgress,
  redistribute,
  redistributeInSteps,
} from './redistribution/redistribute.ts';
export type { Assigned, AssignmentFault } from './service/assignment/assigner.ts';
export type { ClientInRole } from './service/assignment/client-in-role.ts';
export type { PoolRetried } from './service/assignment/pool-retried.ts';
export {
  type AssignmentInput,
  type AssignmentOptions,
  type Assignments,
  openAssignment,
} from './service/assignment.ts';
export type { Blueprints } from './service/blueprints.ts';
export type { Bulk, BulkEntry, BulkFailure, BulkOptions, BulkReport } from './service/bulk.ts';
export type {
  EmployeeOptions,
  EmployeeRefused,
  EmployeeResult,
} from './service/change-employee.ts';
export type { Clients, NewClient } from './service/clients.ts';
export type { Clock } from './service/clock.ts';
export {
  createSales,
  type Sales,
  type SalesOptions,
} from './service/create-sales.ts';
export type { Departure } from './service/departures.ts';
export type { Due, DueOptions } from './service/due.ts';
export type { DueAside } from './service/due-aside.ts';
export type { DueHealth, LateWork } from './service/due-health.ts';
export type {
  AbsenceInput,
  Employees,
  LeaveOptions,
} from './service/employees.ts';
export type { Executed, ExecuteOptions } from './service/execute.ts';
export type { HeldRole } from './service/held-role.ts';
export type { LoggedEvent } from './service/logged-event.ts';
export type { ClientsQuery } from './service/query-clients.ts';
export type { MadeMove, MoveOptions } from './service/redistribution/apply-plan.ts';
export type { DuePlans } from './service/redistribution/due-plans.ts';
export type { EditOptions } from './service/redistribution/edit-plan.ts';
export type { PlanExplanations } from './service/redistribution/explain-plan.ts';
export type { PlanInput, Searching } from './service/redistribution/plan-input.ts';
export type {
  PlanApplied,
  PlanDone,
  PlanImpossible,
  PlanOptions,
  PlanRefused,
  PlanResult,
} from './service/redistribution/plan-options.ts';
export type { Recommendation } from './service/redistribution/recommend.ts';
export type { PlanReturned, ReturnGivenUp } from './service/redistribution/return-plan.ts';
export type { PlanReview } from './service/redistribution/review-plan.ts';
export type { PlanUndone, UndoOptions, UndoPreview } from './service/redistribution/undo-plan.ts';
export type { Holding } from './service/redistribution/why-holds.ts';
export {
  type CompareInput,
  openRedistribution,
  type PlanDetails,
  type PlansCompared,
  type RedistributionOptions,
  type Redistributions,
} from './service/redistribution.ts';
export type { Reprojected, ReprojectOptions } from './service/reproject.ts';
export type { SubscriptionOptions, SubscriptionRun, Subscriptions } from './service/subscriptions.ts';
export type { PublishedBlueprint } from './service/versions/blueprint-documents.ts';
export type { Behind, RulesInUse, Unswept } from './service/versions/rules-in-use.ts';

export { memoryStore } from './storage/memory.ts';
export type {
  Alongside,
  Census,
  ClientChange,
  ClientPage,
  ClientQuery,
  Commit,
  DocumentChange,
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
  RecordedOutcome,
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
export type { EmployeeProfileChange, EmployeeRefusal } from './workforce/decide-employee.ts';
export type {
  Employee,
  EmployeeEvent,
  EmployeeEventHead,
  EmployeeProfile,
  HireInput,
} from './workforce/employee.ts';
export { type Experience, experienceSimilarity } from './workforce/experience.ts';
export {
  type EmployeeFacts,
  employeeFacts,
  matchFact,
  matchFactsOf,
} from './workforce/match.ts';
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
