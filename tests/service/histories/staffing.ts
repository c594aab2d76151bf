import { DAY, instantAt } from '../../client/life-script.ts';
import type { UnderWay } from './under-way.ts';

/** Somebody leaves, comes back, or is away: be it that their colleague stands in. */
export async function staff(history: UnderWay): Promise<void> {
  const { side } = history;
  const by = { by: 'head' };
  const everybody = (await side.sales.employees.list()).filter(({ id }) => id !== 'head');
  const employee = history.some(everybody);
  if (!employee) return;
  const { id, leftAt, roles, absences = [] } = employee;
  if (leftAt) return history.hire(id, roles);
  if (history.random() < 0.3) {
    const left = await side.all('leave', ({ employees }) =>
      employees.leave(id, { ...by, reason: 'moved away' }),
    );
    history.lastLeaving = side.time;
    if (left?.ok) history.count('leave');
  } else if (absences.length > 2) {
    const absenceId = absences[0]?.id ?? '';
    await side.all('cancel', ({ employees }) => employees.cancelAbsence(id, absenceId, by));
    history.count('absence cancelled');
  } else {
    const from = instantAt(side.time + history.random() * 2 * DAY);
    const to = instantAt(Date.parse(from) + (1 + history.random() * 20) * DAY);
    const deputyId = everybody.find((one) => one.id !== id && !one.leftAt && one.roles[0] === roles[0])?.id;
    const absence = { kind: 'vacation', from, to, ...(deputyId && { deputyId }) } as const;
    await side.all('absence', ({ employees }) => employees.recordAbsence(id, absence, by));
    history.count(deputyId ? 'absence with a deputy' : 'absence');
  }
}
