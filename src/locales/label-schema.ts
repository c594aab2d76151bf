import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';

/** A name in one language. */
export const labelTextSchema = z.string().trim().min(1).max(200);
/** The code of a language. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, forms.language);

/** Names by language. */
export const labelRecordSchema = z
  .record(languageSchema, labelTextSchema)
  .refine((label) => Object.keys(label).length > 0, issue('NO_NAME'));

/** No name is empty or longer than 200 characters. */
export const labelSchema = z.union([labelTextSchema, labelRecordSchema]);
