import { type Forms, whole } from '../errors/assert-options.ts';
import { isConveyorError } from '../errors/conveyor-error.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { withMethods } from '../errors/with-methods.ts';
import type { DocumentChange, InTransaction } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { assertKeys } from './assert-key.ts';
import { contextOf } from './context-of.ts';
import type { Sales } from './create-sales.ts';
import { type LoggedEvent, toLoggedEvent } from './logged-event.ts';
import { watched } from './observation.ts';
import type { ServiceContext } from './service-context.ts';
import { withRetries, write } from './unit-of-work.ts';

/** How a consumer is fed. */
export interface SubscriptionOptions {
  /** Events handed over at once, at most: 1 to 1,000. Default 100. */
  readonly batch?: number;
}

const subscriptionForms: Forms<SubscriptionOptions> = { batch: whole(1, 1_000) };

/** Where a consumer has got to. */
export interface SubscriptionRun {
  /** Events that this run has handed over and moved past. */
  readonly events: number;
  /** The position of the last event that is done with; 0 before the first. */
  readonly position: number;
}

/**
 * Consumers of the log by name: each is handed every event, in order, and the library keeps its position. Of
 * workers that run one consumer at once, one moves the position at a time and nobody ever moves it back or
 * past an event that is not done with.
 */
export interface Subscriptions {
  /**
   * Hands the events after the consumer's position to a handler, batch by batch up to the log's present end.
   * The position moves when the handler has resolved. At least once: after a kill between the two, or by two
   * workers at once, a batch is handed over again. For mails, other systems, other databases. What the
   * handler throws comes out, and the position stays. Reads the position and a batch of the log at a time.
   * @throws INVALID_ARGUMENT
   */
  run(
    consumer: string,
    handler: (events: readonly LoggedEvent[]) => Promise<void> | void,
    options?: SubscriptionOptions,
  ): Promise<SubscriptionRun>;
  /**
   * The same for a projection in the database of the store, exactly once. What the handler writes on
   * `transaction` and the position are committed together or not at all. `transaction` is what the store's
   * `commit` gives work in the transaction: for `sqliteStore` the connection, for `memoryStore` nothing. The
   * handler must do nothing that a rollback leaves behind, for it may be called again.
   * @throws INVALID_ARGUMENT
   * @example
   * await openSubscriptions(sales).project('dashboard', (events, database: SqliteDatabaseLike) =>
   *   count(events, database),
   * );
   */
  project<Transaction = unknown>(
    consumer: string,
    handler: (events: readonly LoggedEvent[], transaction: Transaction) => Promise<void> | void,
    options?: SubscriptionOptions,
  ): Promise<SubscriptionRun>;
  /**
   * Sends the consumer back to before the first event, to be rebuilt by the next run. `clear` empties what it
   * has built, in the same transaction; a worker that is in the middle of a batch loses the race and starts
   * over as well.
   */
  rebuild<Transaction = unknown>(
    consumer: string,
    clear?: (transaction: Transaction) => Promise<void> | void,
  ): Promise<void>;
  /** The position of the last event that the consumer is done with; 0 for one that never ran. */
  position(consumer: string): Promise<number>;
  /**
   * How far the consumer is behind the log, as of now. Counts 1,000 events at most.
   * @throws INVALID_ARGUMENT
   */
  lag(consumer: string): Promise<SubscriptionLag>;
}

/** What a consumer has not done with yet. */
export interface SubscriptionLag {
  readonly position: number;
  /** Events that wait; 1,000 where there are as many or more. */
  readonly events: number;
  /** The first of them, and for how long it has been in the log; absent where none waits. */
  readonly oldest?: { readonly position: number; readonly recordedAt: Instant; readonly lateMs: number };
}

/** Opens consumers of the log, whose positions the library keeps: projections, mails, other systems. */
export function openSubscriptions(sales: Pick<Sales, 'context'>): Subscriptions {
  return withArguments('openSubscriptions', { sales }, () => subscriptionsOf(contextOf(sales)));
}

