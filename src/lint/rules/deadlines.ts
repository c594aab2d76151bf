import type { Blueprint } from '../../blueprint/blueprint.ts';
import { isWorkingHours } from '../../blueprint/time-limit.ts';
import type { ClientTransfer } from '../../client/decision-context.ts';
import { durationRange, isNoLonger } from '../../conditions/analysis/duration-range.ts';
import { factsIn } from '../../conditions/analysis/facts-in.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { shortestSpan } from '../shortest-span.ts';
import { limitsOutOfOrder } from '../witness/cadence.ts';
import { withdrawnByExit } from '../witness/handoffs.ts';
import { waitsWithoutDate } from '../witness/waiting.ts';

/** Deadlines that contradict each other, and waiting without one. */
export function lintDeadlines(context: LintContext): LintFinding[] {
  return [
    ...context.transfers.flatMap((transfer) => [
      ...acceptance(transfer, context),
      ...waiting(transfer, context),
    ]),
    ...cadence(context),
  ];
}

/** An offer whose time to be accepted is longer than the sender's state can last. */
function acceptance(transfer: ClientTransfer, context: LintContext): LintFinding[] {
  const { id, handoff, from } = transfer;
  if (!handoff) return [];
  const { timeZone } = context.blueprint;
  const shortest = context.within(() => shortestLimit(handoff, context)) ?? 0;
  return from.flatMap((state) => {
    const timers = context.conveyor.rules.states[state]?.byTime ?? [];
    const exit = timers.find(({ transfer: other, trigger }) => {
      const longest = trigger.plus ? durationRange(trigger.plus, timeZone).most : 0;
      const endsOffer = !from.includes(other.to);
      const isBounded = trigger.at === 'state.since' && !trigger.plusWorkingMinutes;
      return isBounded && endsOffer && longest < shortest && context.isAlwaysOpen(other);
    })?.transfer;
    if (!exit) return [];
    return [
      context.finding({
        rule: 'acceptance-after-exit',
        severity: 'warning',
        path: ['transfers', id, 'handoff', 'acceptWithin'],
        names: { transfers: [id, exit.id], states: [state] },
        witness: withdrawnByExit(context.explorer, transfer, exit, state),
      }),
    ];
  });
}

/** The least that a limit can be, in milliseconds. */
const shortestLimit = (
  { acceptWithin, to }: NonNullable<ClientTransfer['handoff']>,
  { blueprint: { roles, workingTime, timeZone }, budget }: LintContext,
): number =>
  isWorkingHours(acceptWithin)
    ? shortestSpan(acceptWithin.workingHours, roles[to]?.workingHours ?? workingTime, timeZone, budget)
    : durationRange(acceptWithin, timeZone).least;

/** Limits of silence that come in another order than their names say; only where something hangs on them. */
function cadence(context: LintContext): LintFinding[] {
  const read = context.transfers.flatMap(({ when, trigger }) => [
    ...(when ? factsIn(when) : []),
    ...(trigger.kind === 'time' ? [trigger.at] : []),
  ]);
  if (!read.some((fact) => fact.startsWith('cadence.'))) return [];
  return (
    [
      ['overdue', 'dormant'],
      ['dormant', 'lost'],
    ] as const
  ).flatMap(([earlier, later]) => {
    if (isInOrder(context.blueprint.cadence, earlier, later)) return [];
    const witness = limitsOutOfOrder(context.explorer, earlier, later);
    if (!witness) return [];
    return [
      context.finding({
        rule: 'cadence-out-of-order',
        severity: 'error',
        path: ['cadence', later],
        names: { facts: [`cadence.${later}At`, `cadence.${earlier}At`] },
        values: { earlier, later },
        witness,
      }),
    ];
  });
}

/**
 * Whether two limits come in their order whatever the client's rhythm, as far as their policies are of one
 * kind.
 */
function isInOrder(
  policies: Blueprint['cadence'],
  earlier: 'overdue' | 'dormant',
  later: 'dormant' | 'lost',
): boolean {
  const [first, second] = [policies[earlier], policies[later]];
  if (second.kind === 'timesOverdue') {
    // A multiple of the overdue limit is more than once it.
    if (earlier === 'overdue') return true;
    if (first.kind !== 'timesOverdue') return false;
    return first.times < second.times && isNoLonger(first.atLeast, second.atLeast);
  }
  if (first.kind !== 'fixed' || second.kind !== 'fixed') return false;
  return isNoLonger(first.after, second.after) && !isNoLonger(second.after, first.after);
}

/** A transfer to a waiting state that does not make sure of a date by which the waiting ends. */
function waiting(transfer: ClientTransfer, context: LintContext): LintFinding[] {
  const { id, to, when, needsWakeDate, handoff } = transfer;
  const target = context.conveyor.rules.states[to];
  if (!target?.waiting) return [];
  const dates = target.byTime
    .filter((timer) => !context.isNeverOpen(timer.transfer))
    .map(({ trigger }) => trigger.at);
  const isSeenTo = (fact: string) => {
    if (fact === 'state.wakeAt') return needsWakeDate && !handoff;
    if (context.options.domains?.[fact]?.alwaysKnown) return true;
    return when !== undefined && context.implies(when, { fact, is: 'present' });
  };
  if (dates.some(isSeenTo)) return [];
  const witness = waitsWithoutDate(context.explorer, transfer);
  if (!witness) return [];
  return [
    context.finding({
      rule: 'waiting-without-date',
      severity: 'warning',
      path: ['transfers', id],
      names: { transfers: [id], states: [to], facts: [...new Set(dates)] },
      witness,
    }),
  ];
}
