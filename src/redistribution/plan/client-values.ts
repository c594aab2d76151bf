import { millisecondsInDay } from 'date-fns/constants';
import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { isPurchase } from '../../client/order-book.ts';
import type { Problem } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { subtractDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { ProblemClient } from '../problem.ts';
import type { PlanPolicy } from './plan-policy.ts';

type Values = Pick<
  ProblemClient,
  'potential' | 'revenue' | 'relationship' | 'accountGroup' | 'industry' | 'underServed'
>;

/** Reads what a plan weighs of a client by its facts; what is not known is left out. */
export function clientValues(
  { facts: paths }: Pick<PlanPolicy, 'facts'>,
  rules: ClientRules,
): (client: Client, now: Instant) => Values {
  const readerOf = (path: string | undefined) =>
    path !== undefined && Object.hasOwn(rules.facts, path) ? rules.readerOf(path) : undefined;
  const text = (path: string) => {
    const read = readerOf(path);
    return (client: Client, now: Instant) => {
      const value = read?.(client, now);
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
  };
  const number = (path: string | undefined) => {
    const read = readerOf(path);
    return (client: Client, now: Instant) => amountOf(read?.(client, now));
  };
  const accountGroup = text(paths.accountGroup ?? groupFactIn(rules));
  const industry = text(paths.industry ?? 'industry');
  const [potential, relationship, share] = [paths.potential, paths.relationship, paths.shareOfWallet].map(
    number,
  ) as [ReturnType<typeof number>, ReturnType<typeof number>, ReturnType<typeof number>];
  const revenue =
    paths.revenue === undefined
      ? (client: Client, now: Instant) => revenueOfYear(client, now, rules)
      : number(paths.revenue);
  return (client, now) => {
    const wallet = share(client, now);
    return withoutUnknown({
      potential: potential(client, now),
      revenue: revenue(client, now),
      relationship: relationship(client, now),
      accountGroup: accountGroup(client, now),
      industry: industry(client, now),
      underServed: wallet === undefined ? undefined : 1 - Math.min(1, wallet),
    });
  };
}

/** Blueprints of earlier releases call the fact `holding`. */
const groupFactIn = ({ facts }: ClientRules) =>
  ['accountGroup', 'holding'].find((path) => Object.hasOwn(facts, path)) ?? 'accountGroup';

/** Facts that the policy names and nobody has declared, each with its place. */
export function unknownFacts(
  { facts: paths }: Pick<PlanPolicy, 'facts'>,
  rules: ClientRules,
): readonly Problem[] {
  return Object.entries(paths).flatMap(([what, path]) =>
    path === undefined || Object.hasOwn(rules.facts, path)
      ? []
      : [
          {
            path: `policy.facts.${what}`,
            ...unknownName('fact', path, Object.keys(rules.facts)),
          },
        ],
  );
}

/** Money counts in minor units. What is no amount, or below 0, is unknown. */
function amountOf(value: unknown): number | undefined {
  const amount = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

/**
 * Purchases of the last 365 days in the blueprint's currency. Where the book does not reach that far back,
 * they are extrapolated by the day.
 */
function revenueOfYear({ orders }: Client, now: Instant, { blueprint }: ClientRules): number {
  const { currency, timeZone } = blueprint;
  const from = subtractDuration(now, { days: DAYS }, timeZone);
  let [sum, oldest] = [0, now];
  for (const order of orders.recent) {
    if (order.placedAt < from || !isPurchase(order)) continue;
    if (order.placedAt < oldest) oldest = order.placedAt;
    if (order.total?.currency === currency) sum += order.total.amount;
  }
  const isCutShort = orders.droppedTo !== undefined && orders.droppedTo >= from.slice(0, 10);
  const days = (Date.parse(now) - Date.parse(oldest)) / millisecondsInDay;
  return Math.max(0, isCutShort && days > 0 ? Math.round((sum * DAYS) / days) : sum);
}

const DAYS = 365;

function withoutUnknown(values: { [K in keyof Values]: Values[K] | undefined }): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
