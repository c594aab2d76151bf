import type { MigrationDecisions } from '../../blueprint/migration/decisions.ts';
import { inverseDecisions } from '../../blueprint/migration/inverse-decisions.ts';
import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import { type MigrationPlan, planMigration } from '../../blueprint/migration/plan-migration.ts';
import type { Client } from '../../client/client.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { type RulesRefused, refusedToChange } from '../versions/may-change-rules.ts';
import {
  type MigrationRecord,
  migrationIn,
  readMigration,
  recorded,
} from '../versions/migration-document.ts';
import { downgradeClient, restored } from '../versions/upgrade-client.ts';
import { begin } from './begin.ts';
import { type CountedUnmapped, UnmappedCount } from './counted-unmapped.ts';
import { type MigrationServiceContext, sweep } from './migration-service-context.ts';
import { type MigrationFailure, type SweepOptions, SweepRun } from './run-sweep.ts';
import { declaredIn, staffWith, withImages } from './staff-roles.ts';
import { type Log, withLogs } from './with-logs.ts';

/** What came of undoing a migration. */
export type UndoResult =
  | RulesRefused
  | {
      readonly ok: true;
      /** Clients that this call brought back. */
      readonly clients: number;
      /**
       * Clients, by id, that people had moved on since or that came only then, over all calls. They were
       * taken back by names and decisions, and not simply restored.
       */
      readonly movedOn: readonly string[];
      readonly failures: readonly MigrationFailure[];
    }
  /**
   * Nothing was done: clients that have moved on stand in these, and somebody has to decide where they go.
   */
  | { readonly ok: false; readonly unmapped: readonly CountedUnmapped[] };

export async function undoApplied(
  context: MigrationServiceContext,
  decisions: MigrationDecisions,
  by: string,
  options: SweepOptions,
): Promise<UndoResult> {
  const { from, to } = context;
  const { version } = to.blueprint;
  const document = await readMigration(context, version);
  if (!document) throw nothingToUndo(version);
  const { status } = migrationIn(document);
  const isOver = status === 'undoing' || status === 'undone';
  const refused = await refusedToChange(context, (isOver ? from : to).blueprint, by);
  if (refused) return refused;
  const plan = planMigration(
    to.blueprint,
    from.blueprint,
    wayBack(context, migrationIn(document).map, decisions),
  );
  if (!isOver) {
    const unmapped = await stranded(context, plan, { map: migrationIn(document).map, by });
    if (unmapped.length > 0) return { ok: false, unmapped };
  }
  const record = await unitOfWork(context, () => started(context, plan, by));
  const run = new SweepRun(
    context,
    version,
    {
      status: 'undoing',
      conveyor: from,
      needsLog: (client, current) => client.blueprintVersion === current.to,
      move: (client, current, log) => back(context, client, current, log),
    },
    options,
  );
  if (record.status === 'undoing') await run.run(record.cursor);
  if (run.failures.length === 0) await unitOfWork(context, () => finished(context));
  const done = await readMigration(context, version);
  const movedOn = (done && migrationIn(done).movedOn) ?? [];
  return { ok: true, clients: run.moved, movedOn, failures: run.failures };
}

/** Names go back where they came from, unless somebody decides otherwise. */
function wayBack(
  { to }: MigrationServiceContext,
  map: MigrationMap,
  decisions: MigrationDecisions,
): MigrationDecisions {
  const back = inverseDecisions(map, to.blueprint);
  const custody = Object.keys({ ...back.custody, ...decisions.custody }).map((state) => [
    state,
    { ...back.custody[state], ...decisions.custody?.[state] },
  ]);
  return {
    states: { ...back.states, ...decisions.states },
    roles: { ...back.roles, ...decisions.roles },
    custody: Object.fromEntries(custody),
    transfers: { ...back.transfers, ...decisions.transfers },
    holds: { ...back.holds, ...decisions.holds },
    facts: { ...back.facts, ...decisions.facts },
  };
}

/** Orphans of the way back in which clients stand that cannot simply be restored. */
async function stranded(
  context: MigrationServiceContext,
  plan: MigrationPlan,
  applied: Pick<MigrationRecord, 'map' | 'by'>,
): Promise<CountedUnmapped[]> {
  const { from, to } = context;
  if (plan.unmapped.length === 0) return [];
  const count = new UnmappedCount(plan.unmapped, from.blueprint);
  const every = new UnmappedCount(plan.unmapped, from.blueprint);
  const at = context.now();
  for await (const { clients } of sweep(context, 500)) {
    const stands = (client: Client) => client.blueprintVersion === to.blueprint.version && every.add(client);
    for await (const { client, log } of withLogs(context, clients, stands)) {
      const target = { blueprint: from.blueprint, folding: from, at };
      if (log && !(await restored(context, client, log, applied, target))) count.add(client);
    }
  }
  return count.counted().filter(({ clients }) => clients > 0);
}

async function back(context: MigrationServiceContext, client: Client, record: MigrationRecord, log: Log) {
  const { from, now } = context;
  const target = { blueprint: from.blueprint, folding: from, at: now() };
  return log && downgradeClient(context, client, log, record, target);
}

async function started(
  context: MigrationServiceContext,
  plan: MigrationPlan,
  by: string,
): Promise<Decided<MigrationRecord>> {
  const { from, to } = context;
  const document = await readMigration(context, to.blueprint.version);
  if (!document) throw nothingToUndo(to.blueprint.version);
  const known = migrationIn(document);
  if (known.status === 'undoing' || known.status === 'undone') return { outcome: known };
  const { cursor: _, movedOn: __, ...rest } = known;
  const record: MigrationRecord = { ...rest, status: 'undoing', by, back: plan.map, done: 0 };
  const employees = await staffWith(context, withImages(plan.map.roles), by);
  const blueprints = { leaving: to, target: from };
  return {
    outcome: record,
    work: { employees, documents: await begin(context, document, record, blueprints) },
  };
}

async function finished(context: MigrationServiceContext): Promise<Decided<undefined>> {
  const { from, to } = context;
  const document = await readMigration(context, to.blueprint.version);
  const record = document && migrationIn(document);
  if (record?.status !== 'undoing') return { outcome: undefined };
  const { cursor: _, ...rest } = record;
  const employees = await staffWith(context, declaredIn(from.blueprint.roles), record.by);
  const documents = [recorded(document, { ...rest, status: 'undone' })];
  return { outcome: undefined, work: { employees, documents } };
}

const nothingToUndo = (version: number) =>
  new ConveyorError('BLUEPRINT_CONFLICT', `No migration to version ${version} was ever begun`, {
    details: { version },
  });
