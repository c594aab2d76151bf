import * as z from 'zod';
import { recordKeySchema } from '../../client/record-schemas.ts';
import { idSchema } from '../../conditions/id-schema.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { toProblems } from '../../errors/problem.ts';

const reason = z.string().min(1).max(1000).optional();

const clientSchema = z.strictObject({
  clientId: idSchema,
  /** Only what is of this person on the client's side. */
  personId: idSchema.optional(),
  /**
   * Texts of the client that mention one of these go too, whatever their capitals: a surname, a number. So do
   * its personal facts.
   */
  naming: z.array(z.string().min(2).max(200)).max(100).default([]),
  /** The id that takes the place of the client's, or of the person's, where that one is personal itself. */
  pseudonym: recordKeySchema.optional(),
  reason,
});

const employeeSchema = z.strictObject({
  employeeId: idSchema,
  /** The id that takes the place of the employee's everywhere. */
  pseudonym: recordKeySchema,
  reason,
});

/** Whose personal data are erased, as input. */
export type ErasureInput = z.input<typeof clientSchema> | z.input<typeof employeeSchema>;

/** The same as parsed. */
export type ClientErasure = z.output<typeof clientSchema>;
export type EmployeeErasure = z.output<typeof employeeSchema>;

/** @throws INVALID_COMMAND listing every fault. */
export function parseErasure(input: unknown): ClientErasure | EmployeeErasure {
  const isOfEmployee = typeof input === 'object' && input !== null && 'employeeId' in input;
  const { data, error } = (isOfEmployee ? employeeSchema : clientSchema).safeParse(input);
  if (error) throw invalidInput('INVALID_COMMAND', 'an erasure', toProblems(error));
  return data;
}
