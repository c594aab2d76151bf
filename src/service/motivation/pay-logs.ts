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

/**
 * Reads the feed and keeps the events of clients and employees, so that each is read once. After an erasure
 * everything is read again.
 */
export class PayLogs {
  readonly #context: Pick<ServiceContext, 'store' | 'tenant'>;
  #entries: FeedEntry[] = [];
  #position = 0;
  #last: KnownLog | undefined;

  constructor(context: Pick<ServiceContext, 'store' | 'tenant'>) {
    this.#context = context;
  }

  /** Everything that is in the log by now, or was up to a position. */
  async read(upTo = Number.POSITIVE_INFINITY): Promise<KnownLog> {
    await this.#catchUp();
    if (upTo >= this.#position && this.#last?.position === this.#position) return this.#last;
    const entries = this.#entries.filter(({ position }) => position <= upTo);
    const [clients, employees]: [ClientEvent[], EmployeeEvent[]] = [[], []];
    let recordedAt: Instant | '' = '';
    for (const { event } of entries) {
      if (placeOf(event).stream === 'client') clients.push(event as ClientEvent);
      else employees.push(event as EmployeeEvent);
      if (event.recordedAt > recordedAt) recordedAt = event.recordedAt;
    }
    const log = { clients, employees, position: Math.min(upTo, this.#position), recordedAt };
    if (log.position === this.#position) this.#last = log;
    return log;
  }

  async #catchUp(): Promise<void> {
    const { store, tenant } = this.#context;
    for (;;) {
      const page = await store.readFeed(tenant, this.#position, PAGE);
      if (this.#position > 0 && page.some(({ event }) => anew.has(event.type))) {
        [this.#entries, this.#position, this.#last] = [[], 0, undefined];
        continue;
      }
      for (const entry of page) if (placeOf(entry.event).stream !== 'document') this.#entries.push(entry);
      this.#position = page.at(-1)?.position ?? this.#position;
      if (page.length < PAGE) return;
    }
  }
}
