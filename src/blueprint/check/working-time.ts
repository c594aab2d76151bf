import type { Blueprint } from '../blueprint.ts';
import { fault } from '../faults.ts';
import { surelyWorked } from '../shifts.ts';
import type { Report } from './report.ts';

/** A limit in working hours has to come within ten years, whenever it begins. */
export function checkWorkingTime({ transfers, workingTime }: Blueprint, report: Report): void {
  const worked = surelyWorked(workingTime);
  const within = (hours: number, path: readonly string[]) => {
    if (hours > worked) report(path, fault('NEVER_WORKED', { hours }));
  };
  for (const [id, { trigger, handoff }] of Object.entries(transfers)) {
    const minutes = trigger.kind === 'time' ? trigger.plusWorkingMinutes : undefined;
    within((minutes ?? 0) / 60, ['transfers', id, 'trigger', 'plusWorkingMinutes']);
    for (const limit of ['acceptWithinHours', 'decideWithinHours'] as const)
      within(handoff?.[limit] ?? 0, ['transfers', id, 'handoff', limit]);
  }
}
