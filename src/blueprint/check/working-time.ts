import { fault } from '../../errors/problem.ts';
import type { Blueprint } from '../blueprint.ts';
import { surelyWorked } from '../shifts.ts';
import type { Report } from './report.ts';

/** A limit in working hours has to come within ten years, whenever it begins. */
export function checkWorkingTime({ transfers, workingTime }: Blueprint, report: Report): void {
  const worked = surelyWorked(workingTime);
  for (const [id, { handoff }] of Object.entries(transfers)) {
    if (!handoff || handoff.acceptWithinHours <= worked) continue;
    const path = ['transfers', id, 'handoff', 'acceptWithinHours'];
    report(path, fault('NEVER_WORKED', { hours: handoff.acceptWithinHours }));
  }
}
