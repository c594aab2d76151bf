import type { AssignmentPolicy } from '../../assignment/policy.ts';
import { undoRefund } from '../../assignment/refund-assignment.ts';
import type { Command } from '../../client/command.ts';
import type { ClientEvent } from '../../client/event.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Commit } from '../../storage/port.ts';
import { dayOf } from '../../time/calendar-day.ts';
import { addDuration } from '../../time/duration.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Ledgers } from './ledgers.ts';
import { takeBack } from './offers.ts';
import type { RulesByRole } from './rules.ts';

/** Custody that came to an end, and why. */
interface Loss extends ClientInRole {
  readonly employeeId: string;
  readonly at: string;
  /** Of the release, or the transfer that it came with, and of the move. */
  readonly reasons: readonly (string | undefined)[];
  /** The survivor of the merge in which it ended. */
  readonly into?: string;
}

/** What has happened, and what is written of it. */
interface Happened {
  readonly context: ServiceContext;
  readonly rules: RulesByRole;
  readonly events: readonly ClientEvent[];
  readonly commit: Commit;
}

/**
 * Takes back charges for clients that were lost by a merge, or for a reason that refunds. A charge is
 * refunded once; who was given both cards is refunded one, whose custody comes along keeps what they were
 * given. With the merge, its refund is undone, where the card comes
 * back to whoever had it.
 */
export async function withRefunds(
  ledgers: Ledgers,
  { context, rules, events, commit }: Happened,
): Promise<void> {
  const losses = lossesIn(events).filter((loss) => refunds(lookup(rules, loss.role)?.policy, loss));
  const returns = returnsIn(events).filter(({ role }) => Object.hasOwn(rules, role));
  if (losses.length + returns.length === 0) return;
  const { timeZone } = context.conveyor.blueprint;
  const cards = losses.flatMap(({ clientId, role, into }) => [
    { clientId, role },
    ...(into === undefined ? [] : [{ clientId: into, role }]),
  ]);
  await ledgers.learn([...cards, ...returns]);
  for (const { clientId, role, employeeId, at, into } of losses) {
    const charge = ledgers.chargeFor({ clientId, role });
    const within = rules[role]?.policy.refundWithin;
    if (!charge || charge.refunded || charge.employeeId !== employeeId) continue;
    if (within && addDuration(charge.at, within, timeZone) < at) continue;
    const survivor = commit.clients.find(({ snapshot }) => snapshot.id === into)?.snapshot;
    const cameAlong = survivor?.custody[role]?.employeeId === employeeId;
    if (cameAlong && ledgers.chargeFor({ clientId: survivor.id, role })?.employeeId !== employeeId) continue;
    takeBack(ledgers, { clientId, role }, { ...charge, ...(into && { into }) }, timeZone);
  }
  for (const { clientId, role, employeeId, from } of returns) {
    const kept = ledgers.chargeFor({ clientId, role });
    if (kept?.into !== from || kept.employeeId !== employeeId) continue;
    const { refunded: _, into: __, ...charge } = kept;
    const ledger = undoRefund(ledgers.of(role), { ...charge, day: dayOf(charge.at, timeZone) });
    ledgers.enter({ clientId, role }, ledger, charge);
  }
}

/**
 * The roles whose ledger the command may well change: whoever sends it takes turns with those who assign
 * clients there.
 */
export function rolesRefundedBy(rules: RulesByRole, command: Command): string[] {
  const reasons = ['reason', 'transfer'].map((key) => (command as Readonly<Record<string, unknown>>)[key]);
  const isMerge = command.type === 'mergeDuplicate' || command.type === 'unmergeDuplicate';
  return Object.entries(rules).flatMap(([role, { policy }]) =>
    isMerge || policy.refundReasons.some((reason) => reasons.includes(reason)) ? [role] : [],
  );
}

const refunds = (policy: AssignmentPolicy | undefined, { into, reasons }: Loss) =>
  policy !== undefined && (into !== undefined || policy.refundReasons.some((one) => reasons.includes(one)));

/** Custody that came back with a card from the client that it was merged into. */
const returnsIn = (events: readonly ClientEvent[]) =>
  events.flatMap((event) =>
    event.type === 'mergeUndone'
      ? Object.entries(event.custody).map(([role, { employeeId }]) => {
          return { clientId: event.clientId, role, employeeId, from: event.into };
        })
      : [],
  );

function lossesIn(events: readonly ClientEvent[]): Loss[] {
  const moves = new Map<string, string | undefined>();
  const losses: Loss[] = [];
  const merges = new Map<string, string>();
  for (const event of events) {
    const { clientId, type } = event;
    if (type === 'stateChanged') moves.set(clientId, event.cause === 'merge' ? undefined : event.reason);
    if (type === 'clientReturned') moves.set(clientId, event.reason);
    if (type === 'mergedAway') merges.set(clientId, event.into);
    if (type !== 'holderReleased') continue;
    const { role, employeeId, reason, cause, happenedAt: at } = event;
    const transfer = cause?.code === 'transfer' ? cause.transfer : undefined;
    // One of the blueprint's reasons stands in the cause alone.
    const said = cause?.code === 'released' ? cause.reason : reason;
    losses.push({ clientId, role, employeeId, at, reasons: [said, transfer, moves.get(clientId)] });
  }
  return losses.map((loss) => {
    const into = merges.get(loss.clientId);
    return into === undefined ? loss : { ...loss, into };
  });
}
