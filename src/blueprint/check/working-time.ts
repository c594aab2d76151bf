import { toDayNumber } from '../../time/day-number.ts';
import type { Blueprint } from '../blueprint.ts';
import { fault } from '../faults.ts';
import { isWorkingHours } from '../time-limit.ts';
import type { WorkingTime } from '../working-time.ts';
import { minutesTo, spansOn, surelyWorked, type WorkingWeek, workingWeek } from '../working-week.ts';
import type { Report } from './report.ts';

const MINUTES_IN_DAY = 24 * 60;

/**
 * Work overlaps no other work, and a limit in working hours comes within ten years, whenever it begins. So it
 * is for the department, and for roles which have hours of their own.
 */
export function checkWorkingTime({ transfers, workingTime, roles }: Blueprint, report: Report): void {
  const worked = new Map([['', checkWeek(workingTime, ['workingTime'], report)]]);
  for (const [role, { workingHours }] of Object.entries(roles))
    if (workingHours) worked.set(role, checkWeek(workingHours, ['roles', role, 'workingHours'], report));
  const within = (hours: number, role: string, path: readonly string[]) => {
    if (hours > (worked.get(role) ?? worked.get('') ?? 0)) report(path, fault('NEVER_WORKED', { hours }));
  };
  for (const [id, { trigger, handoff }] of Object.entries(transfers)) {
    const minutes = trigger.kind === 'time' ? trigger.plusWorkingMinutes : undefined;
    within((minutes ?? 0) / 60, '', ['transfers', id, 'trigger', 'plusWorkingMinutes']);
    if (!handoff) continue;
    const { to, escalateTo } = handoff;
    const owedBy = { acceptWithin: to, firstContactWithin: to, decideWithin: escalateTo };
    for (const [name, role] of Object.entries(owedBy)) {
      const limit = handoff[name as keyof typeof owedBy];
      if (limit && isWorkingHours(limit))
        within(limit.workingHours, role, ['transfers', id, 'handoff', name, 'workingHours']);
    }
  }
}

/** How many hours are surely worked within ten years; what overlaps is reported. */
export function checkWeek(workingTime: WorkingTime, path: readonly string[], report: Report): number {
  const { holidays, dates = {} } = workingTime;
  for (const day of holidays.filter((day) => Object.hasOwn(dates, day)))
    report([...path, 'dates', day], fault('TO_BE_LEFT_OUT'));
  const week = workingWeek(workingTime);
  const everyWeek = week.week.flatMap((_, day) => overlapsFrom(day, { ...week, dates: {} }));
  for (const [span, other] of unique(everyWeek))
    report('shifts' in workingTime ? [...path, 'shifts'] : path, fault('OVERLAPS', { span, other }));
  for (const day of Object.keys(dates)) {
    const number = toDayNumber(day);
    const around = [...overlapsFrom(number - 1, week), ...overlapsFrom(number, week)];
    for (const [span, other] of unique(around))
      report([...path, 'dates', day], fault('OVERLAPS', { span, other }));
  }
  return surelyWorked(week);
}

type Overlap = readonly [span: string, other: string];

/** The spans that begin on a day and end only after the next one has begun, with that one. */
function overlapsFrom(day: number, week: WorkingWeek): Overlap[] {
  const on = (offset: number) =>
    spansOn(week, day + offset).map(({ from, to }) => ({
      said: `${from}–${to}`,
      begins: offset * MINUTES_IN_DAY + minutesTo(from),
      ends: offset * MINUTES_IN_DAY + minutesTo(to),
    }));
  const spans = on(0);
  const later = [...spans, ...on(1)];
  return spans.flatMap(({ said, ends }, i): Overlap[] => {
    const next = later[i + 1];
    return next && next.begins < ends ? [[said, next.said]] : [];
  });
}

const unique = (overlaps: readonly Overlap[]) => [
  ...new Map(overlaps.map((overlap) => [overlap.join(), overlap])).values(),
];
