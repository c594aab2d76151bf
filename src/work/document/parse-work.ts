import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Report } from '../../blueprint/check/report.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { knowingKeys } from '../../errors/knowing-keys.ts';
import { type Problem, problemsUnder, toProblems } from '../../errors/problem.ts';
import { checkWork } from './check-work.ts';
import { type WorkDocument, workSchema } from './work-schema.ts';

/**
 * Validates work in queues against the blueprint whose roles, facts and hours it goes by, and fills in its
 * defaults.
 * @throws INVALID_WORK listing every problem: of shape first, and where the shape is right, of meaning.
 */
export function parseWork(input: unknown, blueprint: Blueprint): WorkDocument {
  const { data, error } = workSchema.safeParse(input, knowingKeys);
  if (error) throw invalidInput('INVALID_WORK', 'work in queues', toProblems(error));
  const problems: Problem[] = [];
  const report: Report = (path, wrong) => {
    problems.push(...problemsUnder(path, 'code' in wrong ? [{ path: '', ...wrong }] : wrong));
  };
  checkWork(data, blueprint, report);
  if (problems.length > 0) throw invalidInput('INVALID_WORK', 'work in queues', problems);
  return data;
}
