import type { Instant } from '../../src/time/instant.ts';

/** What a clock on the wall shows, told by `Intl` alone: an oracle that shares no code with the library. */
export interface WallClock {
  readonly text: string;
  /** The same reading as if in UTC. */
  readonly asUtc: number;
  /** Months clamp at their end, then days follow. */
  plus(months: number, days: number): WallClock;
  existsIn(timeZone: string): boolean;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function wallClockAt(instant: Instant | number, timeZone: string): WallClock {
  const format = formats.get(timeZone) ?? formatIn(timeZone);
  formats.set(timeZone, format);
  return wallClock(Date.parse(`${format.format(new Date(instant)).replace(' ', 'T').replace(',', '.')}Z`));
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const numeric = '2-digit';
  const day = { year: 'numeric', month: numeric, day: numeric } as const;
  const time = { hour: numeric, minute: numeric, second: numeric, fractionalSecondDigits: 3 } as const;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, ...day, ...time, hourCycle: 'h23' });
}

function wallClock(asUtc: number): WallClock {
  const text = new Date(asUtc).toISOString().slice(0, -1);
  return {
    text,
    asUtc,
    plus(months, days) {
      const date = new Date(asUtc);
      const day = date.getUTCDate();
      date.setUTCDate(1);
      date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
      date.setUTCDate(Math.min(day, date.getUTCDate()) + days);
      return wallClock(date.getTime());
    },
    existsIn(timeZone) {
      const quarters = Array.from({ length: 27 * 8 }, (_, index) => asUtc + (index - 27 * 4) * 900_000);
      return quarters.some((moment) => wallClockAt(moment, timeZone).asUtc === asUtc);
    },
  };
}
