import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Report } from '../../blueprint/check/report.ts';
import { canMeet } from '../../conditions/analysis/analyse-condition.ts';
import { checkCondition } from '../../conditions/check-condition.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { fault } from '../faults.ts';
import type { GradeLadder, GradeStep } from './grade-ladder.ts';

/**
 * Every name is declared and every condition suits its facts. It is proven that nobody is moved back and
 * forth: no month can count for going up and, there or where it leads, for going down.
 */
export function checkLadder(
  { roles, grades }: GradeLadder,
  { roles: known, grades: declared }: Blueprint,
  facts: FactSchema,
  report: Report,
): void {
  const names = Object.keys(known);
  for (const [i, role] of roles.entries())
    if (!names.includes(role)) report(['roles', i], unknownName('role', role, names));
  const isSound = (at: number, way: 'promote' | 'demote', step: GradeStep | undefined): step is GradeStep => {
    if (!step) return false;
    const path = ['grades', at, way];
    const isEnd = way === 'promote' ? at === grades.length - 1 : at === 0;
    if (isEnd) report(path, fault('TO_BE_LEFT_OUT'));
    if (step.k > step.n) report([...path, 'k'], fault('TOO_BIG', { most: step.n, of: 'number' }));
    const problems = checkCondition(step.when, facts);
    report([...path, 'when'], problems);
    return !isEnd && step.k <= step.n && problems.length === 0;
  };
  const sound = grades.map(({ grade, promote, demote }, i) => {
    if (!Object.hasOwn(declared, grade))
      report(['grades', i, 'grade'], unknownName('grade', grade, Object.keys(declared)));
    if (grades.findIndex((one) => one.grade === grade) < i)
      report(['grades', i, 'grade'], fault('TWICE', { id: grade }));
    return {
      promote: isSound(i, 'promote', promote) ? promote : undefined,
      demote: isSound(i, 'demote', demote) ? demote : undefined,
    };
  });
  for (const [i, { promote }] of sound.entries()) {
    if (!promote) continue;
    for (const at of [i, i + 1]) {
      const { demote } = sound[at] ?? {};
      if (!demote) continue;
      const { grade: of } = grades[at] as GradeLadder['grades'][number];
      if (canMeet([promote.when, demote.when], facts).verdict !== 'never')
        report(['grades', i, 'promote', 'when'], fault('NO_BAND', { grade: of }));
      // Of the same months fewer than k can count for either way once k count for the other.
      else if (at === i && promote.k + demote.k <= Math.max(promote.n, demote.n))
        report(['grades', i, 'promote', 'k'], fault('BOTH_WAYS', { grade: of }));
    }
  }
}
