import type * as z from 'zod';
import type { ConveyorErrorCode } from './conveyor-error.ts';
import { invalidInput } from './invalid-input.ts';
import { type Problem, toProblems } from './problem.ts';

/** An input as its schema makes it, or every fault of it. */
type Examined<Output> =
  | { readonly data: Output; readonly problems: readonly [] }
  | { readonly data?: undefined; readonly problems: readonly Problem[] };

/** What a schema says of an input. Of an unknown key it is the known one that was probably meant. */
export function examine<Output>(schema: z.ZodType<Output>, input: unknown): Examined<Output> {
  const { data, error } = schema.safeParse(input, knowingKeys);
  return error ? { problems: toProblems(error) } : { data, problems: [] };
}

/**
 * The input as its schema makes it.
 * @throws The code that is named, with every fault; `what` is `a command`, `an employee`.
 */
export function admit<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  code: ConveyorErrorCode,
  what: string,
): Output {
  const { data, problems } = examine(schema, input);
  if (problems.length > 0) throw invalidInput(code, what, problems);
  return data as Output;
}

/**
 * Of a key that is not known, the keys that are stand in the message. `toProblems` reads them there, and what
 * was given.
 */
const knowingKeys: z.core.ParseContext<z.core.$ZodIssue> = {
  reportInput: true,
  error: ({ code, inst }) =>
    code === 'unrecognized_keys' && inst
      ? Object.keys((inst._zod.def as Partial<z.core.$ZodObjectDef>).shape ?? {}).join()
      : undefined,
};
