import type { Dictionary } from '../../locales/dictionary.ts';

/** How days are called in one language. */
export interface DayWords {
  /** Of the calendar, `YYYY-MM-DD`. */
  day(day: string): string;
  /** In short, by its ISO number. */
  weekday(day: number): string;
  /** The zone as people call it, such as Moscow; without a name of its own by its id. */
  readonly timeZone: string | undefined;
}

export const dayWords = (
  { tag, dateStyle }: Pick<Dictionary, 'tag' | 'dateStyle'>,
  timeZone: string | undefined,
): DayWords => ({
  day: (day) => new Intl.DateTimeFormat(tag, { dateStyle, timeZone: 'UTC' }).format(new Date(day)),
  // 1 January 2024 was a Monday.
  weekday: (day) =>
    new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
  timeZone: timeZone && zoneIn(tag, timeZone),
});

function zoneIn(tag: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(0);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
  // What has no name is said by its distance from Greenwich.
  return !name || name.startsWith('GMT') ? timeZone : name;
}
