import type { MigrationPlan } from '../../blueprint/migration/plan-migration.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { fingerprint } from '../fingerprint.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { pointerIn, readPointer } from '../versions/blueprint-documents.ts';
import { versionOf } from '../versions/client-versions.ts';
import {
  type MigrationRecord,
  migrationIn,
  readMigration,
  recorded,
} from '../versions/migration-document.ts';
import { logFor, upgradeClient } from '../versions/upgrade-client.ts';
import { begin } from './begin.ts';
import type { CountedUnmapped } from './counted-unmapped.ts';
import type { MigrationServiceContext } from './migration-desk.ts';
import { previewMigration } from './preview.ts';
import { type MigrationFailure, type SweepOptions, SweepRun } from './run-sweep.ts';
import { declaredIn, staffWith, withImages } from './staff-roles.ts';

/** Who migrates, and how. */
export interface ApplyOptions {
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
      /** Clients that could not be moved because others were faster every time: call again. */
      readonly failures: readonly MigrationFailure[];
    }
  /** Nothing was done: these have no image, and so many clients stand there. */
  | { readonly ok: false; readonly orphans: readonly CountedUnmapped[] };

export async function applyMigration(
  desk: MigrationServiceContext,
  plan: MigrationPlan,
  by: string,
  options: SweepOptions,
): Promise<MigrationResult> {
  const { from, to } = desk;
  if (plan.orphans.length > 0) {
    return { ok: false, orphans: (await previewMigration(desk, plan, { examples: 0 })).orphans };
  }
  const record = await unitOfWork(desk, () => started(desk, plan, by));
  if (record.status === 'applied') return { ok: true, clients: 0, failures: [] };
  const pointer = pointerIn(await readPointer(desk)) ?? { first: from.blueprint.version };
  const run = new SweepRun(
    desk,
    to.blueprint.version,
    {
      status: 'applying',
      conveyor: to,
      move: async (client, current) =>
        versionOf(client, pointer) === current.from
          ? upgradeClient(client, current, {
              blueprint: to.blueprint,
              at: desk.now(),
              log: await logFor(desk, client, current.map),
            })
          : undefined,
    },
    options,
  );
  await run.run(record.cursor);
  if (run.failures.length === 0) await unitOfWork(desk, () => finished(desk));
  return { ok: true, clients: run.moved, failures: run.failures };
}

/** Begins the migration, or finds it under way or done. */
async function started(
  desk: MigrationServiceContext,
  { map }: MigrationPlan,
  by: string,
): Promise<Decided<MigrationRecord>> {
  const { from, to } = desk;
  const document = await readMigration(desk, map.to);
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
  const employees = await staffWith(desk, withImages(map.roles), by);
  const blueprints = { leaving: from.blueprint, target: to.blueprint };
  return { outcome: record, work: { employees, documents: await begin(desk, document, record, blueprints) } };
}

async function finished(desk: MigrationServiceContext): Promise<Decided<undefined>> {
  const { to } = desk;
  const document = await readMigration(desk, to.blueprint.version);
  const record = document && migrationIn(document);
  if (record?.status !== 'applying') return { outcome: undefined };
  const { cursor: _, ...rest } = record;
  const employees = await staffWith(desk, declaredIn(to.blueprint.roles), record.by);
  const documents = [recorded(document, { ...rest, status: 'applied' })];
  return { outcome: undefined, work: { employees, documents } };
}
