import { ownerOf } from '../../client/event-id.ts';
import type { Credit } from '../credits/credit.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayLine, PayStatement } from '../statement/pay-statement.ts';
import { sha256 } from './sha-256.ts';

/**
 * A digest of a closed month: over events, times, amounts and custody, never over texts. Clients and
 * employees are numbered as they come, so that it stays the same when an erasure gives them other ids.
 */
export function digestOf({
  statement,
  adjustments,
  payment,
}: Omit<ClosedPeriod, 'knownAt' | 'period' | 'employeeId'>): string {
  const say = numbering();
  return sha256(
    JSON.stringify([
      statementSaid(statement, say),
      adjustments.map(({ period, late, before, now, difference, lines, revision }) => [
        [period, late, before, now, difference, revision ?? null],
        lines.map(({ rule, before: was, now: is, because }) => [
          [rule.plan, rule.version, rule.component ?? null, was, is],
          because.length,
        ]),
      ]),
      Object.entries(payment).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
}

/** The same of a statement alone. */
export const digestOfStatement = (statement: PayStatement): string =>
  sha256(JSON.stringify(statementSaid(statement, numbering())));

/** Says ids by the numbers of their owners. */
function numbering() {
  const numbers = new Map<string, number>();
  const owner = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id);
  };
  return {
    client: (id: string) => owner(id),
    employee: (id: string) => owner(`@${id}`),
    event: (id: string) => [owner(ownerOf(id) ?? id), revisionOf(id)],
  };
}
const revisionOf = (id: string) => id.slice(id.lastIndexOf('#'));
type Say = ReturnType<typeof numbering>;

const statementSaid = ({ employeeId, period, knownAt, currency, lines, total }: PayStatement, say: Say) => [
  [say.employee(employeeId), period, knownAt, currency, total],
  lines.map((line) => lineSaid(line, say)),
];

function lineSaid(line: PayLine, say: Say): unknown {
  if (line.kind === 'salary') {
    const { rule, grade, monthly, from, to, days, of, amount, because } = line;
    return [
      'salary',
      rule.plan,
      rule.version,
      grade ?? null,
      monthly,
      from,
      to,
      days,
      of,
      amount,
      because.map(say.event),
    ];
  }
  const { rule, from, to, measure, of, quota, attainment, tiers, gate, unpaid, limitedBy, earned, before } =
    line;
  const credits = line.credits.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return [
    ['component', rule.plan, rule.version, rule.component, from, to, measure, of ?? null, quota ?? null],
    [
      attainment ?? null,
      gate?.truth ?? null,
      unpaid ?? null,
      limitedBy ?? null,
      earned,
      before ?? null,
      line.amount,
    ],
    credits.map(
      ({ employeeId, on, at, eventId, because, clientId, orderId, amount, count, share, tail, title }) => [
        [say.employee(employeeId), on, at, say.event(eventId), because.map(say.event), say.client(clientId)],
        [orderId ?? null, amount, count, share, tail ?? null],
        [
          title.as,
          say.client(title.clientId),
          title.since ?? null,
          title.graceOf ?? null,
          title.until ?? null,
        ],
      ],
    ),
    tiers.map((tier) => [tier.from, tier.of, tier.pays, tier.earned]),
  ];
}

/** Without the owners' ids, by which credits of one moment are ordered otherwise. */
const orderOf = ({ at, eventId, orderId, amount, count, share, title }: Credit) =>
  JSON.stringify([at, revisionOf(eventId), orderId ?? null, amount, count, share, title.as]);
