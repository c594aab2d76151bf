import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { clientFault } from '../../errors/client-fault.ts';
import { ConveyorError, isConveyorError } from '../../errors/conveyor-error.ts';
import type { ClientChange, StoredDocument } from '../../storage/port.ts';
import { type FactProjection, factProjection } from '../fact-projection.ts';
import { type Decided, isOvertaken, unitOfWork } from '../unit-of-work.ts';
import {
  type MigrationRecord,
  migrationIn,
  readMigration,
  recorded,
} from '../versions/migration-document.ts';
import type { Moved } from '../versions/upgrade-client.ts';
import { type MigrationServiceContext, sweep } from './migration-service-context.ts';
import { type Log, withLogs } from './with-logs.ts';

/** How a sweep is done. */
export interface SweepOptions {
  /** Clients moved in one commit, 1 to 1,000. */
  readonly batchSize: number;
  /** Called after every batch with the clients moved so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What a sweep comes to in the end. */
const THROUGH = { applying: 'applied', undoing: 'undone' } as const;

/** A client that could not be moved for now. */
export interface MigrationFailure {
  readonly clientId: string;
  readonly error: ConveyorError;
}

/** A client's move, and whether it could not be restored exactly. */
type Step = Moved & { readonly movedOn?: boolean };

/** What a sweep does to each client; undefined where the client is where it should be. */
export interface SweepWork {
  /** What is under way; where it is not any more, somebody else has begun another thing. */
  readonly status: 'applying' | 'undoing';
  /** The conveyor that the clients come to, which says when they are due. */
  readonly conveyor: Conveyor;
  move(client: Client, record: MigrationRecord, log: Log): Promise<Step | undefined>;
  /** Whether the client's log is needed for that; those of many are read at once. */
  needsLog(client: Client, record: MigrationRecord): boolean;
}

/** What came of a page: clients that failed, how many were moved, and how many so far in all. */
interface Page {
  readonly faults: readonly MigrationFailure[];
  readonly moved: number;
  readonly done: number;
}

/**
 * Moves every client on, batch by batch. Each batch is one commit with the sweep's own place, so that a
 * killed sweep continues where it was. Clients that changed meanwhile are read and moved again. Goes over all
 * clients again until there is none left to move.
 */
export class SweepRun {
  readonly failures: MigrationFailure[] = [];
  readonly #projection: FactProjection;
  #moved = 0;

  constructor(
    private readonly context: MigrationServiceContext,
    private readonly version: number,
    private readonly work: SweepWork,
    private readonly options: SweepOptions,
  ) {
    this.#projection = factProjection(work.conveyor);
  }

  /** Clients that this run moved. */
  get moved(): number {
    return this.#moved;
  }

  async run(cursor?: string): Promise<void> {
    for (let start = cursor; ; start = undefined) {
      const before = this.#moved;
      for await (const { clients, next } of sweep(this.context, this.options.batchSize, start)) {
        await this.#page(clients, next);
      }
      if (this.#moved === before || this.failures.length > 0) return;
    }
  }

  /**
   * In one commit, in two on repeated conflicts, and so on. The last one notes where the next page begins.
   */
  async #page(clients: readonly Client[], next: string | undefined): Promise<void> {
    try {
      let known: readonly Client[] | undefined = clients;
      const { faults, moved, done } = await unitOfWork(
        this.context,
        async () => this.#decide(known ?? (await this.#read(clients)), next),
        () => {
          known = undefined;
        },
      );
      this.#moved += moved;
      if (moved > 0) this.options.onProgress?.(done);
      this.failures.push(...faults);
    } catch (error) {
      if (!isOvertaken(error) && !isConveyorError(error, 'STORE_BUSY')) throw error;
      const [only] = clients;
      if (clients.length === 1 && only) this.failures.push({ clientId: only.id, error });
      if (clients.length < 2) return;
      const half = clients.length >> 1;
      await this.#page(clients.slice(0, half), undefined);
      await this.#page(clients.slice(half), next);
    }
  }

  async #decide(clients: readonly Client[], next: string | undefined): Promise<Decided<Page>> {
    const document = await this.#document();
    if (!document) return { outcome: { faults: [], moved: 0, done: 0 } };
    const record = migrationIn(document);
    const steps: Step[] = [];
    const changes: ClientChange[] = [];
    const faults: MigrationFailure[] = [];
    const needsLog = (client: Client) => this.work.needsLog(client, record);
    for await (const { client, log } of withLogs(this.context, clients, needsLog)) {
      const step = await this.work.move(client, record, log);
      if (!step) continue;
      try {
        changes.push(this.#change(step));
        steps.push(step);
      } catch (error) {
        faults.push({ clientId: client.id, error: clientFault(error, client.id) });
      }
    }
    const done = record.done + steps.length;
    const outcome = { faults, moved: steps.length, done };
    if (steps.length === 0) return { outcome };
    const movedOn = steps.flatMap((step) => (step.movedOn ? [step.client.id] : []));
    const change = recorded(document, {
      ...record,
      done,
      ...(next !== undefined && { cursor: next }),
      ...(movedOn.length > 0 && { movedOn: [...(record.movedOn ?? []), ...movedOn] }),
    });
    return { outcome, work: { clients: changes, documents: [change] } };
  }

  #change({ client, event }: Step): ClientChange {
    const expected = { is: 'exact', revision: client.revision - 1 } as const;
    return { expected, snapshot: client, events: [event], ...this.#projection.of(client) };
  }

  #read(clients: readonly Client[]): Promise<Client[]> {
    const { store, tenant } = this.context;
    return store.readClients(
      tenant,
      clients.map(({ id }) => id),
    );
  }

  /** Undefined where somebody else who did the same is through: there is nothing left to do. */
  async #document(): Promise<StoredDocument | undefined> {
    const document = await readMigration(this.context, this.version);
    const status = document && migrationIn(document).status;
    if (status === this.work.status) return document;
    if (status === THROUGH[this.work.status]) return undefined;
    const details = { version: this.version, status };
    throw new ConveyorError('BLUEPRINT_CONFLICT', 'Another process has started undoing this migration', {
      details,
    });
  }
}
