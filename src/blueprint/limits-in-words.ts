import type { Counted } from '../locales/condition-phrases.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import type { Duration } from '../time/duration.ts';
import { isWorkingHours, type TimeLimit } from './time-limit.ts';

interface Said {
  number(value: number): string;
  duration(value: Duration): Counted;
}

/** How spans of working time, and limits of either kind, are said. */
export function limitsInWords({ regulation, tag }: Dictionary, { number, duration }: Said) {
  const plural = new Intl.PluralRules(tag);
  const workingHours = (hours: number): Counted =>
    regulation.workingHoursCount(number(hours), plural.select(hours));
  return {
    workingHours,
    limit: (value: TimeLimit): Counted =>
      isWorkingHours(value) ? workingHours(value.workingHours) : duration(value),
  };
}
