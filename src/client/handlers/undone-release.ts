import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { causeOf } from '../cause.ts';
import type { Client, Pool } from '../client.ts';
import { dueAt } from '../deadlines.ts';
import type { ClientTransfer, DecisionScope } from '../decision-context.ts';
import { evolve, historyNeeded, replay } from '../evolve.ts';
import type { NewEvent } from '../handler-result.ts';
import { standingOf } from '../merge/standing.ts';
import { nextEvent } from '../pending-decision.ts';
import { withFitDeputy } from './carried.ts';
import { fitForRole } from './inputs.ts';

/** That nobody spoke with the client in time, and so it was let go; with the client as it stood before. */
export interface Release {
  readonly transfer: string;
  readonly at: Instant;
  readonly before: Client;
}

/**
 * The release for want of contact that the client is in its pool by, where it came after the moment.
 * @throws HISTORY_NEEDED where there was one: the log alone knows how the client stood.
 */
export function releaseAfter(client: Client, moment: Instant, scope: DecisionScope): Release | undefined {
  const { rules, history } = scope;
  const { custody, pool, state, stateSince } = client;
  if (moment >= stateSince || Object.hasOwn(custody, rules.states[state]?.responsible ?? ''))
    return undefined;
  // Who is let go by this very decision is in no pool yet.
  const ids = pool ? [transferIn(pool)] : Object.keys(rules.transfers);
  if (!ids.some((id) => releasesInto(state, lookup(rules.transfers, id)))) return undefined;
  if (!history) throw historyNeeded(client, { type: 'contactRecorded' });
  const index = history.findLastIndex(({ type }) => type === 'stateChanged');
  const moved = history[index];
  if (moved?.type !== 'stateChanged' || moved.cause !== 'time') return undefined;
  const { transfer = '', happenedAt: at } = moved;
  if (!ids.includes(transfer) || !releasesInto(state, lookup(rules.transfers, transfer))) return undefined;
  return { transfer, at, before: replay(history.slice(0, index)) };
}

const releasesInto = (state: string, transfer: ClientTransfer | undefined) =>
  transfer?.to === state && transfer.trigger.kind === 'time' && transfer.trigger.at.startsWith('contacts.');

/** The transfer by which the client came to its pool. */
function transferIn(pool: Pool): string {
  const cause = causeOf(pool);
  if (cause?.code === 'transfer') return cause.transfer;
  return pool.reason ?? '';
}

/**
 * What undoes the release; undefined where the contact would not have prevented it, or a former holder cannot
 * hold the client any more.
 */
export function undoRelease(
  { transfer, at, before }: Release,
  contact: NewEvent<'contactRecorded'>,
  client: Client,
  scope: DecisionScope,
): NewEvent | undefined {
  const { rules } = scope;
  const state = rules.states[before.state];
  const timer = state?.byTime.find((one) => one.transfer.id === transfer);
  if (!state || !timer) return undefined;
  const event = nextEvent(contact, before, scope);
  const due = dueAt(evolve(before, event), timer, rules);
  if (due !== undefined && due <= at) return undefined;

  const released = Object.entries(before.custody).filter(([role]) => !Object.hasOwn(client.custody, role));
  if (released.some(([role, { employeeId }]) => fitForRole(employeeId, role, scope).length > 0))
    return undefined;
  const custody = Object.fromEntries([
    ...Object.entries(client.custody).filter(([role]) => state.roles.has(role)),
    ...released.map(([role, held]) => [role, withFitDeputy(held, role, scope)] as const),
  ]);
  const { happenedAt = scope.now } = contact;
  return { type: 'releaseUndone', transfer, stands: { ...standingOf(before), custody }, happenedAt };
}
