import type { AssignmentLedger } from './ledger.ts';

/** A charge as it was made. */
export interface AssignmentCharge {
  readonly employeeId: string;
  readonly amount: number;
}

/**
 * Takes a charge back: as if the employee had not been given the client, yet everybody had been entitled to their part of it. The
 * client's next assignment is to name the amount as `refunded`, so that nobody is entitled to it twice.
 */
export function refundAssignment(
  ledger: AssignmentLedger,
  { employeeId, amount }: AssignmentCharge,
): AssignmentLedger {
  const entries = ledger.entries.map((entry) =>
    entry.employeeId === employeeId
      ? { ...entry, received: entry.received - amount, debt: entry.debt + amount }
      : entry,
  );
  return { ...ledger, entries, refunded: ledger.refunded + amount };
}
