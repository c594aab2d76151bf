/**
 * Calendar days, `YYYY-MM-DD`, as numbers: days since 1970-01-01, on the Gregorian calendar of all times.
 * Counted as Howard Hinnant does (`days_from_civil` and `civil_from_days`, public domain): rhythms of
 * purchase ask for it all the time, and a `Date` takes ten times as long.
 */

/** Days from 0000-03-01, the first day of a 400-year cycle that ends with a leap day, to 1970-01-01. */
const EPOCH = 719_468;
const CYCLE = 146_097;
const FIRST = -719_528;
const LAST = 2_932_896;

const digit = (text: string, place: number) => text.charCodeAt(place) - 48;

/** The day's number. Whether the text is a day is not looked at. */
export function toDayNumber(day: string): number {
  const year = digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
  return numberOf(year, digit(day, 5) * 10 + digit(day, 6), digit(day, 8) * 10 + digit(day, 9));
}

/** The day of that number; undefined outside the years 0000 to 9999. */
export function fromDayNumber(number: number): string | undefined {
  if (!(number >= FIRST && number <= LAST)) return undefined;
  const { year, month, day } = partsOf(number);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day so many months later, or earlier: of the same number, or where the month has none, its last. */
export function monthsLater(number: number, months: number): number {
  const { year, month, day } = partsOf(number);
  const first = year * 12 + month - 1 + months;
  const [start, next] = [firstOf(first), firstOf(first + 1)];
  return Math.min(start + day, next) - 1;
}

/** Monday is 1, Sunday 7. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** The first day of a month; months are counted from the year 0 on. */
const firstOf = (months: number) => {
  const year = Math.floor(months / 12);
  return numberOf(year, months - year * 12 + 1, 1);
};

function numberOf(inYear: number, month: number, day: number): number {
  const year = month > 2 ? inYear : inYear - 1;
  const cycle = Math.floor(year / 400);
  const yearOfCycle = year - cycle * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * CYCLE + yearOfCycle * 365 + leapDays + dayOfYear - EPOCH;
}

function partsOf(number: number) {
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
  return { year: cycle * 400 + yearOfCycle + (month > 2 ? 0 : 1), month, day };
}

export const twoDigits = (number: number) => (number < 10 ? `0${number}` : `${number}`);
