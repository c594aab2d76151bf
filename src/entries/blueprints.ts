/**
 * For whoever writes and changes blueprints. What is suspicious in one (lint), how two differ (diff), how
 * clients in flight get from one to the other (migration), and how one looks and reads (pictures, the
 * regulation). Nothing of it is needed to run a conveyor.
 * @packageDocumentation
 */

export { changesToMigrate } from '../blueprint/diff/content-changes.ts';
export { type DiffDescriptionOptions, describeDiff } from '../blueprint/diff/describe-diff.ts';
export {
  type BlueprintChange,
  type BlueprintSection,
  diffBlueprints,
} from '../blueprint/diff/diff-blueprints.ts';
export type { FactDecision, MigrationDecisions } from '../blueprint/migration/decisions.ts';
export type { FactImage, MigrationMap, StateImage } from '../blueprint/migration/migration-map.ts';
export { type MigrationPlan, planMigration } from '../blueprint/migration/plan-migration.ts';
export type { Unmapped } from '../blueprint/migration/unmapped.ts';
export type { ClientCount } from '../blueprint/pictures/client-count.ts';
export type { ShownPart } from '../blueprint/pictures/shown-part.ts';
export type { GraphLayoutLike, LayoutGraphLike, LayoutOptionsLike } from '../blueprint/pictures/svg/place.ts';
export { type DiagramOptions, toMermaid } from '../blueprint/pictures/to-mermaid.ts';
export { type SvgOptions, toSvg } from '../blueprint/pictures/to-svg.ts';
export {
  toXState,
  type XStateMachineConfig,
  type XStateStateConfig,
  type XStateTransitionConfig,
} from '../blueprint/pictures/to-xstate.ts';
export {
  type HolidayLike,
  type HolidaysLike,
  type MovedDays,
  type PublicHolidays,
  type PublicHolidaysOptions,
  publicHolidays,
} from '../blueprint/public-holidays.ts';
export {
  describeBlueprint,
  type RegulationOptions,
  type RegulationPicture,
} from '../blueprint/regulation/describe-blueprint.ts';
export type { Block, Cell, Line, RegulationDocument } from '../blueprint/regulation/document.ts';
export { describeChangesAtOnce } from '../client/migration/describe-changes-at-once.ts';
export { describeUnmapped } from '../client/migration/describe-unmapped.ts';
export {
  type AnalysisOptions,
  analyseCondition,
  type ConditionAnalysis,
  type Implication,
  implies,
} from '../conditions/analysis/analyse-condition.ts';
export type { FactDomain, FactRelations } from '../conditions/analysis/fact-domain.ts';
export { type WorkBudget, workBudget } from '../conditions/analysis/work-budget.ts';
export type { FactExample } from '../conditions/analysis/world.ts';
export { describeFinding } from '../lint/describe-finding.ts';
export type {
  LintFinding,
  LintNames,
  LintRule,
  LintSeverity,
  LintValues,
  LintWitness,
  WitnessShows,
  WitnessStep,
} from '../lint/finding.ts';
export { type LintOptions, lintBlueprint } from '../lint/lint-blueprint.ts';
export type { ApplyOptions, MigrationResult } from '../service/migration/apply-migration.ts';
export type { ChangeAtOnce, ChangesAtOnce } from '../service/migration/changes-at-once.ts';
export type { CountedUnmapped } from '../service/migration/counted-unmapped.ts';
export {
  createMigration,
  type Migration,
  type MigrationOptions,
} from '../service/migration/create-migration.ts';
export type { NextStepsChange } from '../service/migration/next-steps.ts';
export type { MigrationEnd, MigrationPreview, PreviewOptions } from '../service/migration/preview.ts';
export type { MigrationFailure } from '../service/migration/run-sweep.ts';
export type { UndoResult } from '../service/migration/undo-applied.ts';
