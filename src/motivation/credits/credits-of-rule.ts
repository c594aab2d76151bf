import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { type Exact, exactly, exactText, percentOf, rounded, ZERO } from '../money/exact.ts';
import { splitAmount } from '../money/split-amount.ts';
import type { CreditReceiver } from '../plan/credit-rule.ts';
import { handoffParties } from '../plan/credit-rule.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import { type ClientLog, logAt } from './client-log.ts';
import type { Credit, CreditTitle, PayRule, Uncredited, UncreditedReason } from './credit.ts';
import type { Priced } from './credit-occasions.ts';
import type { Happening } from './happening.ts';

/** What somebody has of a share. */
interface Taker {
  readonly employeeId: string;
  readonly title: CreditTitle;
  readonly tail?: number | string;
}

/** What credits are given by. */
export interface CreditScope {
  readonly rule: PayRule;
  readonly term: PlanTerm;
  readonly timeZone: string;
  /** Whether somebody was on the term's plan at a moment. */
  isOnPlan(employeeId: string, at: Instant): boolean;
  /** The receivers' shares; `split` are those that sum to 100, 0 of an overlay. */
  readonly shares: readonly ExactShare[];
  readonly split: readonly Exact[];
}

/** A share in percent, and how many of one thing it counts as. */
interface ExactShare {
  readonly exact: Exact;
  readonly share: string;
  readonly count: string;
}

/** The shares of receivers, for every happening. */
export function sharesOf(receivers: readonly CreditReceiver[]): Pick<CreditScope, 'shares' | 'split'> {
  const exact = receivers.map(({ share }) => exactly(share));
  return {
    shares: exact.map((one) => ({ exact: one, share: exactText(one), count: countOf(one) })),
    split: exact.map((one, i) => (receivers[i]?.overlay ? ZERO : one)),
  };
}

/** Said where the order is in another currency. */
function convertedFrom({ money }: Happening, currency: string): Pick<Credit, 'converted'> {
  if (!money || money.currency === currency || money.rate === undefined || money.to === money.from) return {};
  const { from, to, rate } = money;
  return { converted: { amount: to - from, currency: money.currency, rate } };
}

const countOf = (percent: Exact): string => exactText(percentOf(exactly(1), percent));

/** What is said of a happening, whether it is credited or not. */
export const headOf = ({ on, at, eventId, log, orderId }: Happening, rule: PayRule) => ({
  rule,
  on,
  at,
  eventId,
  clientId: log.id,
  ...(orderId !== undefined && { orderId }),
});

/** The credits of one happening, and the shares of it that nobody has. */
export function creditsOf(
  { happening, amount }: Priced,
  receivers: readonly CreditReceiver[],
  needsAmount: boolean,
  scope: CreditScope,
): { readonly credits: readonly Credit[]; readonly uncredited: readonly Uncredited[] } {
  const { rule, term, timeZone, shares, split } = scope;
  const { at, counts, because } = happening;
  const head = headOf(happening, rule);
  const credits: Credit[] = [];
  const uncredited: Uncredited[] = [];
  const miss = (code: UncreditedReason, beside: Partial<Uncredited> = {}) => {
    if (counts) uncredited.push({ ...head, code, ...beside });
  };
  if (needsAmount && amount === undefined) {
    miss('NO_AMOUNT');
    return { credits, uncredited };
  }
  const whole = amount ?? 0;
  const parts = splitAmount(whole, split);
  for (const [i, receiver] of receivers.entries()) {
    const { to, overlay } = receiver;
    const { exact, share, count } = shares[i] as ExactShare;
    const part = overlay ? rounded(percentOf(exactly(whole), exact)) : (parts[i] as number);
    const taker = takerOf(receiver, happening, timeZone);
    if (!taker) {
      miss('NO_HOLDER', { as: to, amount: part });
      continue;
    }
    const { employeeId, title, tail } = taker;
    if (!scope.isOnPlan(employeeId, at)) {
      miss('NOT_ON_PLAN', { as: to, amount: part, employeeId });
      continue;
    }
    const left = tail === undefined ? undefined : exactly(tail);
    credits.push({
      ...head,
      employeeId,
      because,
      amount: left ? rounded(percentOf(exactly(part), left)) : part,
      ...(needsAmount && convertedFrom(happening, term.plan.currency)),
      ...((left || share !== '100') && amount !== undefined && { of: whole }),
      count: counts ? (left ? countOf(percentOf(exact, left)) : count) : '0',
      share,
      ...(left && { tail: exactText(left) }),
      title,
    });
  }
  return { credits, uncredited };
}

/** Who a share is for, as of the event. */
function takerOf(
  receiver: CreditReceiver,
  { log, at, parties }: Happening,
  timeZone: string,
): Taker | undefined {
  const { to, grace, tail } = receiver;
  const card = logAt(log, at);
  const title = { as: to, clientId: card.id };
  if (handoffParties.includes(to)) {
    const employeeId = parties?.[to];
    return employeeId === undefined ? undefined : { employeeId, title };
  }
  const custody = card.custodyAt(to, at);
  if (custody) {
    const { move, since } = custody;
    if (grace && move?.grace && at < move.grace.until)
      return { employeeId: move.grace.employeeId, title: { ...title, graceOf: move.planId } };
    return { employeeId: custody.employeeId, title: { ...title, since } };
  }
  return lastTaker(card, to, at, tail, title, timeZone);
}

/** Whoever held the client last: until this very moment, or so long ago that a tail is left. */
function lastTaker(
  card: ClientLog,
  role: string,
  at: Instant,
  tail: CreditReceiver['tail'],
  title: CreditTitle,
  timeZone: string,
): Taker | undefined {
  const last = card.lastHolder(role, at);
  if (!last) return undefined;
  const { employeeId, until } = last;
  if (until === at) return { employeeId, title: { ...title, until } };
  const month = tail?.findLastIndex((_, i) => addDuration(until, { months: i }, timeZone) <= at) ?? -1;
  const isOver = !tail || addDuration(until, { months: tail.length }, timeZone) <= at;
  if (isOver) return undefined;
  return { employeeId, title: { ...title, until }, tail: tail[month] as number | string };
}