function subscriptionsOf(context: ServiceContext): Subscriptions {
  return withMethods<Subscriptions>(
    'subscriptions',
    {
      run: (consumer, handler, options) =>
        observed(context, consumer, options, async (events, move) => {
          await handler(events);
          await move();
        }),
      project: (consumer, handler, options) =>
        observed(context, consumer, options, (events, move) =>
          move((transaction) => handler(events, transaction as never)),
        ),
      rebuild: (consumer, clear) =>
        insist(context, consumer, (place) =>
          moveTo(context, place, 0, clear && ((transaction) => clear(transaction as never))),
        ),
      position: async (consumer) => (await placeOf(context, consumer)).position,
      lag: (consumer) => lagOf(context, consumer),
    },
    {
      run: ['consumer: string', 'handler: function', subscriptionForms],
      project: ['consumer: string', 'handler: function', subscriptionForms],
      rebuild: ['consumer: string', 'clear: function|undefined'],
      position: ['consumer: string'],
      lag: ['consumer: string'],
    },
  );
}

type Move = (inTransaction?: InTransaction) => Promise<void>;

/** A consumer's position as it is stored. */
interface Place {
  readonly consumer: string;
  readonly position: number;
  /** 0 where nothing is stored. */
  readonly revision: number;
}

const KIND = 'subscription';

type Handle = (events: readonly LoggedEvent[], move: Move) => Promise<void>;

function observed(
  context: ServiceContext,
  consumer: string,
  options: SubscriptionOptions | undefined,
  handle: Handle,
): Promise<SubscriptionRun> {
  return watched(
    context,
    () => advance(context, consumer, options, handle),
    (run) => ({ kind: 'subscription', consumer, ...run }),
  );
}

async function advance(
  context: ServiceContext,
  consumer: string,
  { batch = 100 }: SubscriptionOptions = {},
  handle: Handle,
): Promise<SubscriptionRun> {
  for (let events = 0; ; ) {
    const done = await insist(context, consumer, async (place) => {
      const entries = await context.store.readFeed(context.tenant, place.position, batch);
      const last = entries.at(-1);
      if (last === undefined) return { events: 0, position: place.position };
      await handle(entries.map(toLoggedEvent), (inTransaction) =>
        moveTo(context, place, last.position, inTransaction),
      );
      return { events: entries.length, position: last.position };
    });
    events += done.events;
    if (done.events === 0) return { events, position: done.position };
  }
}

const COUNTED = 1_000;

async function lagOf(context: ServiceContext, consumer: string): Promise<SubscriptionLag> {
  const { position } = await placeOf(context, consumer);
  const waiting = await context.store.readFeed(context.tenant, position, COUNTED);
  const [first] = waiting;
  if (!first) return { position, events: 0 };
  const { recordedAt } = first.event;
  const lateMs = Date.parse(context.now()) - Date.parse(recordedAt);
  return { position, events: waiting.length, oldest: { position: first.position, recordedAt, lateMs } };
}

/**
 * Works from the consumer's place, and from the next one where another worker has moved it meanwhile. A
 * conflict of the caller's own, with the place unmoved, comes out.
 */
async function insist<Result>(
  context: ServiceContext,
  consumer: string,
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  for (let place = await placeOf(context, consumer); ; ) {
    try {
      return await work(place);
    } catch (error) {
      if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
      const now = await placeOf(context, consumer);
      if (now.revision === place.revision) throw error;
      place = now;
    }
  }
}

async function placeOf({ store, tenant }: ServiceContext, consumer: string): Promise<Place> {
  assertKeys({ consumer }, 'INVALID_ARGUMENT');
  const [document] = await store.readDocuments(tenant, KIND, [consumer]);
  if (document === undefined) return { consumer, position: 0, revision: 0 };
  return { consumer, position: (document.body as Place).position, revision: document.revision };
}

async function moveTo(
  context: ServiceContext,
  { consumer, revision }: Place,
  position: number,
  inTransaction?: InTransaction,
): Promise<void> {
  const document: DocumentChange = {
    kind: KIND,
    id: consumer,
    revision: revision + 1,
    body: { position },
    expected: revision === 0 ? { is: 'absent' } : { is: 'exact', revision },
  };
  const conflict = await withRetries(context, () =>
    write(context, { documents: [document] }, inTransaction).catch((error: unknown) => {
      if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
      return error;
    }),
  );
  if (conflict) throw conflict;
}
