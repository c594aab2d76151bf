import type * as z from 'zod';

/**
 * For a parser: of a key that is not known it tells the keys that are, as the message. `toProblems` reads
 * them there.
 */
export const knowingKeys: z.core.ParseContext<z.core.$ZodIssue> = {
  error: ({ code, inst }) =>
    code === 'unrecognized_keys' && inst
      ? Object.keys((inst._zod.def as Partial<z.core.$ZodObjectDef>).shape ?? {}).join()
      : undefined,
};
