import * as z from 'zod';
import { idSchema } from '../conditions/id-schema.ts';
import { instantSchema } from '../time/instant-schema.ts';
import { causeSchema } from './cause-schema.ts';
import { shortText as text } from './record-schemas.ts';

const instant = z.exactOptional(instantSchema);

/** What a move takes along is given back as the snapshot had it. */
const receivedSchema = z.strictObject({
  transfer: text,
  from: z.strictObject({ role: text, employeeId: z.exactOptional(idSchema) }),
  to: z.strictObject({ role: text, employeeId: idSchema }),
  acceptedAt: instantSchema,
  firstContactBy: instant,
  endsAt: instant,
});

/** One move of an approved plan of redistribution. */
export const applyRedistributionSchema = z.strictObject({
  type: z.literal('applyRedistribution'),
  clientId: idSchema,
  role: text,
  /** Who holds the client in the role by the plan; `null` is nobody. */
  from: idSchema.nullable(),
  to: idSchema,
  planId: idSchema,
  cause: causeSchema,
  /** By when the new holder is to be introduced to the client. */
  introduceBy: instantSchema.optional(),
  /** Until when the former holder is credited. */
  graceUntil: instantSchema.optional(),
  /**
   * The handoff on which `to` had the client before. They can give it back again, and owe the first contact
   * again.
   */
  received: z.exactOptional(receivedSchema),
});

const custody = { employeeId: idSchema, since: instantSchema };
const nextDeputies = z.array(z.strictObject({ employeeId: idSchema, until: instant })).readonly();

/** Undoes a move of a plan: everything that it took is as it was. */
export const undoRedistributionSchema = z.strictObject({
  type: z.literal('undoRedistribution'),
  clientId: idSchema,
  role: text,
  /** Who holds the client in the role since the plan. */
  from: idSchema,
  planId: idSchema,
  cause: causeSchema,
  /**
   * Custody before the plan; `null` where nobody held the client. A deputy who cannot stand in any more is
   * left out.
   */
  custody: z
    .strictObject({
      ...custody,
      deputy: z.exactOptional(
        z.strictObject({ ...custody, until: instant, followedBy: z.exactOptional(nextDeputies) }),
      ),
      move: z.exactOptional(
        z.strictObject({
          planId: idSchema,
          cause: z.exactOptional(causeSchema),
          why: z.exactOptional(text),
          introduceBy: instant,
          grace: z.exactOptional(z.strictObject({ employeeId: idSchema, until: instantSchema })),
        }),
      ),
    })
    .nullable(),
  /** The handoff on which the holder had the client. */
  received: z.exactOptional(receivedSchema),
  /** The pool that the client was in. */
  pool: z.exactOptional(
    z.strictObject({
      name: text,
      cause: z.exactOptional(causeSchema),
      reason: z.exactOptional(text),
      since: instantSchema,
    }),
  ),
  /** The past move that fell off the snapshot when the plan moved the client. */
  oldestMove: z.exactOptional(z.strictObject({ role: text, planId: idSchema, at: instantSchema })),
});
