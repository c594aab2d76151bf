import type { MigrationPlan } from '../../blueprint/migration/plan-migration.ts';
import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { evolveAll } from '../../client/evolve.ts';
import { migrateClient } from '../../client/migration/migrate-client.ts';
import { pointerIn, readPointer } from '../versions/blueprint-documents.ts';
import { versionOf } from '../versions/client-versions.ts';
import { needsLog } from '../versions/upgrade-client.ts';
import { AtOnceCount, type ChangesAtOnce } from './changes-at-once.ts';
import { type CountedUnmapped, UnmappedCount } from './counted-unmapped.ts';
import { type MigrationServiceContext, sweep } from './migration-service-context.ts';
import { changeOfNextSteps, type NextStepsChange } from './next-steps.ts';
import { withLogs } from './with-logs.ts';

/** How much a preview tells. */
export interface PreviewOptions {
  /**
   * Clients whose next steps change that are told one by one, 0 to 100,000. Default 100; all of them are
   * counted.
   */
  readonly examples?: number;
}

/** What a migration would do. Nothing was written. */
export interface MigrationPreview {
  /** Clients on the old version. */
  readonly clients: number;
  /** Clients on any other version: moved already, or left by an earlier migration. */
  readonly elsewhere: number;
  /** What somebody has to decide first; the migration is total where there is none. */
  readonly unmapped: readonly CountedUnmapped[];
  /** Old state to new state; `to` is absent where the state has no image. */
  readonly states: readonly { readonly from: string; readonly to?: string; readonly clients: number }[];
  /** What ends for clients by decision, each under its old name. */
  readonly ends: readonly MigrationEnd[];
  /** Clients that nobody answers for afterwards and somebody did before, by pool. */
  readonly pooled: readonly { readonly pool: string; readonly clients: number }[];
  /** What `runDue` will do first: under the new rules these are due by now. */
  readonly atOnce: ChangesAtOnce;
  readonly nextSteps: {
    /** Clients whose options or deadline change. */
    readonly clients: number;
    /** The first of them, by id. */
    readonly examples: readonly NextStepsChange[];
  };
}

/** Custody, a pending handoff, a hold or a fact that ends with the migration. */
export interface MigrationEnd {
  readonly what: 'custody' | 'handoff' | 'hold' | 'fact';
  readonly name: string;
  readonly clients: number;
}

const PAGE = 1_000;

/**
 * Moves every client in thought. Those who stand in what has no image are counted there and go no further.
 */
export async function previewMigration(
  context: MigrationServiceContext,
  { map, unmapped }: MigrationPlan,
  { examples: limit = 100 }: PreviewOptions = {},
): Promise<MigrationPreview> {
  const { from, to } = context;
  const pointer = pointerIn(await readPointer(context)) ?? { first: from.blueprint.version };
  const now = context.now();
  const unmappedCount = new UnmappedCount(unmapped, to.blueprint);
  const [states, ends, pooled] = [new Tally(), new Tally(), new Tally()];
  const atOnce = new AtOnceCount(to, now);
  const examples: NextStepsChange[] = [];
  let [clients, elsewhere, changing] = [0, 0, 0];
  for await (const page of sweep(context, PAGE)) {
    const reads = (client: Client) => versionOf(client, pointer) === map.from && needsLog(client, map);
    for await (const { client, log } of withLogs(context, page.clients, reads)) {
      if (versionOf(client, pointer) !== map.from) {
        elsewhere++;
        continue;
      }
      clients++;
      const image = map.states[client.state]?.to;
      states.add(image === undefined ? [client.state] : [client.state, image]);
      if (unmappedCount.add(client)) continue;
      const event = migrateClient(client, { map, blueprint: to.blueprint, at: now }, 'preview');
      const after = evolveAll(client, [event], log);
      for (const end of endsOf(client, after, event)) ends.add(end);
      if (after.pool && !client.pool) pooled.add([after.pool.name]);
      const dueAt = to.nextDueAt(after);
      atOnce.add(after, dueAt);
      const change = changeOfNextSteps(client, after, { from, to, map, now, dueAt });
      if (!change) continue;
      changing++;
      if (examples.length < limit) examples.push(change);
    }
  }
  return {
    clients,
    elsewhere,
    unmapped: unmappedCount.counted(),
    states: states.rows(([old = '', image], n) => ({
      from: old,
      ...(image !== undefined && { to: image }),
      clients: n,
    })),
    ends: ends.rows(([what, name = ''], n) => ({ what: what as MigrationEnd['what'], name, clients: n })),
    pooled: pooled.rows(([pool = ''], n) => ({ pool, clients: n })),
    atOnce: atOnce.counted(),
    nextSteps: { clients: changing, examples },
  };
}

function endsOf(before: Client, after: Client, { parts, facts }: ClientEvent<'clientMigrated'>): string[][] {
  const held = Object.values(after.custody);
  return [
    ...(parts.custody
      ? Object.entries(before.custody).flatMap(([role, custody]) =>
          held.includes(custody) ? [] : [['custody', role]],
        )
      : []),
    ...(parts.handoff === null && before.handoff ? [['handoff', before.handoff.transfer]] : []),
    ...(parts.holds ? endedHolds(before, after) : []),
    ...Object.entries(facts ?? {}).flatMap(([path, { to }]) => (to === null ? [['fact', path]] : [])),
  ];
}

function endedHolds(before: Client, after: Client): string[][] {
  const kept = Object.values(after.holds);
  return Object.entries(before.holds).flatMap(([name, hold]) =>
    kept.includes(hold) ? [] : [['hold', name]],
  );
}

/** Counts by several words, in order of what was met first. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(words: readonly string[]): void {
    const key = JSON.stringify(words);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  rows<Row>(toRow: (words: readonly string[], clients: number) => Row): Row[] {
    return [...this.#counts].map(([key, clients]) => toRow(JSON.parse(key), clients));
  }
}
