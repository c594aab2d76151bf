import type { Conveyor } from '../client/conveyor.ts';
import type { Store } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import type { FactProjection } from './fact-projection.ts';
import type { Features } from './feature.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { KnownStaff } from './known-staff.ts';
import type { ClientVersions } from './versions/client-versions.ts';

/** What every part of the shell works with. */
export interface ServiceContext {
  readonly conveyor: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  /** How often to decide at most, where somebody else is faster every time. */
  readonly attempts: number;
  /** Waits after the store was busy, or somebody else faster, so many times in a row. */
  backOff(failures: number): Promise<void>;
  /** For how many days after its end a plan keeps its rows; `openRedistribution` sets it. */
  readonly keepPlansDays: number;
  readonly staff: KnownStaff;
  readonly turns: KeyedQueue;
  readonly versions: ClientVersions;
  /** The facts and segments that are stored with every client. */
  readonly projection: FactProjection;
  readonly features: Features;
  now(): Instant;
  newId(): string;
}
