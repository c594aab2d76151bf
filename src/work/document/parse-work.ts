import type { Blueprint } from '../../blueprint/blueprint.ts';
import { reportTo } from '../../blueprint/check/report.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import type { Problem } from '../../errors/problem.ts';
import { checkWork } from './check-work.ts';
import { type WorkDocument, workSchema } from './work-schema.ts';

/**
 * Validates work in queues against the blueprint whose roles, facts and hours it goes by, and fills in its
 * defaults.
 * @throws INVALID_WORK listing every problem: of shape first, and where the shape is right but for keys that
 *   are not known, of meaning.
 */
export function parseWork(input: unknown, blueprint: Blueprint): WorkDocument {
  return admitWhole(workSchema, input, 'INVALID_WORK', 'work in queues', (work) => {
    const problems: Problem[] = [];
    checkWork(work, blueprint, reportTo(problems));
    return problems;
  });
}
