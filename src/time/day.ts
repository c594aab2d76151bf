import { TZDate } from '@date-fns/tz';
import type { Instant } from './instant.ts';

/** The calendar day, `YYYY-MM-DD`, on which an instant falls in an IANA time zone. */
export function dayOf(instant: Instant, timeZone: string): string {
  return (timeZone === 'UTC' ? instant : new TZDate(instant, timeZone).toISOString()).slice(0, 10);
}
