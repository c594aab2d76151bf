import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { CommandInput } from '../client/command.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { CheckedCommand } from '../client/named-command.ts';
import type { TransferOption } from '../client/options.ts';
import { assertOptions, type Forms, whole } from '../errors/assert-options.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { callersFunction, callersObject, withArguments } from '../errors/with-arguments.ts';
import { withMethods } from '../errors/with-methods.ts';
import type { Census, Store } from '../storage/port.ts';
import { toInstant } from '../time/instant.ts';
import { loadsOf, type Workload } from '../workforce/workload.ts';
import { keyIfAny } from './assert-key.ts';
import { backOff, waitByTimer } from './back-off.ts';
import { type Blueprints, blueprintsService } from './blueprints.ts';
import {
  type Bulk,
  type BulkOptions,
  type BulkResult,
  bulkForms,
  type CheckedBulk,
  executeMany,
} from './bulk.ts';
import { type Clients, clientsService } from './clients.ts';
import type { Clock } from './clock.ts';
import { runDepartures } from './departures.ts';
import { type DueOptions, type DueResult, dueForms, runDue } from './due.ts';
import { retryAside } from './due-aside.ts';
import { type DueHealth, dueHealth } from './due-health.ts';
import { type Employees, employeesService } from './employees.ts';
import { type ExecuteOptions, type ExecuteResult, executeForms, executeOne } from './execute.ts';
import { factProjection } from './fact-projection.ts';
import { Features } from './feature.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { KnownStaff } from './known-staff.ts';
import { type LoggedEvent, toLoggedEvent } from './logged-event.ts';
import { codeOf, type Observe, safely, watchBy, watched } from './observation.ts';
import { optionsOf } from './options-of.ts';
import type { Readable } from './readable.ts';
import type { DuePlansResult } from './redistribution/due-plans.ts';
import { type ReprojectOptions, type ReprojectResult, reproject, reprojectForms } from './reproject.ts';
import type { ServiceContext } from './service-context.ts';
import { ClientVersions } from './versions/client-versions.ts';

/** What a sales department works with. */
export interface SalesOptions<Names extends ConveyorNames = ConveyorNames> {
  readonly conveyor: Conveyor<Names>;
  /** A migrated store. */
  readonly store: Store;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Makes ids for commands that come without one. Default: random UUIDs. */
  readonly ids?: () => string;
  /** Whose clients these are; tenants never see each other. Default `default`. */
  readonly tenant?: string;
  /**
   * How often a command is decided on at most, on repeated conflicts with other processes: 1 to 100. Default
   * 5.
   */
  readonly attempts?: number;
  /**
   * 0 to 1, evenly: spreads those who wait for a busy store, or collided with others. Default: `Math.random`.
   */
  readonly random?: () => number;
  /**
   * Waits until a command is tried again after a conflict or a busy store, half a second at most. Default:
   * the runtime's timer.
   */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Told of everything that is done, see {@link Observation}: for traces, metrics and logs. */
  readonly observe?: Observe;
}

/**
 * A sales department at work: loads, decides, commits. `Names` are those of its blueprint, where the compiler
 * knows them.
 */
export interface Sales<out Names extends ConveyorNames = ConveyorNames> extends Readable<Names> {
  /** The versions of the tenant's blueprint. */
  readonly blueprints: Blueprints;
  readonly clients: Clients<Names>;
  readonly employees: Employees;
  /**
   * Carries out one command and everything that follows from it, whole or not at all. A refusal is returned,
   * not thrown. With a `commandId`, a repetition gets the first outcome again, marked `repeated`, and does
   * nothing; of the log it reads the events of the first time. The client's whole log is read by corrections,
   * and where a snapshot, which is bounded, cannot tell. Commands for one client that come in at once are
   * carried out in the order in which they came.
   * @throws INVALID_COMMAND where the input is no command (`details.problems` lists every fault),
   * REVISION_CONFLICT where other processes won the race every time, ENDLESS_TRANSFERS where the blueprint
   * goes round in circles, TIME_JUMP where time jumped over more deadlines than are decided at once, and the
   * store's errors. BLUEPRINT_NOT_CURRENT where the tenant works by another version of the blueprint,
   * BLUEPRINT_CONFLICT where other rules are in use under its version, CLIENT_NOT_MIGRATED where the client
   * is on an older one and no migration brings it here.
   */
  execute<const Given extends CommandInput>(
    command: CheckedCommand<Given, CommandInput, Names>,
    options: ExecuteOptions,
  ): Promise<ExecuteResult>;
  /**
   * Carries out many commands in order. See {@link BulkOptions}. Reads the clients and outcomes of a batch at
   * once, each client's log where `execute` would, once, and the staff where it has changed.
   */
  executeMany<const Entries extends Bulk>(
    entries: CheckedBulk<Entries, Names>,
    options: BulkOptions,
  ): Promise<BulkResult>;
  /**
   * The transfers out of the client's state that concern it, open or with all reasons against each.
   * `undefined` for an unknown client. Reads the client, the sender, and who holds the client or stands in.
   */
  options(clientId: string, options: { readonly by: string }): Promise<TransferOption[] | undefined>;
  /**
   * Processes due deadlines and releases what leavers hold. Applies plans whose day has come
   * (`openRedistribution`), then tries pools again where a policy says so (`openAssignment`). Idempotent, may
   * be killed at any moment, and run by many. Reads by index who is due, and each of them; not who is not.
   */
  runDue(options?: DueOptions): Promise<DueResult & { readonly plans?: DuePlansResult }>;
  /**
   * Whether the due work keeps up: what waits, for how long, who has leased it, what is put aside. Reads an
   * index entry of every due client, every lease, and each client that is put aside.
   */
  dueHealth(): Promise<DueHealth>;
  /**
   * Lets the next `runDue` try again what it has put aside: everything, or the work of these clients. Gives
   * back whose it is. Call it when the cause is mended, such as a cadence rule. Reads one document.
   */
  retryDue(clientIds?: readonly string[]): Promise<string[]>;
  /**
   * Writes down again what queries and the census ask about. Needed once for data of an earlier version of
   * the library, and after a blueprint was changed that derives facts differently, or tells load by other
   * segments. Until then `clients.query` is right all the same, but reads every client that is not yet
   * written; and `census` and `workloads` count clients that are not yet written by their states' norms.
   */
  reproject(options?: ReprojectOptions): Promise<ReprojectResult>;
  /** The log from after a position to its present end, oldest first. Reads 500 events at a time. */
  events(options?: { readonly after?: number }): AsyncGenerator<LoggedEvent>;
  /**
   * How many clients stand where and with whom, told apart by segment in roles whose load goes by it
   * (`loadBy`). The store counts; no client is read.
   */
  census(): Promise<Census>;
  /**
   * Everybody's load against their capacity: for each client the hours that `clientLoad` and plans count,
   * too. Reads the census and every employee.
   */
  workloads(): Promise<Workload[]>;
}

