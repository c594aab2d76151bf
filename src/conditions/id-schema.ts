import * as z from 'zod';
import { forms } from '../errors/problem-words.ts';

/** A character that is seen, or nothing at all: that is told as what it is. */
export const notBlank = /^$|[^\s\p{Cf}]/u;

/**
 * What every store can hold as a key and people can tell apart. It is well-formed text of 1 to 200 characters
 * without control characters, and not blank.
 */
export const storeKeySchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, forms.text)
  .regex(notBlank, forms.blank);

/** Ids of things. A leading `@` marks the events of employees. */
export const idSchema = storeKeySchema.regex(/^(?!@)/, forms.id);
