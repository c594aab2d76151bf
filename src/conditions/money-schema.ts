import * as z from 'zod';
import { forms } from '../errors/problem-words.ts';

/** Whole minor units, a currency of three capital letters. */
export const moneySchema = z.strictObject({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/, forms.currency),
});
