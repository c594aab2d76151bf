import { millisecondsInDay } from 'date-fns/constants';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber, toDayNumber, twoDigits } from './day-number.ts';

/**
 * A moment as ISO-8601 UTC in the one canonical spelling `YYYY-MM-DDTHH:mm:ss.sssZ`, years 0000 to 9999:
 * two instants compare as strings.
 */
export type Instant = string;

const canonicalLength = '2026-01-31T00:00:00.000Z'.length;
/** Canonical beyond doubt, as nearly all instants are: no calendar is needed to see that the day exists. */
export const plainlyCanonical =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const moment =
  /^(\d{4}-(?:0[1-9]|1[0-2])-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The instant of so many milliseconds since 1970; undefined outside the years 0000 to 9999. */
function fromMilliseconds(given: number): Instant | undefined {
  const milliseconds = Math.trunc(given);
  const number = Math.floor(milliseconds / millisecondsInDay);
  const day = fromDayNumber(number);
  if (day === undefined) return undefined;
  const rest = milliseconds - number * millisecondsInDay;
  const [seconds, minutes] = [Math.floor(rest / 1_000), Math.floor(rest / 60_000)];
  return `${day}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${String(rest % 1_000).padStart(3, '0')}Z`;
}

/**
 * The canonical instant of an ISO-8601 text with `Z` or an offset, to the second or finer. `undefined` where
 * it is none.
 */
export function parseInstant(text: string): Instant | undefined {
  const day = moment.exec(text)?.[1];
  return day !== undefined && fromDayNumber(toDayNumber(day)) === day
    ? fromMilliseconds(Date.parse(text))
    : undefined;
}

/**
 * The canonical instant of an ISO-8601 text, of milliseconds since 1970, or of a `Date`. The text is to the
 * second or finer with `Z` or an offset.
 * @throws INVALID_INSTANT
 */
export function toInstant(input: string | number | Date): Instant {
  if (typeof input === 'string' && plainlyCanonical.test(input)) return input;
  if (typeof input === 'number') {
    const instant = fromMilliseconds(input);
    if (instant !== undefined) return instant;
  }
  return withArguments('toInstant', { 'input: .': input }, () => {
    // What is no date has no time: the language would take nothing at all for the year 1970.
    const instant =
      typeof input === 'string' ? parseInstant(input) : fromMilliseconds((input as Date)?.getTime?.());
    if (instant !== undefined) return instant;
    const message = `Not a moment with "Z" or an offset: ${String(input)}`;
    throw new ConveyorError('INVALID_INSTANT', message, { details: { input } });
  });
}

/**
 * Whether a value is an instant in the canonical spelling. Looks at the spelling only: cheap enough for every
 * evaluation.
 */
export function isCanonicalInstant(value: unknown): value is Instant {
  return typeof value === 'string' && value.length === canonicalLength && value.endsWith('Z');
}

/** The later of two instants, or the only one that there is. */
export const later = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b > a ? b : a);

/** The later of two instants of which either may be missing. */
export const laterOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  b === undefined ? a : later(a, b);

/** Orders things by their moments, the earliest first. */
export const byMoment = (a: { readonly at: Instant }, b: { readonly at: Instant }): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : 0;

/** The earlier of two instants, or the only one that there is. */
export const earlier = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b < a ? b : a);
