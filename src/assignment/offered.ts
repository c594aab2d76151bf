import { withArguments } from '../errors/with-arguments.ts';
import { assertAmount } from './amount.ts';
import type { AssignmentCandidate } from './candidate.ts';
import type { AssignmentAccount, AssignmentLedger } from './ledger.ts';

/** The candidate with what was dealt to them as offers and is not answered yet, as if they held it. */
export function withOffered(
  candidate: AssignmentCandidate,
  { offered }: Pick<AssignmentAccount, 'offered'> = {},
): AssignmentCandidate {
  if (!offered) return candidate;
  const { openClients, openHours } = candidate;
  return { ...candidate, openClients: openClients + offered.clients, openHours: openHours + offered.hours };
}

/** What is offered to the holder of the account, with one client more. */
export const moreOffered = ({ offered }: AssignmentAccount, hours: number) => ({
  clients: (offered?.clients ?? 0) + 1,
  hours: (offered?.hours ?? 0) + hours,
});

/**
 * An offer is answered or has ended: its client no longer counts as held beside those that are. What it was
 * charged stays, unless it is refunded.
 */
export function endOffer(
  ledger: AssignmentLedger,
  offer: { readonly employeeId: string; readonly hours: number },
): AssignmentLedger {
  const given = { ledger, offer, 'offer.employeeId: string': offer?.employeeId };
  return withArguments('endOffer', given, () => {
    assertAmount('endOffer', 'offer.hours', offer.hours);
    const entries = ledger.entries.map((account) => {
      if (account.employeeId !== offer.employeeId || !account.offered) return account;
      const { offered, ...rest } = account;
      const clients = offered.clients - 1;
      return clients > 0 ? { ...rest, offered: { clients, hours: offered.hours - offer.hours } } : rest;
    });
    return { ...ledger, entries };
  });
}
