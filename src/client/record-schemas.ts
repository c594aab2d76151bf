import * as z from 'zod';
import { idSchema, notBlank } from '../conditions/id-schema.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';
import { addDuration } from '../time/duration.ts';
import { durationSchema } from '../time/duration-schema.ts';
import { countedInstantSchema } from '../time/instant-schema.ts';

/** What people write and name: 1 to 1,000 characters, not all of them blank. */
export const shortText = z.string().min(1).max(1000).regex(notBlank, forms.blank);

/** The longest value of a fact, in letters. Those of a list count together, and one more for each item. */
const LONGEST_FACT = 20_000;

const lengthOf = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce((sum: number, item) => sum + 1 + lengthOfText(item), 0)
    : lengthOfText(value);

const lengthOfText = (value: unknown) => (typeof value === 'string' ? value.length : 0);

/** Values by fact path: every snapshot of the client has them. */
export const factsSchema = z.record(
  z.string(),
  z.unknown().refine((value) => lengthOf(value) <= LONGEST_FACT, issue('TOO_LONG', { most: LONGEST_FACT })),
);

/** An id under which something is kept in a client's plain JSON: no name that every object inherits. */
export const recordKeySchema = idSchema.refine((id) => !(id in {}), issue('RESERVED_NAME'));

/** How often a decision window comes: a day or longer. */
export const intervalSchema = durationSchema.refine(
  (every) => addDuration('2000-01-01T00:00:00.000Z', every, 'UTC') >= '2000-01-02T00:00:00.000Z',
  issue('SHORTER_THAN_DAY'),
);

/** Someone on the client's side. */
export const personFields = {
  name: shortText,
  part: z.enum(['decisionMaker', 'influencer', 'user', 'gatekeeper']),
  reachable: z.boolean().default(true),
};

export const orderLinesSchema = z
  .array(
    z.strictObject({
      product: shortText,
      quantity: z.number().positive(),
      /** What a unit is sold at, and what it costs us. */
      price: z.exactOptional(moneySchema),
      cost: z.exactOptional(moneySchema),
    }),
  )
  .max(10_000);

/** What a unit of a currency is worth in the blueprint's: an exact decimal above 0, as text. */
export const rateSchema = z.string().regex(/^(?!0*(\.0*)?$)\d{1,12}(\.\d{1,12})?$/, forms.rate);

/** An order as it was placed. */
export const orderSchema = z.strictObject({
  id: idSchema,
  /** A sample is no purchase. An order with a total of 0 is one, whatever it is called. */
  kind: z.enum(['regular', 'trial', 'sample']).optional(),
  placedAt: countedInstantSchema,
  total: moneySchema.optional(),
  rate: rateSchema.optional(),
  lines: orderLinesSchema.optional(),
});
