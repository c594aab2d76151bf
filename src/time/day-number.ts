/**
 * Calendar days, `YYYY-MM-DD`, as numbers: days since 1970-01-01, on the Gregorian calendar of all times. Counted as Howard Hinnant does
 * (`days_from_civil` and `civil_from_days`, public domain): rhythms of purchase ask for it all the time, and a `Date` takes ten times as long.
 */

/** Days from 0000-03-01, the first day of a 400-year cycle that ends with a leap day, to 1970-01-01. */
const EPOCH = 719_468;
const CYCLE = 146_097;
const FIRST = -719_528;
const LAST = 2_932_896;

const digit = (text: string, place: number) => text.charCodeAt(place) - 48;

/** The day's number. Whether the text is a day is not looked at. */
export function toDayNumber(day: string): number {
  const month = digit(day, 5) * 10 + digit(day, 6);
  const year =
    digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3) - (month > 2 ? 0 : 1);
  const cycle = Math.floor(year / 400);
  const yearOfCycle = year - cycle * 400;
  const dayOfYear =
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digit(day, 8) * 10 + digit(day, 9) - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * CYCLE + yearOfCycle * 365 + leapDays + dayOfYear - EPOCH;
}

/** The day of that number; undefined outside the years 0000 to 9999. */
export function fromDayNumber(number: number): string | undefined {
  if (!(number >= FIRST && number <= LAST)) return undefined;
  const count = number + EPOCH;
  const cycle = Math.floor(count / CYCLE);
  const dayOfCycle = count - cycle * CYCLE;
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = cycle * 400 + yearOfCycle + (month > 2 ? 0 : 1);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits(month)}-${twoDigits(day)}`;
}

const twoDigits = (number: number) => (number < 10 ? `0${number}` : `${number}`);
