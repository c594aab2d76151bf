import * as z from 'zod';
import { recordKeySchema, shortText } from '../../client/record-schemas.ts';
import { idSchema } from '../../conditions/id-schema.ts';
import { admit } from '../../errors/admit.ts';

const reason = shortText.optional();

/** Whose data go: a client's, or those of one person on its side. */
export interface ClientErasureInput {
  readonly clientId: string;
  /** Only what is of this person. */
  readonly personId?: string | undefined;
  /**
   * Texts and personal facts of the client that mention one of these go, too. A surname, say, or a number,
   * whatever its capitals; 2 to 200 characters each. Default none.
   */
  readonly naming?: readonly string[] | undefined;
  /** The id that takes the place of the person's, else of the client's, where that one is personal itself. */
  readonly pseudonym?: string | undefined;
  /** Why, for the log: it stays there, so no name. 1 to 1,000 characters. */
  readonly reason?: string | undefined;
}

/** An employee whose data go. */
export interface EmployeeErasureInput {
  readonly employeeId: string;
  /** The id that takes the place of the employee's everywhere. */
  readonly pseudonym: string;
  /** As of {@link ClientErasureInput}. */
  readonly reason?: string | undefined;
}

/** Whose personal data are erased. */
export type ErasureInput = ClientErasureInput | EmployeeErasureInput;

const clientSchema = z.strictObject({
  clientId: idSchema,
  personId: idSchema.optional(),
  naming: z.array(z.string().min(2).max(200)).max(100).readonly().default([]),
  pseudonym: recordKeySchema.optional(),
  reason,
}) satisfies z.ZodType<unknown, ClientErasureInput>;

const employeeSchema = z.strictObject({
  employeeId: idSchema,
  pseudonym: recordKeySchema,
  reason,
}) satisfies z.ZodType<unknown, EmployeeErasureInput>;

/** The same as parsed. */
export type ClientErasure = z.output<typeof clientSchema>;
export type EmployeeErasure = z.output<typeof employeeSchema>;

/** @throws INVALID_COMMAND listing every fault. */
export function parseErasure(input: unknown): ClientErasure | EmployeeErasure {
  const isOfEmployee = typeof input === 'object' && input !== null && 'employeeId' in input;
  const schema: z.ZodType<ClientErasure | EmployeeErasure> = isOfEmployee ? employeeSchema : clientSchema;
  return admit(schema, input, 'INVALID_COMMAND', 'an erasure');
}
