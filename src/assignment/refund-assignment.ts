import { withArguments } from '../errors/with-arguments.ts';
import { mondayOf } from '../time/calendar-day.ts';
import { assertAmount } from './amount.ts';
import type { AssignmentAccount, AssignmentLedger } from './ledger.ts';

/** A charge as it was made. */
export interface AssignmentCharge {
  readonly employeeId: string;
  readonly amount: number;
  /**
   * `YYYY-MM-DD` in the department's zone: the day of the assignment. With it, the caps of that day and week
   * have room again.
   */
  readonly day?: string;
}

/**
 * Takes a charge back. It is as if the employee had not been given the client, yet everybody had been
 * entitled to their part of it. The client's next assignment is to name the amount as `refunded`, so that
 * nobody is entitled to it twice.
 */
export function refundAssignment(ledger: AssignmentLedger, charge: AssignmentCharge): AssignmentLedger {
  return withArguments('refundAssignment', { ledger, charge }, () => {
    assertAmount('refundAssignment', 'charge.amount', charge.amount);
    return counted(ledger, charge, -1);
  });
}

/**
 * Makes a charge again that was taken back, as if it never had been. The client came back to the employee.
 */
export function undoRefund(ledger: AssignmentLedger, charge: AssignmentCharge): AssignmentLedger {
  return counted(ledger, charge, 1);
}

function counted(
  ledger: AssignmentLedger,
  { employeeId, amount, day }: AssignmentCharge,
  sign: 1 | -1,
): AssignmentLedger {
  const change = sign * amount;
  const entries = ledger.entries.map((entry) =>
    entry.employeeId === employeeId
      ? {
          ...entry,
          received: entry.received + change,
          debt: entry.debt - change,
          ...latestWith(entry, day, sign),
        }
      : entry,
  );
  return { ...ledger, entries, refunded: ledger.refunded - change };
}

/**
 * The latest assignment's counts, changed by one of that day. Each changes only if it is of that day, or of
 * its week.
 */
function latestWith(
  { latest }: AssignmentAccount,
  day: string | undefined,
  sign: 1 | -1,
): Pick<AssignmentAccount, 'latest'> {
  if (!latest || day === undefined) return {};
  const onDay = latest.onDay + (latest.day === day ? sign : 0);
  const inWeek = latest.inWeek + (latest.week === mondayOf(day) ? sign : 0);
  return { latest: { ...latest, onDay, inWeek } };
}
