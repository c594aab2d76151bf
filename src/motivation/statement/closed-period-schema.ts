import * as z from 'zod';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import type { ClosedPeriod } from './closing.ts';

/** As exact results are said: below 0, too, and longer than anybody writes them. */
const exact = z.string().regex(/^-?\d+(\.\d+)?(\/\d+)?$/);
const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const amount = z.int();
const eventIds = z.array(z.string());
const plan = { plan: z.string(), version: z.int() };

const line = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('salary'), rule: z.looseObject(plan), amount, because: eventIds }),
  z.looseObject({
    kind: z.literal('component'),
    rule: z.looseObject({ ...plan, component: z.string() }),
    measure: exact,
    of: exact.optional(),
    quota: exact.optional(),
    credits: z.array(
      z.looseObject({ clientId: z.string(), eventId: z.string(), orderId: z.string().optional() }),
    ),
    amount,
    because: eventIds,
  }),
]);

const statement = z.looseObject({
  employeeId: storeKeySchema,
  period,
  currency: z.string(),
  lines: z.array(line),
  total: amount,
});

const adjustment = z.looseObject({
  period,
  late: z.enum(['adjust', 'restate', 'freeze']),
  difference: amount,
  lines: z.array(
    z.looseObject({
      rule: z.looseObject({ ...plan, component: z.string().optional() }),
      before: amount,
      now: amount,
    }),
  ),
  revision: z.int().optional(),
  statement: statement.optional(),
});

const closedPeriodSchema = z.looseObject({
  employeeId: storeKeySchema,
  period,
  knownAt: instantSchema,
  statement,
  adjustments: z.array(adjustment),
  payment: z.looseObject({ owed: amount }),
});

/** Closed months that were kept and are given again: all that is read of them is there. */
export const closedPeriodsSchema = z.array(closedPeriodSchema) as unknown as z.ZodType<
  readonly ClosedPeriod[]
>;
