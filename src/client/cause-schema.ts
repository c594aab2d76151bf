import * as z from 'zod';
import { instantSchema } from '../time/instant-schema.ts';
import { bareCauses, type Cause, planCauses, planMoveCauses } from './cause.ts';
import { shortText as text } from './record-schemas.ts';

const ids = z.array(text).readonly();
const figures = z.strictObject({
  employeeId: text,
  capacity: z.number(),
  openClients: z.number(),
  openHours: z.number(),
  debt: z.number(),
  share: z.number(),
  bonus: z.number(),
  obstacles: z.exactOptional(ids),
});
const maybe = z.exactOptional<typeof text>(text);

/** Admits the cause of an assignment, by its figures. */
export const assignedSchema = z.strictObject({
  code: z.literal('assigned'),
  measure: z.enum(['hours', 'clients']),
  owed: z.number(),
  able: z.int(),
  candidates: z.int(),
  hours: z.exactOptional(z.number()),
  figures: z.exactOptional(z.array(figures).readonly()),
});

/** Admits a {@link Cause}. */
export const causeSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(bareCauses) }),
  z.strictObject({ code: z.literal('text'), text }),
  z.strictObject({ code: z.literal('transfer'), transfer: text }),
  z.strictObject({ code: z.literal('released'), reason: text }),
  assignedSchema,
  z.strictObject({ code: z.literal('nobodyCanTake'), obstacles: ids }),
  z.strictObject({
    code: z.literal('plan'),
    kind: z.enum(planCauses),
    employeeIds: z.exactOptional(ids),
    more: z.exactOptional(z.int().positive()),
    until: z.exactOptional(instantSchema),
    planId: maybe,
    note: maybe,
    move: z.exactOptional(z.enum(planMoveCauses)),
    from: maybe,
    to: maybe,
  }),
]) satisfies z.ZodType<Cause>;
