import type { Duration } from '../../time/duration.ts';

/**
 * Where everything goes that stands under a name of the old blueprint: plain JSON. `null` is an end by
 * decision.
 */
export interface MigrationMap {
  readonly from: number;
  readonly to: number;
  readonly states: Readonly<Record<string, StateImage>>;
  readonly roles: Readonly<Record<string, string | null>>;
  /** By old state: its roles and theirs in the new state. */
  readonly custody: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly transfers: Readonly<Record<string, string | null>>;
  /** By old handoff and the old state that it waits in: the new handoff. */
  readonly handoffs: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly holds: Readonly<Record<string, string | null>>;
  /** Only facts that do not stay as they are. */
  readonly facts: Readonly<Record<string, FactImage>>;
  /** The new blueprint's, where it is another one: orders count by its days. */
  readonly timeZone?: string;
}

/** The new state, and the wait that clients without a wake date get there. */
export interface StateImage {
  readonly to: string;
  readonly wakeIn?: Duration;
}

/** A fact's new path and values. */
export interface FactImage {
  readonly to: string | null;
  readonly values?: Readonly<Record<string, string | null>>;
}
