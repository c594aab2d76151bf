import { lookup } from '../../conditions/lookup.ts';
import { type Instant, later } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import { countChange } from '../custody-changes.ts';
import { dueAt } from '../deadlines.ts';
import type { ClientTransfer, DecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { evolveAll, historyNeeded, replay } from '../evolve.ts';
import type { NewEvent } from '../handler-result.ts';
import type { ClockRecord, Lapse } from '../lapse.ts';
import { type Standing, standingOf } from '../merge/standing.ts';
import type { Mutable } from '../mutable.ts';
import { nextEvent } from '../pending-decision.ts';
import { withFitDeputy } from './carried.ts';
import { fitForRole } from './inputs.ts';
import { isLapseInto } from './may-have-lapsed.ts';

/**
 * The lapses by clocks that such a record sets back. One after another they led the client to where it is;
 * only those after the moment count, the latest first.
 * @throws HISTORY_NEEDED: the log alone knows how the client stood.
 */
export function lapsesAfter(
  client: Client,
  moment: Instant,
  type: ClockRecord,
  scope: DecisionScope,
): readonly Lapse[] {
  const { rules, history } = scope;
  const isContact = type === 'contactRecorded';
  const leadsInto = (state: string, id: string) => isLapseInto(state, id, type, scope);
  if (!history) throw historyNeeded(client, { type });
  const lapses: Lapse[] = [];
  let { state } = client;
  for (let index = history.length - 1; index >= 0; index--) {
    const event = history[index] as ClientEvent;
    const isLate = event.happenedAt > moment;
    const ended = isContact ? endWithin(history, index, rules) : undefined;
    if (ended !== undefined && isLate && leadsInto(state, ended)) return [lapseBy(ended, history, index)];
    if (event.type !== 'stateChanged') continue;
    const { transfer = '', from, cause } = event;
    if (cause !== 'time' || !isLate || !leadsInto(state, transfer)) break;
    lapses.push(lapseBy(transfer, history, index));
    state = from;
  }
  return lapses;
}

/** The event of that place, by which the transfer moved the client. */
function lapseBy(transfer: string, all: readonly ClientEvent[], index: number): Lapse {
  const history = all.slice(0, index);
  const { happenedAt: at } = all[index] as ClientEvent;
  return { transfer, at, before: replay(history), history };
}

/** The transfer of a release that left the client in its state. Only an end of custody tells of it. */
function endWithin(
  history: readonly ClientEvent[],
  index: number,
  { transfers }: DecisionScope['rules'],
): string | undefined {
  const event = history[index] as ClientEvent;
  if (event.type !== 'holderReleased' || event.cause?.code !== 'transfer') return undefined;
  const { transfer } = event.cause;
  const { to = '', from = [] } = lookup(transfers, transfer) ?? {};
  const move = history.findLast(({ type }, i) => i < index && type === 'stateChanged');
  const isPart =
    move?.type === 'stateChanged' && move.transfer === transfer && move.happenedAt === event.happenedAt;
  return from.includes(to) && !isPart ? transfer : undefined;
}

/**
 * What undoes the earliest lapse that with the record would not have come when it did. It undoes those that
 * followed from it, too; they come again when they would have come. Undefined where there is none, or a
 * former holder cannot hold the client any more.
 */
export function undoLapses(
  lapses: readonly Lapse[],
  record: NewEvent<ClockRecord>,
  client: Client,
  scope: DecisionScope,
): NewEvent<'releaseUndone'> | undefined {
  const { rules } = scope;
  const first = lapses.findLastIndex(({ transfer, at, before, history }) => {
    const timer = rules.states[before.state]?.byTime.find((one) => one.transfer.id === transfer);
    if (!timer) return false;
    const after = evolveAll(before, [nextEvent(record, before, scope)], history);
    const due = dueAt(after, timer, rules);
    const { condition } = timer.transfer;
    const stillHolds = !condition || condition.evaluate(after, at) === 'yes';
    return due === undefined || later(before.stateSince, due) !== at || !stillHolds;
  });
  const undone = lapses[first];
  if (!undone) return undefined;
  const { transfer, before } = undone;
  const holders = lapses.slice(0, first + 1).map((lapse) => releasedBy(lapse, scope));
  const released = Object.entries(Object.assign({}, ...holders.reverse()) as Client['custody']).filter(
    ([role]) => !Object.hasOwn(client.custody, role),
  );
  // Who was in nobody's hands is put right by the orders themselves.
  if (record.type === 'orderRecorded' && Object.keys(before.custody).length === 0) return undefined;
  if (released.some(([role, { employeeId }]) => fitForRole(employeeId, role, scope).length > 0))
    return undefined;
  const roles = rules.states[before.state]?.roles;
  const custody = Object.fromEntries([
    ...Object.entries(client.custody).filter(([role]) => roles?.has(role)),
    ...released.map(([role, held]) => [role, withFitDeputy(held, role, scope)] as const),
  ]);
  const { custodyChanges: _, ...then } = before;
  const { custodyChanges } = client;
  const stands: Mutable<Standing> = standingOf({
    ...then,
    ...(custodyChanges && { custodyChanges }),
    custody,
  });
  // Whose custody ended with the lapse has it still; whoever was put in for a role that goes has it no more.
  for (const [role] of released) countChange(stands, role, -1);
  for (const role in client.custody) if (!custody[role]) countChange(stands, role);
  const { happenedAt = scope.now } = record;
  const order = record.type === 'orderRecorded' && { orderId: record.order.id };
  return {
    type: 'releaseUndone',
    transfer,
    ...order,
    stands: { ...stands, received: acceptances(custody, client, before) },
    happenedAt,
  };
}

/**
 * By which acceptance each holds the client: the present holder by today's, the restored one by that of
 * then.
 */
function acceptances(custody: Client['custody'], client: Client, before: Client) {
  const known = Object.entries(custody).map(([role, { employeeId }]) => {
    const { handoffs } = Object.hasOwn(client.custody, role) ? client : before;
    const accepted = handoffs.received[role];
    return [role, accepted?.to.employeeId === employeeId ? accepted : undefined] as const;
  });
  return Object.fromEntries(
    known.flatMap(([role, accepted]) => (accepted ? [[role, accepted] as const] : [])),
  );
}

/** Who held the client until the lapse, in the roles that it ended. */
function releasedBy({ transfer, before }: Lapse, { rules }: DecisionScope): Client['custody'] {
  const { to, releases } = rules.transfers[transfer] as ClientTransfer;
  const stays = rules.states[to]?.roles;
  return Object.fromEntries(
    Object.entries(before.custody).filter(([role]) => releases.includes(role) || !stays?.has(role)),
  );
}