const FEED_PAGE = 500;

/**
 * Puts a conveyor to work on a store. Nothing is read or written yet.
 * @throws INVALID_ARGUMENT where an option is missing, unknown, of another form or out of bounds.
 */
export function createSales<Names extends ConveyorNames>(options: SalesOptions<Names>): Sales<Names> {
  return withArguments('createSales', { options }, () => openSales(options)) as Sales<Names>;
}

const salesForms: Forms<SalesOptions> = {
  conveyor: 'object',
  store: 'object',
  clock: 'function?',
  ids: 'function?',
  tenant: keyIfAny,
  attempts: whole(1, 100),
  random: 'function?',
  wait: 'function?',
  observe: 'function?',
};

function openSales(options: SalesOptions): Sales {
  assertOptions('createSales', options, salesForms);
  const {
    conveyor,
    clock = () => new Date(),
    ids = randomId,
    tenant = 'default',
    attempts = 5,
    random = Math.random,
    wait = waitByTimer,
  } = options;
  const store = callersObject(options.store);
  const observe = options.observe && safely(options.observe);
  const pause = backOff({ random: callersFunction(random), wait: callersFunction(wait) });
  const time = callersFunction(clock);
  const now = () => toInstant(time());
  const watch = observe && watchBy(observe, now);
  const versions = new ClientVersions(conveyor, { store, tenant, watch });
  const projection = factProjection(conveyor);
  const context: ServiceContext = {
    conveyor,
    store,
    tenant,
    attempts,
    backOff: (failures, error) => {
      observe?.({ kind: 'retry', error: codeOf(error), failures });
      return pause(failures);
    },
    watch,
    staff: new KnownStaff({ store, tenant }),
    turns: new KeyedQueue(),
    versions,
    projection,
    features: new Features(),
    now,
    newId: callersFunction(ids),
  };
  const sales: Sales = {
    conveyor,
    context,
    blueprints: blueprintsService(context),
    clients: clientsService(context),
    employees: employeesService(context),
    execute: (command, how) => executeOne(context, command, how),
    executeMany: (entries, how) => executeMany(context, entries, how),
    options: async (clientId, { by }) => optionsOf(context, clientId, by),
    runDue: async (how) => {
      const due = await watched(
        context,
        () => runDue(context, how),
        (done) => ({
          kind: 'due',
          ...(done && { clients: done.clients, events: done.events, failures: done.failures.length }),
        }),
      );
      const before = await context.features.runDue('beforeDepartures');
      const departures = await runDepartures(context);
      const after = await context.features.runDue('afterDepartures');
      return {
        ...due,
        ...before,
        ...(departures.length > 0 && { departures }),
        ...after,
      };
    },
    dueHealth: () => dueHealth(context),
    retryDue: (clientIds) => retryAside(context, clientIds),
    reproject: (how = {}) => reproject(context, how),
    events: (how) => feed(context, how),
    census: () => store.census(tenant),
    workloads: async () => {
      const held = await store.countHeld(tenant, {});
      return loadsOf(
        held,
        await context.staff.all(),
        conveyor.blueprint,
        context.now(),
        conveyor.rules.calendar,
      );
    },
  };
  return withMethods('sales', sales, {
    execute: ['command', executeForms],
    executeMany: ['entries: .', bulkForms],
    options: ['clientId: string', { by: 'any' }],
    runDue: [dueForms],
    retryDue: ['clientIds: .'],
    reproject: [reprojectForms],
  });
}

async function* feed(
  { store, tenant }: ServiceContext,
  options: { readonly after?: number } = {},
): AsyncGenerator<LoggedEvent> {
  assertOptions('sales.events', options, { after: 'number?' });
  for (let position = options?.after ?? 0; ; ) {
    const entries = await store.readFeed(tenant, position, FEED_PAGE);
    for (const entry of entries) {
      yield toLoggedEvent(entry);
      position = entry.position;
    }
    if (entries.length < FEED_PAGE) return;
  }
}

function randomId(): string {
  const { crypto } = globalThis as { crypto?: { randomUUID?(): string } };
  if (crypto?.randomUUID) return crypto.randomUUID();
  throw new ConveyorError(
    'NO_RANDOM_IDS',
    'This runtime makes no random ids: give createSales its own `ids`',
  );
}
