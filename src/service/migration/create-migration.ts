import type { MigrationDecisions } from '../../blueprint/migration/decisions.ts';
import { type MigrationPlan, planMigration } from '../../blueprint/migration/plan-migration.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { assertOptions, type Forms, whole } from '../../errors/assert-options.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { callersFunction, callersObject, withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import type { Store } from '../../storage/port.ts';
import { toInstant } from '../../time/instant.ts';
import { keyIfAny } from '../assert-key.ts';
import type { Clock } from '../clock.ts';
import { type ApplyOptions, applyMigration, type MigrationResult } from './apply-migration.ts';
import type { MigrationServiceContext } from './migration-service-context.ts';
import { type MigrationPreview, type PreviewOptions, previewMigration } from './preview.ts';
import { type UndoResult, undoApplied } from './undo-applied.ts';

/** What a migration leads from and to, and what was decided about it. */
export interface MigrationOptions {
  /** The conveyor that the clients are on. */
  readonly from: Conveyor;
  /** The one that they are to be on: of the same name and a later version. */
  readonly to: Conveyor;
  readonly decisions?: MigrationDecisions;
  /** A migrated store. */
  readonly store: Store;
  /** Default `default`. */
  readonly tenant?: string;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** How often a batch is tried at most on repeated conflicts: 1 to 100. Default 5. */
  readonly attempts?: number;
}

/** A change of the rules with clients in flight. */
export interface Migration {
  /** Where everything goes, and what has still to be decided. */
  readonly plan: MigrationPlan;
  /** What would happen to the clients that are stored now. Reads all of them and writes nothing. */
  preview(options?: PreviewOptions): Promise<MigrationPreview>;
  /**
   * Makes the new blueprint the current one and moves all clients to it, in batches that are each committed
   * whole. Killed at any moment, call it again: it goes on where it was. Of several who call it at once, each
   * moves some of the clients, and whoever comes last finds it done. Refused where anything has no image, and
   * to whoever has not the right `changeRules` by the rules in force; in a blueprint that gives it to nobody,
   * whoever may `override` has it. The due dates of all clients are recomputed.
   *
   * From the first moment on, a shell of the new conveyor works: a client that is not moved yet is moved
   * within the commit of its next command. A shell of the old conveyor that is still running works on clients
   * that are not moved yet, as if the command had come before, and gets BLUEPRINT_NOT_CURRENT for the others;
   * one that starts gets it at once.
   * @throws BLUEPRINT_NOT_CURRENT where the tenant works by another version than the old one,
   * BLUEPRINT_CONFLICT where another blueprint has one of the versions or a migration with other decisions is
   * under way.
   */
  apply(options: ApplyOptions): Promise<MigrationResult>;
  /**
   * Makes the old blueprint the current one again. Gives every client back what the migration changed,
   * exactly as it was. Whom time or a record alone has moved since stands where it would stand by the old
   * rules today. Clients that people have moved on since, or that came only then, go back by the same names
   * and by `decisions`, and are named in the result. Resumable as `apply`; meanwhile old and new shells stand
   * to each other as there, the other way round.
   * It takes the same right, by the new rules while these are in force.
   * @throws BLUEPRINT_CONFLICT where there is nothing to undo, BLUEPRINT_NOT_CURRENT where a later version is
   * current by now.
   */
  undo(options: ApplyOptions & { readonly decisions?: MigrationDecisions }): Promise<UndoResult>;
}

/**
 * Plans the way from one version of a blueprint to another.
 * @throws INVALID_MIGRATION where the conveyors are not two versions of one blueprint or the decisions have
 * faults; lists all of them.
 * @example
 * const migration = createMigration({ from, to, store, decisions: { states: { stale: 'overdue' } } });
 * const { unmapped, states, nextSteps } = await migration.preview();
 */
export function createMigration(options: MigrationOptions): Migration {
  return withArguments('createMigration', { options }, () => openMigration(options));
}

const migrationForms: Forms<MigrationOptions> = {
  from: 'object',
  to: 'object',
  decisions: 'any?',
  store: 'object',
  tenant: keyIfAny,
  clock: 'function?',
  attempts: whole(1, 100),
};

const applyForms: Forms<ApplyOptions> = { by: 'any', batchSize: whole(1, 1_000), onProgress: 'function?' };
const previewForms: Forms<PreviewOptions> = { examples: 'number?' };

function openMigration(options: MigrationOptions): Migration {
  assertOptions('createMigration', options, migrationForms);
  const { from, to, decisions = {}, tenant = 'default', attempts = 5, clock = () => new Date() } = options;
  const store = callersObject(options.store);
  const now = callersFunction(clock);
  assertVersions(from, to);
  const plan = planMigration(from.blueprint, to.blueprint, decisions);
  const context: MigrationServiceContext = {
    from,
    to,
    store,
    tenant,
    attempts,
    now: () => toInstant(now()),
  };
  const migration: Migration = {
    plan,
    preview: (how) => previewMigration(context, plan, how),
    apply: async ({ by, ...how }) => applyMigration(context, plan, by, sweepOptions(how)),
    undo: async ({ by, decisions: back = {}, ...how }) => undoApplied(context, back, by, sweepOptions(how)),
  };
  return withMethods('migration', migration, {
    preview: [previewForms],
    apply: [applyForms],
    undo: [{ ...applyForms, decisions: 'object?' }],
  });
}

function sweepOptions({ batchSize = 200, onProgress }: Omit<ApplyOptions, 'by'>) {
  return { batchSize, onProgress: callersFunction(onProgress) };
}

function assertVersions({ blueprint: from }: Conveyor, { blueprint: to }: Conveyor): void {
  if (from.name === to.name && from.version < to.version) return;
  const details = {
    from: { name: from.name, version: from.version },
    to: { name: to.name, version: to.version },
  };
  const message = 'A migration leads to a later version of the blueprint of the same name';
  throw new ConveyorError('INVALID_MIGRATION', message, { details });
}
