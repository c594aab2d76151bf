import type { Conveyor } from '../client/conveyor.ts';
import type { Store } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import type { FactProjection } from './fact-projection.ts';
import type { Features } from './feature.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { KnownStaff } from './known-staff.ts';
import type { Watch } from './observation.ts';
import type { ClientVersions } from './versions/client-versions.ts';

/** The dependencies of every use case of the shell. */
export interface ServiceContext {
  readonly conveyor: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  /** How often to decide at most, when others commit first. */
  readonly attempts: number;
  /** Waits after this many conflicts or busy answers of the store in a row, of which this is the last. */
  backOff(failures: number, error: unknown): Promise<void>;
  /** Absent where nobody observes. */
  readonly watch?: Watch | undefined;
  readonly staff: KnownStaff;
  readonly turns: KeyedQueue;
  readonly versions: ClientVersions;
  /** What is stored beside every client. */
  readonly projection: FactProjection;
  readonly features: Features;
  now(): Instant;
  newId(): string;
}
