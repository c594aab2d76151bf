import * as z from 'zod';
import { forms } from '../errors/problem-words.ts';

/**
 * What every store can hold as a key and tell apart. It is well-formed text of 1 to 200 characters without
 * control characters.
 */
export const storeKeySchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, forms.text);

/** Ids of things. A leading `@` marks the events of employees. */
export const idSchema = storeKeySchema.regex(/^(?!@)/, forms.id);
