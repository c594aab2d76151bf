import { decidedBy } from '../../handoff/handoff.ts';
import { earlier } from '../../time/instant.ts';
import type { Client, Custody } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { heldOnceMore } from '../credit-limit.ts';
import type { ClientRules, DecisionScope } from '../decision-context.ts';
import { employeesIn } from '../employees-in.ts';
import type { EventPayloads } from '../event.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { factsBrought, takenAndKept } from '../merge/facts-of-merge.ts';
import { fitCustody } from '../merge/fit-custody.ts';
import { broughtBy, unite } from '../merge/laws-of-union.ts';
import { standingOf } from '../merge/standing.ts';
import { ordersApart } from '../merge/unite-orders.ts';
import { moveEvents } from '../moves.ts';
import type { RefusalReason } from '../refusal.ts';

/**
 * Merges a duplicate into this client. Each field is united by its rule in `lawsOfUnion`; holds of either
 * card are kept and do not block the merge. Of facts the later report wins; the survivor keeps its name. The
 * duplicate moves to the blueprint's merged state and links to this client. The survivor keeps its state and
 * holders. If nobody would then be responsible for it, but somebody is for the duplicate, it takes the
 * duplicate's state and custody. The merge can be undone.
 */
export function mergeDuplicate(
  client: Client,
  { duplicateId }: CommandOf<'mergeDuplicate'>,
  scope: DecisionScope,
): HandlerResult {
  const { duplicate, rules } = scope;
  const reasons = mergeObstacles(client, duplicateId, duplicate);
  if (!duplicate || reasons.length > 0) return refused(...reasons);
  const move = {
    to: rules.blueprint.mergedState,
    cause: 'merge',
    reason: client.id,
    happenedAt: scope.now,
  } as const;
  const { handoff: _, ...stood } = standingOf(duplicate);
  const brought = {
    ...broughtBy(duplicate, client),
    facts: factsBrought(duplicate.facts, client),
  };
  const united = unite(client, brought);
  const keptOrders = ordersApart(client.orders, duplicate.orders);
  const merged = {
    type: 'duplicateMerged',
    duplicateId,
    brought,
    ...takenAndKept(client, duplicate, united.facts ?? {}),
    ...(keptOrders.length > 0 && { keptOrders }),
    holders: {},
    staff: employeesIn(client.custody),
  } as const;
  return {
    ...accepted(merged, ...heldOnceMore({ ...client, ...united }, client, scope)),
    onceSettled: (settled) => withDuplicate(settled, duplicate, scope),
    elsewhere: [...moveEvents(duplicate, rules, move), { type: 'mergedAway', into: client.id, stood }],
  };
}

/** Where the survivor stands in the end, and the custody that comes along there. */
function withDuplicate(client: Client, duplicate: Client, scope: DecisionScope): NewEvent[] {
  const { rules } = scope;
  const fit = fitCustody(duplicate.custody, scope);
  const events = takesOver(client, duplicate, fit, scope) ? standAs(duplicate, client, rules) : [];
  const roles = rules.states[events.length > 0 ? duplicate.state : client.state]?.roles;
  for (const [role, custody] of Object.entries(fit)) {
    const came = roles?.has(role) && comingAlong(client, duplicate, role, custody);
    if (!came) continue;
    const { employeeId } = custody;
    events.push({ type: 'holderAssigned', role, employeeId, cause: { code: 'merged' }, came });
  }
  return events;
}

/**
 * Nobody who is answered for ends in a pool, unless what the cards know together leads there all the same.
 * Nobody who lives ends in a state that nobody answers for.
 */
function takesOver(
  client: Client,
  { state, stateSince }: Client,
  fit: Client['custody'],
  { rules: { states }, now }: DecisionScope,
): boolean {
  if (state === client.state) return false;
  const rests = (id: string) => states[id]?.responsible === undefined;
  if (rests(client.state)) return !rests(state);
  const custody = { ...fit, ...client.custody };
  const isHeld = (state = '') => custody[states[state]?.responsible ?? ''] !== undefined;
  const there = { ...client, state, stateSince };
  const exit = states[state]?.byEvent.duplicateMerged?.find(
    ({ condition }) => !condition || condition.evaluate(there, now) === 'yes',
  );
  return !isHeld(client.state) && isHeld(state) && isHeld(exit?.to ?? state);
}

function standAs({ id, state, stateSince, wakeAt }: Client, client: Client, rules: ClientRules): NewEvent[] {
  const move = { to: state, cause: 'merge', reason: id, happenedAt: stateSince, wakeAt } as const;
  // Since when the duplicate stands there, also where the survivor came to where it stands later.
  return moveEvents(client, rules, move).map((event) =>
    event.type === 'stateChanged' ? { ...event, happenedAt: stateSince } : event,
  );
}

/**
 * The duplicate's holder comes along where nobody holds the client. Where the same one holds both, what they
 * have of both cards becomes one.
 */
function comingAlong(
  client: Client,
  { id, handoffs }: Client,
  role: string,
  custody: Custody,
): EventPayloads['holderAssigned']['came'] {
  const own = client.custody[role];
  if (own && own.employeeId !== custody.employeeId) return undefined;
  const united = own ? { ...custody, ...own, since: earlier(own.since, custody.since) } : custody;
  const [ours, theirs] = [client.handoffs.received[role], handoffs.received[role]];
  const received = theirs && (!ours || ours.acceptedAt < theirs.acceptedAt) ? theirs : ours;
  const isNews = !own || JSON.stringify([own, ours]) !== JSON.stringify([united, received]);
  return isNews ? { duplicateId: id, custody: united, ...(received && { received }) } : undefined;
}

function mergeObstacles(client: Client, duplicateId: string, duplicate: Client | undefined): RefusalReason[] {
  if (duplicateId === client.id) return [{ code: 'SAME_CLIENT', clientId: client.id }];
  if (!duplicate) return [{ code: 'UNKNOWN_CLIENT', clientId: duplicateId }];
  if (duplicate.mergedInto) return [{ code: 'MERGED_AWAY', into: duplicate.mergedInto.clientId }];
  if (!duplicate.handoff) return [];
  const { transfer, expiresAt } = duplicate.handoff;
  return [{ code: 'HANDOFF_OPEN', transfer, to: decidedBy(duplicate.handoff), expiresAt }];
}
