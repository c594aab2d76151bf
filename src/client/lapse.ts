import type { Instant } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { ClientEvent } from './event.ts';

/** A record that may set a clock back. */
export type ClockRecord = 'contactRecorded' | 'orderRecorded' | 'holdPlaced';

/** That a client was moved because something had not happened in time; with the client as it stood before. */
export interface Lapse {
  readonly transfer: string;
  readonly at: Instant;
  readonly before: Client;
  /** All that had happened by then. */
  readonly history: readonly ClientEvent[];
}
