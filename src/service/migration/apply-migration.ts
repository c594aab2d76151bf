import type { MigrationPlan } from '../../blueprint/migration/plan-migration.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { fingerprint } from '../fingerprint.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { pointerIn, readPointer } from '../versions/blueprint-documents.ts';
import { versionOf } from '../versions/client-versions.ts';
import { type RulesRefused, refusedToChange } from '../versions/may-change-rules.ts';
import {
  type MigrationRecord,
  migrationIn,
  readMigration,
  recorded,
} from '../versions/migration-document.ts';
import { needsLog, upgradeClient } from '../versions/upgrade-client.ts';
import { begin } from './begin.ts';
import type { CountedUnmapped } from './counted-unmapped.ts';
import type { MigrationServiceContext } from './migration-service-context.ts';
import { previewMigration } from './preview.ts';
import { type MigrationFailure, type SweepOptions, SweepRun } from './run-sweep.ts';
import { declaredIn, staffWith, withImages } from './staff-roles.ts';

/** Who migrates, and how. */
export interface ApplyOptions {
  /** An employee or a service with the right `changeRules`, by the rules in force. */
  readonly by: string;
  /** Clients moved in one commit, 1 to 1,000. Default 200. */
  readonly batchSize?: number;
  /** Called after every batch with the clients moved so far. */
  readonly onProgress?: (done: number) => void;
}

/** What came of a migration. */
export type MigrationResult =
  | {
      readonly ok: true;
      /** Clients that this call moved. */
      readonly clients: number;
      /** Clients that could not be moved because others won the race every time: call again. */
      readonly failures: readonly MigrationFailure[];
    }
  | RulesRefused
  /** Nothing was done: these have no image, and so many clients stand there. */
  | { readonly ok: false; readonly unmapped: readonly CountedUnmapped[] };

export async function applyMigration(
  context: MigrationServiceContext,
  plan: MigrationPlan,
  by: string,
  options: SweepOptions,
): Promise<MigrationResult> {
  const { from, to } = context;
  const begun = await readMigration(context, to.blueprint.version);
  const status = begun && migrationIn(begun).status;
  const inForce = status === 'applying' || status === 'applied' ? to : from;
  const refused = await refusedToChange(context, inForce.blueprint, by);
  if (refused) return refused;
  if (plan.unmapped.length > 0) {
    return { ok: false, unmapped: (await previewMigration(context, plan, { examples: 0 })).unmapped };
  }
  const record = await unitOfWork(context, () => started(context, plan, by));
  if (record.status === 'applied') return { ok: true, clients: 0, failures: [] };
  const pointer = pointerIn(await readPointer(context)) ?? { first: from.blueprint.version };
  const run = new SweepRun(
    context,
    to.blueprint.version,
    {
      status: 'applying',
      conveyor: to,
      needsLog: (client, current) =>
        versionOf(client, pointer) === current.from && needsLog(client, current.map),
      move: async (client, current, log) =>
        versionOf(client, pointer) === current.from
          ? upgradeClient(client, current, {
              blueprint: to.blueprint,
              folding: to,
              at: context.now(),
              log,
            })
          : undefined,
    },
    options,
  );
  await run.run(record.cursor);
  if (run.failures.length === 0) await unitOfWork(context, () => finished(context));
  return { ok: true, clients: run.moved, failures: run.failures };
}

/** Begins the migration, or finds it under way or done. */
async function started(
  context: MigrationServiceContext,
  { map }: MigrationPlan,
  by: string,
): Promise<Decided<MigrationRecord>> {
  const { from, to } = context;
  const document = await readMigration(context, map.to);
  const known = document && migrationIn(document);
  if (known && known.status !== 'undone') {
    // A migration that an earlier build began says nothing of the time zone.
    const same = fingerprint({ timeZone: map.timeZone, ...known.map }) === fingerprint(map);
    if (known.status !== 'undoing' && same) return { outcome: known };
    const details = { version: map.to, status: known.status };
    const message = `Another migration to version ${map.to} is ${known.status}`;
    throw new ConveyorError('BLUEPRINT_CONFLICT', message, { details });
  }
  const record: MigrationRecord = { from: map.from, to: map.to, map, status: 'applying', by, done: 0 };
  const employees = await staffWith(context, withImages(map.roles), by);
  const blueprints = { leaving: from, target: to };
  return {
    outcome: record,
    work: { employees, documents: await begin(context, document, record, blueprints) },
  };
}

async function finished(context: MigrationServiceContext): Promise<Decided<undefined>> {
  const { to } = context;
  const document = await readMigration(context, to.blueprint.version);
  const record = document && migrationIn(document);
  if (record?.status !== 'applying') return { outcome: undefined };
  const { cursor: _, ...rest } = record;
  const employees = await staffWith(context, declaredIn(to.blueprint.roles), record.by);
  const documents = [recorded(document, { ...rest, status: 'applied' })];
  return { outcome: undefined, work: { employees, documents } };
}
