/**
 * The pure core alone, for a page or an edge function. It runs a blueprint that was checked elsewhere, at
 * build or on the server, and reaches neither zod nor a dictionary.
 * @packageDocumentation
 */

export { bookkeeping } from '../client/bookkeeping.ts';
export { type Conveyor, type ConveyorOptions, type CoreOptions, conveyorOf } from '../client/conveyor.ts';
export type {
  Bookkeeping,
  ConveyorParts,
  Merging,
  Migrating,
  Onboarding,
  Redistributing,
} from '../client/decision-context.ts';
export { describeEvent, explain } from '../client/explain.ts';
export { merging } from '../client/merging.ts';
export { migrating } from '../client/migrating.ts';
export { onboarding } from '../client/onboarding.ts';
export { redistributing } from '../client/redistributing.ts';
export type { WordOptions } from '../client/words.ts';
export { ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
