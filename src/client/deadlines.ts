import { addDuration, subtractDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { Client, Hold } from './client.ts';
import { lastContactOf } from './counted-contacts.ts';
import type { ClientRules, ClientTimer, ClientTransfer } from './decision-context.ts';
import { silentSince } from './silence-limits.ts';
import { preparationOf } from './windows.ts';

/** A moment at which time alone may do something to a client. */
export type Deadline = { readonly at: Instant } & (
  | { readonly kind: 'hold'; readonly hold: string }
  | { readonly kind: 'review'; readonly hold: string }
  | { readonly kind: 'deputy'; readonly role: string }
  | { readonly kind: 'handoff' }
  | { readonly kind: 'firstContact'; readonly role: string }
  | { readonly kind: 'deal'; readonly role: string }
  | { readonly kind: 'window'; readonly windowId: string }
  | { readonly kind: 'windowNear'; readonly windowId: string }
  | { readonly kind: 'notice'; readonly transfer: ClientTransfer; readonly dueAt: Instant }
  | { readonly kind: 'transfer'; readonly transfer: ClientTransfer }
);

/**
 * Every deadline of the client, one that passed without effect excepted. In order of what goes first at one
 * moment.
 */
export function deadlinesOf(client: Client, rules: ClientRules): Deadline[] {
  const state = rules.states[client.state];
  const { timeZone, windowGrace } = rules.blueprint;
  const found: Deadline[] = [];
  if (!state || state.final) return found;
  for (const hold in client.holds) {
    const { until, reviewAt, isReviewed } = client.holds[hold] as Hold;
    if (until) found.push({ kind: 'hold', hold, at: until });
    if (reviewAt && !isReviewed) found.push({ kind: 'review', hold, at: reviewAt });
  }
  for (const role in client.custody) {
    const at = client.custody[role]?.deputy?.until;
    if (at) found.push({ kind: 'deputy', role, at });
  }
  const { escalated, expiresAt } = client.handoff ?? {};
  const answerBy = escalated ? escalated.decideBy : expiresAt;
  if (answerBy) found.push({ kind: 'handoff', at: answerBy });
  for (const role in client.handoffs.received) {
    const at = firstContactDue(client, role);
    if (at) found.push({ kind: 'firstContact', role, at });
    const { endsAt } = client.handoffs.received[role] ?? {};
    if (endsAt) found.push({ kind: 'deal', role, at: endsAt });
  }
  for (const windowId in client.windows) {
    const window = client.windows[windowId];
    if (window?.status !== 'expected') continue;
    found.push({ kind: 'window', windowId, at: addDuration(window.at, windowGrace, timeZone) });
    if (state.isToldOfWindows && window.noticed !== window.at)
      found.push({ kind: 'windowNear', windowId, at: preparationOf(window, rules.blueprint) });
  }
  for (const timer of state.byTime) {
    const { transfer, trigger } = timer;
    const at = dueAt(client, timer, rules);
    if (!at || client.passed?.[transfer.id] === at || isOverridden(client, at)) continue;
    found.push({ kind: 'transfer', transfer, at });
    if (trigger.notice && client.passed?.[noticeOf(transfer.id)] !== at)
      found.push({
        kind: 'notice',
        transfer,
        dueAt: at,
        at: subtractDuration(at, trigger.notice, timeZone),
      });
  }
  return found;
}

/** The earliest of the client's deadlines. */
export function nextDeadline(client: Client, rules: ClientRules): Deadline | undefined {
  let next: Deadline | undefined;
  for (const deadline of deadlinesOf(client, rules)) if (!next || deadline.at < next.at) next = deadline;
  return next;
}

/** When a timed exit of the client's state falls due; undefined while its fact is unknown. */
export function dueAt(
  client: Client,
  { trigger, read, known }: ClientTimer,
  rules: ClientRules,
): Instant | undefined {
  const at = read(client, client.decidedAt) as Instant | null | undefined;
  if (!at) return undefined;
  const { plus, plusWorkingMinutes: minutes } = trigger;
  if (plus && trigger.at === 'orders.noneSince') return silentSince(client, at, plus, rules.blueprint);
  if (known.at !== at) {
    const then = plus ? addDuration(at, plus, rules.blueprint.timeZone) : at;
    known.due = minutes ? rules.calendar.addWorkingHours(then, minutes / 60) : then;
    known.at = at;
  }
  return known.due;
}

/** Whether somebody has put the client into its state in spite of this deadline, which was over. */
const isOverridden = ({ clockFrom, stateSince }: Client, at: Instant) =>
  clockFrom === stateSince && at < stateSince;

/** Under which name a client's `passed` keeps that notice of a transfer was given. */
export const noticeOf = (transfer: string) => `!${transfer}`;

function firstContactDue({ handoffs, contacts }: Client, role: string): Instant | undefined {
  const received = handoffs.received[role];
  if (!received) return undefined;
  const last = lastContactOf(contacts, received.to.employeeId);
  return last !== undefined && last >= received.acceptedAt ? undefined : received.firstContactBy;
}
