import type { Conveyor } from '../client/define-conveyor.ts';
import type { Store } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';

/** What every part of the shell works with. */
export interface Desk {
  readonly conveyor: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  /** How often to decide anew when somebody else was faster. */
  readonly attempts: number;
  now(): Instant;
  newId(): string;
}
