import type { WorkingSpan, WorkingTime } from '../working-time.ts';
import { workingWeek } from '../working-week.ts';

/** The working time in the one way in which its like is written: the shortest, days off by themselves. */
export function plainWorkingTime(workingTime: WorkingTime): WorkingTime {
  const { week, dates } = workingWeek(workingTime);
  const shifts = new Map<string, { days: number[] } & WorkingSpan>();
  for (const [i, spans] of week.entries()) {
    for (const { from, to } of spans) {
      const shift = shifts.get(from + to) ?? { days: [], from, to };
      shifts.set(from + to, { ...shift, days: [...shift.days, i + 1] });
    }
  }
  const [first, ...others] = [...shifts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shift]) => shift);
  const own = Object.entries(dates).filter(([, spans]) => spans.length > 0);
  return {
    ...(first && others.length === 0 ? first : { shifts: first ? [first, ...others] : [] }),
    holidays: Object.keys(dates).filter((day) => dates[day]?.length === 0),
    ...(own.length > 0 && { dates: Object.fromEntries(own) }),
  };
}
