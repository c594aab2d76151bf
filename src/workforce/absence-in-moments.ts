import * as z from 'zod';
import { endOfDay, startOfDay } from '../time/calendar-day.ts';

const isDay = (value: unknown): value is string => z.iso.date().safeParse(value).success;

/**
 * An absence, or a change of one, of which days were told. They are whole days in the department's time zone,
 * the last one too. Moments stay as they are.
 */
export function inMoments<Told extends { readonly from?: unknown; readonly to?: unknown }>(
  told: Told,
  timeZone: string,
): Told {
  const { from, to } = told;
  return {
    ...told,
    ...(isDay(from) && { from: startOfDay(from, timeZone) }),
    ...(isDay(to) && { to: endOfDay(to, timeZone) }),
  };
}
