import * as z from 'zod';
import type { Duration } from '../../time/duration.ts';
import { durationSchema } from '../../time/duration-schema.ts';

/** What a name is replaced by: another one, or `null` where what stands under it ends. */
type Renamed = Readonly<Record<string, string | null>>;

/**
 * What somebody decides about the names of the old blueprint that the new one does not have, or has
 * differently.
 */
export interface MigrationDecisions {
  /**
   * Old state to new state. `wakeIn` gives clients a wake date who have none, so long after their migration.
   */
  readonly states?: Readonly<Record<string, string | { readonly to: string; readonly wakeIn?: Duration }>>;
  /** Old role to new role; `null` ends the custody. */
  readonly roles?: Renamed;
  /**
   * By old state, old role to new role, where that differs from what `roles` says. `null` ends the custody
   * there.
   */
  readonly custody?: Readonly<Record<string, Renamed>>;
  /** Old transfer to new transfer; `null` withdraws pending handoffs of it and lets its deadline go. */
  readonly transfers?: Renamed;
  /** Old hold to new hold; `null` releases it. */
  readonly holds?: Renamed;
  /**
   * Old fact to new fact, with values in their new spelling; `null` forgets the fact or the value. Once a
   * fact is decided on, values that do not suit the new declaration are forgotten.
   */
  readonly facts?: Readonly<Record<string, string | null | FactDecision>>;
}

/** A fact's new path, unless it stays, and values that are spelt differently. */
export interface FactDecision {
  readonly to?: string;
  readonly values?: Renamed;
}

const renamed = z.record(z.string(), z.string().nullable());

/** Admits {@link MigrationDecisions}. */
export const migrationDecisionsSchema = z.strictObject({
  states: z.exactOptional(
    z.record(
      z.string(),
      z.union([z.string(), z.strictObject({ to: z.string(), wakeIn: z.exactOptional(durationSchema) })]),
    ),
  ),
  roles: z.exactOptional(renamed),
  custody: z.exactOptional(z.record(z.string(), renamed)),
  transfers: z.exactOptional(renamed),
  holds: z.exactOptional(renamed),
  facts: z.exactOptional(
    z.record(
      z.string(),
      z.union([
        z.string(),
        z.null(),
        z.strictObject({ to: z.exactOptional(z.string()), values: z.exactOptional(renamed) }),
      ]),
    ),
  ),
}) satisfies z.ZodType<MigrationDecisions>;
