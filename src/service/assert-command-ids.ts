import { storeKeySchema } from '../conditions/id-schema.ts';
import { examine } from '../errors/admit.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { type Problem, problemsUnder } from '../errors/problem.ts';

/**
 * A command's id, as far as the caller gives one. Made once: to make a schema takes longer than to use it.
 * Marked as pure, so that a bundle that does not use it can do without the schemas of commands and employees,
 * too.
 */
const commandIdSchema = /* @__PURE__ */ storeKeySchema.optional();

/** What is wrong with a command's id. */
export function commandIdProblems(commandId: unknown): readonly Problem[] {
  return problemsUnder(['commandId'], examine(commandIdSchema, commandId).problems);
}

/** @throws INVALID_COMMAND */
export function assertCommandIds(commandIds: readonly (string | undefined)[]): void {
  const problems = commandIds.flatMap(commandIdProblems);
  if (problems.length > 0) throw invalidInput('INVALID_COMMAND', 'a command', problems);
}
