import type { ClientEvent } from '../../client/event.ts';
import type { PayLog } from '../../motivation/credits/pay-facts.ts';
import { placeOf } from '../../storage/port/commit-rules.ts';
import type { FeedEntry } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { ServiceContext } from '../service-context.ts';

const PAGE = 1_000;
/** After one of these, what was read before says what is to be said no more. */
const anew = new Set<string>(['personalDataErased', 'employeeErased']);

/** The log as far as pay goes by it, up to a position. */
export interface KnownLog extends PayLog {
  /** Of the last event that was read; 0 before the first. */
  readonly position: number;
  /** The latest moment at which any of them was recorded; empty before the first. */
  readonly recordedAt: Instant | '';
}

/** What of the feed is in memory. It is replaced as a whole, so whoever holds one goes by one state of it. */
interface Kept {
  readonly entries: readonly FeedEntry[];
  readonly position: number;
  /** Up to here erasures were done before reading began: what is kept has them. */
  readonly erasedTo: number;
}

/**
 * Reads the feed and keeps the events of clients and employees, so that each is read once. After an erasure
 * everything is read again.
 */
export class PayLogs {
  readonly #context: Pick<ServiceContext, 'store' | 'tenant'>;
  #kept: Kept = { entries: [], position: 0, erasedTo: 0 };
  #last: KnownLog | undefined;
  #reading: Promise<unknown> = Promise.resolve();
  /** The one that begins after the present one: whoever asks until then has the same from it. */
  #next: Promise<Kept> | undefined;

  constructor(context: Pick<ServiceContext, 'store' | 'tenant'>) {
    this.#context = context;
  }

  /** Everything that is in the log by now, or was up to a position. */
  async read(upTo = Number.POSITIVE_INFINITY): Promise<KnownLog> {
    const kept = await this.#catchUp();
    if (upTo >= kept.position && this.#last?.position === kept.position) return this.#last;
    const entries = kept.entries.filter(({ position }) => position <= upTo);
    const [clients, employees]: [ClientEvent[], EmployeeEvent[]] = [[], []];
    let recordedAt: Instant | '' = '';
    for (const { event } of entries) {
      if (placeOf(event).stream === 'client') clients.push(event as ClientEvent);
      else employees.push(event as EmployeeEvent);
      if (event.recordedAt > recordedAt) recordedAt = event.recordedAt;
    }
    const log = { clients, employees, position: Math.min(upTo, kept.position), recordedAt };
    if (log.position === kept.position) this.#last = log;
    return log;
  }

  /** One reading at a time. Who asks during one waits for the next: it alone has all that is there by now. */
  #catchUp(): Promise<Kept> {
    this.#next ??= this.#reading.then(() => {
      this.#next = undefined;
      return this.#readOn();
    });
    this.#reading = this.#next.catch(() => undefined);
    return this.#next;
  }

  /** What fails on the way leaves what was kept before. */
  async #readOn(): Promise<Kept> {
    const { store, tenant } = this.#context;
    let { entries, position, erasedTo } = this.#kept;
    let read: FeedEntry[] = [];
    for (;;) {
      const page = await store.readFeed(tenant, position, PAGE);
      const isStale = page.some((entry) => entry.position > erasedTo && anew.has(entry.event.type));
      if (position > 0 && isStale) {
        erasedTo = page.at(-1)?.position ?? erasedTo;
        [entries, read, position] = [[], [], 0];
        continue;
      }
      for (const entry of page) if (placeOf(entry.event).stream !== 'document') read.push(entry);
      position = page.at(-1)?.position ?? position;
      if (page.length < PAGE) break;
    }
    this.#kept = { entries: read.length > 0 ? [...entries, ...read] : entries, position, erasedTo };
    return this.#kept;
  }
}
