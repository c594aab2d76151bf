import type { Blueprint } from '../../blueprint/blueprint.ts';
import { reportTo } from '../../blueprint/check/report.ts';
import { admit } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import type { Problem } from '../../errors/problem.ts';
import { checkWork } from './check-work.ts';
import { type WorkDocument, workSchema } from './work-schema.ts';

/**
 * Validates work in queues against the blueprint whose roles, facts and hours it goes by, and fills in its
 * defaults.
 * @throws INVALID_WORK listing every problem: of shape first, and where the shape is right, of meaning.
 */
export function parseWork(input: unknown, blueprint: Blueprint): WorkDocument {
  const data = admit(workSchema, input, 'INVALID_WORK', 'work in queues');
  const problems: Problem[] = [];
  checkWork(data, blueprint, reportTo(problems));
  if (problems.length > 0) throw invalidInput('INVALID_WORK', 'work in queues', problems);
  return data;
}
