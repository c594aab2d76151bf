import { endOffer } from '../../assignment/offered.ts';
import { refundAssignment } from '../../assignment/refund-assignment.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { Accounts, KeptCharge } from './accounts.ts';

/** An offer that was dealt is accepted by the one it was dealt to: the charge stays. */
export function keepOffer(ledgers: Accounts, client: ClientInRole): void {
  const charge = ledgers.chargeFor(client);
  if (!charge?.offered) return;
  const { offered, ...kept } = charge;
  const ledger = endOffer(ledgers.of(client.role), { ...offered, employeeId: charge.employeeId });
  ledgers.enter(client, ledger, kept);
}

/** An offer that was dealt has come to nothing: the charge is taken back. */
export function refundOffer(ledgers: Accounts, client: ClientInRole, timeZone: string): void {
  if (!ledgers.chargeFor(client)?.offered) return;
  keepOffer(ledgers, client);
  takeBack(ledgers, client, ledgers.chargeFor(client) as KeptCharge, timeZone);
}

/** The charge is refunded. */
export function takeBack(
  ledgers: Accounts,
  client: ClientInRole,
  charge: KeptCharge,
  timeZone: string,
): void {
  const ledger = refundAssignment(ledgers.of(client.role), { ...charge, day: dayOf(charge.at, timeZone) });
  ledgers.enter(client, ledger, { ...charge, refunded: true });
}
