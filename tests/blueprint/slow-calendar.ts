import type { WorkingTime } from 'sales-conveyor';

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The slow and obvious way to know whether somebody works at a moment: look at the clock on the wall. */
export function slowCalendar(workingTime: WorkingTime, timeZone: string): (at: number) => boolean {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const { holidays, dates = {} } = workingTime;
  const shifts = 'shifts' in workingTime ? workingTime.shifts : [workingTime];
  const spansOf = (noon: Date) => {
    const day = noon.toISOString().slice(0, 10);
    if (holidays.includes(day)) return [];
    return dates[day] ?? shifts.filter(({ days }) => days.includes(noon.getUTCDay() || 7));
  };
  return (at) => {
    const [day = '', time = ''] = wall.format(at).split(', ');
    const today = new Date(`${day}T12:00:00Z`);
    const yesterday = new Date(today.getTime() - 86_400_000);
    const isWithin = (now: number, of: Date) =>
      spansOf(of).some(({ from, to }) => minutes(from) <= now && now < minutes(to));
    return isWithin(minutes(time), today) || isWithin(minutes(time) + 24 * 60, yesterday);
  };
}
