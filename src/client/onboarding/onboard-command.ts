import * as z from 'zod';
import { idSchema } from '../../conditions/id-schema.ts';
import { issue } from '../../errors/problem.ts';
import { countedInstantSchema, instantSchema } from '../../time/instant-schema.ts';
import { KEPT_RECORDS, mayAmountTo, moneyKinds } from '../order-money.ts';
import {
  factsSchema,
  intervalSchema,
  orderSchema,
  personFields,
  recordKeySchema,
  shortText as text,
} from '../record-schemas.ts';

const instant = instantSchema.optional();
const past = countedInstantSchema.optional();
const count = z.int().min(0).optional();

/** Who holds the client, as the other system has it. */
const holderSchema = z.strictObject({
  employeeId: idSchema,
  /**
   * Default: since the client was registered, the one before them let go, or they were hired, whatever is
   * latest.
   */
  since: past,
  deputy: z.strictObject({ employeeId: idSchema, until: instant }).optional(),
});

const moneyRecordSchema = z
  .strictObject({ id: idSchema, kind: z.enum(moneyKinds), amount: z.int(), at: countedInstantSchema })
  .refine(({ kind, amount }) => mayAmountTo(kind, amount), {
    ...issue('TOO_SMALL', { above: 0, of: 'number' }),
    path: ['amount'],
  });

/**
 * A client as another system leaves it. All at once, so that time acts on the whole and never on a half. What
 * comes with a date may come in any order.
 */
export const onboardSchema = z.strictObject({
  type: z.literal('onboard'),
  clientId: idSchema,
  /** One of the blueprint's entries. */
  source: text,
  /** Where the client comes from, and by which ids it goes there or elsewhere: by what kind of id. */
  from: z.strictObject({ system: text, ids: z.record(recordKeySchema, text).optional() }).optional(),
  /** Since when there is the client. Default: the earliest moment that is told of it, or now. */
  registeredAt: past,
  /** When the other system was asked: as of then facts, people and windows are known. Default now. */
  knownAt: past,
  /**
   * Where the client stands, before time acts. Without it the client lives through all that is told with a
   * date, from the entry's state on, each at its time.
   */
  stands: z
    .strictObject({
      state: text,
      /** Default: since it was registered. */
      since: past,
      /** Where the state waits for a date. */
      wakeAt: instant,
    })
    .optional(),
  /** By role. */
  holders: z.record(text, holderSchema).optional(),
  /**
   * What happens where holders and deputies are unfit. The command is refused, or the client waits in the
   * pool and the event says who was named. Default `refuse`.
   */
  unfitHolders: z.enum(['refuse', 'leaveOut']).default('refuse'),
  /** Who held it before, so that it is known for every day. They need not be on the staff any more. */
  pastHolders: z
    .array(
      z.strictObject({
        role: text,
        employeeId: idSchema,
        since: countedInstantSchema,
        until: countedInstantSchema,
      }),
    )
    .max(1_000)
    .optional(),
  /** Handoffs that were accepted. */
  pastHandoffs: z
    .array(
      z.strictObject({
        transfer: text,
        /** Who gave the client, in the role that starts the transfer. */
        from: z.strictObject({ role: text, employeeId: z.exactOptional(idSchema) }),
        /** Who received it, in the handoff's role. */
        employeeId: idSchema,
        at: countedInstantSchema,
      }),
    )
    .max(1_000)
    .optional(),
  facts: factsSchema.optional(),
  people: z.record(recordKeySchema, z.strictObject(personFields)).optional(),
  /** Decision windows, as the command `recordWindow` takes them. */
  windows: z
    .record(
      recordKeySchema,
      z.strictObject({ category: text, decidesAt: countedInstantSchema, every: intervalSchema.optional() }),
    )
    .optional(),
  /** Holds in place. `since` defaults to now. */
  holds: z.record(text, z.strictObject({ reason: text, since: past, until: instant })).optional(),
  /** As far as it is known; there are at least as many contacts as are dated. */
  contacts: z.strictObject({ count, lastAt: past, twoWay: count, lastTwoWayAt: past }).optional(),
  orders: z
    .array(
      orderSchema.extend({
        shippedAt: past,
        paidAt: past,
        cancelledAt: past,
        returnedAt: past,
        /** What was paid in parts, credited and the like, in minor units of the total's currency. */
        money: z.array(moneyRecordSchema).max(KEPT_RECORDS).optional(),
      }),
    )
    .max(100_000)
    .optional(),
});
