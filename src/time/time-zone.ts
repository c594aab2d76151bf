import * as z from 'zod';
import { issue } from '../errors/problem.ts';

/** Whether `name` is a time zone that the runtime knows: `UTC`, `Europe/Moscow`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Admits the names of {@link isTimeZone}. */
export const timeZoneSchema = z.string().refine(isTimeZone, issue('NOT_A_TIME_ZONE'));
