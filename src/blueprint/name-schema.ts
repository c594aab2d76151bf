import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';

/** A name that a document uses. */
export const nameSchema = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z][\w-]*$/, forms.name);
/** A name being declared: none that every object has anyway. */
export const declaredNameSchema = nameSchema.refine((text) => !(text in {}), issue('RESERVED_NAME'));

/** Things by the names that they are declared under. */
export const namedSchema = <T extends z.ZodType>(value: T) => z.record(declaredNameSchema, value);
