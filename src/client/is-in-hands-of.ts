import type { Custody } from './client.ts';

/** Whether the employee holds the client or stands in for the holder. */
export function isInHandsOf(custody: Custody | undefined, employeeId: string): boolean {
  return custody?.employeeId === employeeId || custody?.deputy?.employeeId === employeeId;
}
