import { millisecondsInDay } from 'date-fns/constants';

/** Both ends of a day that is looked at must be moments that a `Date` can be. */
const LAST = 8.64e15 - 2 * millisecondsInDay;
/** So many days are remembered per zone: two centuries. */
const REMEMBERED = 73_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** The offset as each day of UTC begins, by the day's number. */
  readonly offsets: Map<number, number>;
}

const zones = new Map<string, Zone>();

/**
 * How far the clocks of an IANA time zone are ahead of UTC at a moment, in milliseconds. The moment is in
 * milliseconds since 1970. Told by `Intl` alone, so the same on every host. NaN where there is no such zone
 * or moment.
 */
export function offsetAt(moment: number, timeZone: string): number {
  const zone = zones.get(timeZone) ?? opened(timeZone);
  if (!zone || !(Math.abs(moment) <= LAST)) return Number.NaN;
  const day = Math.floor(moment / millisecondsInDay);
  const offset = offsetAtStart(day, zone);
  // Clocks that show the same at both ends of a day have not been changed on it.
  return offset === offsetAtStart(day + 1, zone) ? offset : readOffset(moment, zone);
}

/** What the clocks of a zone show at a moment, as if it were UTC. */
export const onClock = (moment: number, timeZone: string): number => moment + offsetAt(moment, timeZone);

/**
 * The moment at which the clocks of a zone show a time, given as if it were UTC. A time that comes twice is
 * the first of the two, or the `second` if asked for; one that never comes is as much later as the clocks
 * were put forward.
 */
export function fromClock(shown: number, timeZone: string, which: 'first' | 'second' = 'first'): number {
  const [before, after] = [
    offsetAt(shown - millisecondsInDay, timeZone),
    offsetAt(shown + millisecondsInDay, timeZone),
  ];
  const [one, other] = [shown - before, shown - after];
  if (before === after) return one;
  const isOne = offsetAt(one, timeZone) === before;
  const isOther = offsetAt(other, timeZone) === after;
  if (isOne && isOther) return which === 'first' ? Math.min(one, other) : Math.max(one, other);
  return isOther ? other : one;
}

function opened(timeZone: string): Zone | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const zone: Zone = { format, offsets: new Map() };
    zones.set(timeZone, zone);
    return zone;
  } catch {
    return undefined;
  }
}

function offsetAtStart(day: number, zone: Zone): number {
  const { offsets } = zone;
  const known = offsets.get(day);
  if (known !== undefined) return known;
  if (offsets.size >= REMEMBERED) offsets.clear();
  const offset = readOffset(day * millisecondsInDay, zone);
  offsets.set(day, offset);
  return offset;
}

/** `GMT`, `GMT+03:00`, before standard time `GMT+02:30:17`. */
function readOffset(moment: number, { format }: Zone): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(moment)) ?? [];
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -offset : offset;
}
