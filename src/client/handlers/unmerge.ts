import { lookup } from '../../conditions/lookup.ts';
import { anew } from '../anew.ts';
import type { Client, Merge } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { countChange } from '../custody-changes.ts';
import type { DecisionScope } from '../decision-context.ts';
import { historyNeeded, replay } from '../evolve.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { fitCustody } from '../merge/fit-custody.ts';
import { standsUnder } from '../merge/migrate-alike.ts';
import { relive } from '../merge/relive.ts';
import { type SinceMerge, sinceMerge } from '../merge/since-merge.ts';
import { type Standing, standingOf } from '../merge/standing.ts';
import type { UnmergeConflict } from '../merge/unmerge-conflict.ts';
import type { Mutable } from '../mutable.ts';
import { PendingDecision } from '../pending-decision.ts';
import { putIntoPool } from '../put-into-pool.ts';

/**
 * Undoes a merge. Each card becomes as if what was recorded since about its own things had gone to it, with
 * what time and these records bring about. What nobody can tell apart (orders and contacts that are new,
 * facts) stays with the survivor. Where people moved the client as its own card could not have gone, it stays
 * where it is; that and whoever cannot hold a card any more is named.
 */
export function unmergeDuplicate(
  client: Client,
  { duplicateId, type }: CommandOf<'unmergeDuplicate'>,
  scope: DecisionScope,
): HandlerResult {
  const { duplicate, history } = scope;
  const merge = client.merged.find((one) => one.duplicateId === duplicateId);
  if (!merge || duplicate?.mergedInto?.clientId !== client.id) {
    return refused({ code: 'NOT_MERGED', clientId: duplicateId });
  }
  if (!history) throw historyNeeded(client, { type });
  const since = sinceMerge(history, merge.eventId);
  return { ...survivorAlone(client, merge, since, scope), ...duplicateAlone(duplicate, since, scope) };
}

/** The survivor's events: the undoing last, with where the client stands. */
function survivorAlone(
  client: Client,
  { duplicateId, eventId, holders }: Merge,
  { before, own, handedBack, paths }: SinceMerge,
  scope: DecisionScope,
): HandlerResult {
  const conflicts: UnmergeConflict[] = [];
  if (paths.length > 0) conflicts.push({ code: 'FACTS_STAY', paths });
  const undone = { type: 'duplicateUnmerged', duplicateId, mergeEventId: eventId, handedBack } as const;
  const { client: alone, impossible } = relive(replay(before), own, before, scope);
  const migrated = own.findLast(({ type }) => type === 'clientMigrated' || type === 'migrationUndone');
  const [moved] = migrated && !standsUnder(scope.rules, alone) ? [migrated.id] : impossible;
  if (moved !== undefined) {
    conflicts.push({ code: 'MOVED_SINCE', eventId: moved });
    const came = Object.entries(holders).filter(([role, id]) => client.custody[role]?.employeeId === id);
    return accepted(...came.map(([role, employeeId]) => released(role, employeeId)), {
      ...undone,
      conflicts,
    });
  }
  const custody = { ...alone.custody };
  const changed: Mutable<Client> = { ...alone, custody };
  for (const [role, held] of Object.entries(alone.custody)) {
    if (held.employeeId === client.custody[role]?.employeeId) continue;
    const fit = fitCustody({ [role]: held }, scope)[role];
    if (fit) custody[role] = fit;
    else {
      delete custody[role];
      countChange(changed, role);
      conflicts.push({ code: 'HOLDER_UNFIT', role, employeeId: held.employeeId });
    }
  }
  const stands = standingOf(changed);
  const named = { ...undone, stands, ...(conflicts.length > 0 && { conflicts }) };
  return { ...accepted(...changes(client, stands), named), isSettled: true };
}

/** What the undoing changes, said one by one for whoever follows the log. */
function changes(client: Client, { state, stateSince, wakeAt, custody }: Standing): NewEvent[] {
  const events: NewEvent[] = [];
  if (state !== client.state) {
    const move = { from: client.state, to: state, cause: 'unmerge', happenedAt: stateSince } as const;
    events.push({ type: 'stateChanged', ...move, ...(wakeAt && { wakeAt }) });
  }
  for (const [role, { employeeId }] of Object.entries(client.custody)) {
    if (!lookup(custody, role)) events.push(released(role, employeeId));
  }
  for (const [role, { employeeId }] of Object.entries(custody)) {
    const from = lookup(client.custody, role)?.employeeId;
    if (from === employeeId) continue;
    events.push({
      type: 'holderAssigned',
      role,
      employeeId,
      cause: { code: 'unmerged' },
      ...(from && { from }),
    });
  }
  return events;
}

const released = (role: string, employeeId: string): NewEvent => ({
  type: 'holderReleased',
  role,
  employeeId,
  cause: { code: 'unmerged' },
});

/** The duplicate where it stood, with what has come of its things since. */
function duplicateAlone(
  duplicate: Client,
  { theirs }: SinceMerge,
  scope: DecisionScope,
): Required<Pick<HandlerResult, 'elsewhere' | 'afterwards'>> {
  const { into, stood } = { into: duplicate.mergedInto?.clientId ?? '', ...duplicate.mergedInto };
  const { state, custody } = stood as Standing;
  const fit = fitCustody(custody, scope);
  const conflicts = Object.entries(custody)
    .filter(([role]) => !fit[role])
    .map(([role, { employeeId }]): UnmergeConflict => ({ code: 'HOLDER_UNFIT', role, employeeId }));
  const back: NewEvent[] = [
    { type: 'stateChanged', from: duplicate.state, to: state, cause: 'unmerge', reason: into },
    { type: 'mergeUndone', into, custody: fit, ...(conflicts.length > 0 && { conflicts }) },
  ];
  const { duplicateHistory: history = [] } = scope;
  const other = new PendingDecision(duplicate, { ...scope, history });
  other.add(back);
  putIntoPool(other);
  const pooled = other.events.slice(back.length);
  // Due deadlines are processed from where the card was put away.
  const then = { ...other.client, decidedAt: duplicate.decidedAt };
  const { events } = relive(then, theirs, [...history, ...other.events], scope);
  const afterwards = [...pooled, ...events].map((event) => ({ event: anew(event), by: event.by }));
  return { elsewhere: back, afterwards };
}
