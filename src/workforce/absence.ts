import * as z from 'zod';
import { idSchema } from '../conditions/id-schema.ts';
import { issue, onceSound } from '../errors/problem.ts';
import type { Instant } from '../time/instant.ts';
import { dayAsInstantSchema } from '../time/instant-schema.ts';

/** When somebody is away: hours or months, with or without a known end. Absences may overlap. */
export interface Absence {
  readonly id: string;
  readonly kind: 'vacation' | 'illness' | 'training' | 'parental' | 'other';
  readonly from: Instant;
  /** The first moment back; absent while nobody knows. */
  readonly to?: Instant | undefined;
  /** Who stands in meanwhile. The absent one stays the owner of the clients. */
  readonly deputyId?: string | undefined;
}

/** Admits {@link Absence}. */
export const absenceSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['vacation', 'illness', 'training', 'parental', 'other']),
    from: dayAsInstantSchema,
    to: dayAsInstantSchema.optional(),
    deputyId: idSchema.optional(),
  })
  .refine(({ from, to }) => to === undefined || from < to, {
    path: ['to'],
    ...issue('NOT_LATER', { than: 'from' }),
    ...onceSound,
  }) satisfies z.ZodType<Absence>;

/**
 * What of an absence is to change. `to` is the first moment back, `null` that nobody knows; `deputyId` may be
 * `null` for nobody.
 */
export interface AbsenceChange {
  readonly from?: Instant | undefined;
  readonly to?: Instant | null | undefined;
  readonly deputyId?: string | null | undefined;
}

/** Admits {@link AbsenceChange}. */
export const absenceChangeSchema = z.strictObject({
  from: dayAsInstantSchema.optional(),
  to: dayAsInstantSchema.nullable().optional(),
  deputyId: idSchema.nullable().optional(),
}) satisfies z.ZodType<AbsenceChange>;
