/**
 * Blueprints to begin with, and which of them suits a department.
 * @packageDocumentation
 */

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
} from '../blueprint/advise-sales-type.ts';
export type { PresetBlueprint, PresetOptions, SupplyOptions } from '../blueprint/presets/assemble.ts';
export { type ConsultativeOptions, consultative } from '../blueprint/presets/consultative.ts';
export { type MixedOptions, mixed } from '../blueprint/presets/mixed.ts';
export type {
  ConsultativeNames,
  MixedNames,
  ProjectNames,
  TransactionalNames,
} from '../blueprint/presets/preset-names.ts';
export { type ProjectOptions, project } from '../blueprint/presets/project.ts';
export { type TransactionalOptions, transactional } from '../blueprint/presets/transactional.ts';
