import { withArguments } from '../errors/with-arguments.ts';
import { assignNext } from './assign-next.ts';
import type { AssignmentCandidate, AssignmentRequest } from './candidate.ts';
import type { AssignmentLedger } from './ledger.ts';
import type { AssignmentOutcome } from './outcome.ts';
import type { AssignmentPolicy } from './policy.ts';

/**
 * A client and who might get it. Each candidate comes with the clients held before any of the batch was
 * assigned.
 */
export interface AssignmentEntry {
  readonly request: AssignmentRequest;
  readonly candidates: readonly AssignmentCandidate[];
}

/**
 * Decides on many clients of one role in order, exactly as `assignNext` does one by one. Each finds its
 * candidates with what those before it have given them.
 * @throws INVALID_ASSIGNMENT as `assignNext`.
 */
export function assignMany(
  entries: readonly AssignmentEntry[],
  ledger: AssignmentLedger,
  policy: AssignmentPolicy,
): { readonly outcomes: readonly AssignmentOutcome[]; readonly ledger: AssignmentLedger } {
  return withArguments('assignMany', { 'entries: array': entries, ledger, policy }, () =>
    assignInOrder(entries, ledger, policy),
  );
}

function assignInOrder(
  entries: readonly AssignmentEntry[],
  ledger: AssignmentLedger,
  policy: AssignmentPolicy,
): { readonly outcomes: readonly AssignmentOutcome[]; readonly ledger: AssignmentLedger } {
  const given = new Map<string, { clients: number; hours: number }>();
  const outcomes: AssignmentOutcome[] = [];
  let after = ledger;
  for (const { request, candidates } of entries) {
    const current = candidates.map((candidate): AssignmentCandidate => {
      const more = given.get(candidate.employeeId);
      if (!more) return candidate;
      const { openClients, openHours } = candidate;
      return { ...candidate, openClients: openClients + more.clients, openHours: openHours + more.hours };
    });
    const decision = assignNext(request, current, after, policy);
    outcomes.push(decision.outcome);
    after = decision.ledger;
    if (!('employeeId' in decision.outcome)) continue;
    const { employeeId } = decision.outcome;
    const { clients, hours } = given.get(employeeId) ?? { clients: 0, hours: 0 };
    given.set(employeeId, { clients: clients + 1, hours: hours + request.hours });
  }
  return { outcomes, ledger: after };
}
