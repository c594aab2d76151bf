import type { Pay, PayBook } from '../../motivation/define-pay.ts';
import { digestText } from '../../motivation/records/digest-text.ts';
import type { PayReason } from '../../motivation/records/pay-reason.ts';
import type { StoredStatement } from '../../motivation/records/stored-statement.ts';
import type { ClosedPeriod, ClosingOutcome, ClosingRefusal } from '../../motivation/statement/closing.ts';
import type { DocumentChange } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import type { CreditKeeping } from './credit-keeping.ts';
import type { KeptPay } from './kept-pay.ts';
import { againstClosing, type PayAccess } from './pay-access.ts';
import {
  accountOf,
  changeOf,
  employeesWithAccounts,
  type KeptStatement,
  PAY_ACCOUNTS,
  readAccounts,
  readClosed,
} from './pay-documents.ts';
import type { PayLogs } from './pay-logs.ts';
import { sha256 } from './sha-256.ts';

/** A month that was closed for somebody. */
export interface ClosedFor {
  readonly employeeId: string;
  readonly statementId: string;
  /** Minor units: what is paid, and what is owed afterwards. */
  readonly paid: number;
  readonly owed: number;
}

/** What came of closing a month. */
export type ClosingResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly period: string;
      readonly closed: readonly ClosedFor[];
      /** Whose month was not closed, and why: mostly since it is. */
      readonly refused: readonly { readonly employeeId: string; readonly reason: ClosingRefusal }[];
    }
  | { readonly ok: false; readonly reasons: readonly PayReason[] };

/** Who closes. */
export interface ClosingOptions {
  readonly by: string;
  /** Names the command: sent again, it tells the first outcome and does nothing. */
  readonly commandId?: string | undefined;
}

/** What closing goes by. */
export interface ClosingParts {
  readonly context: ServiceContext;
  readonly pay: Pay;
  readonly access: PayAccess;
  readonly logs: PayLogs;
  readonly keeping: CreditKeeping;
  readonly kept: KeptPay;
}

/** What months are closed by: as of one position, from the log or from kept credits. */
interface Closer {
  readonly position: number;
  readonly knownAt: Instant;
  /** Who has anything in the month. */
  readonly onPlan: readonly string[];
  close(employee: string, closed: readonly ClosedPeriod[]): Promise<ClosingOutcome>;
}

/**
 * Closes a month of everybody who is on a plan, or has anything to be settled, in one commit. Of those who
 * close at once, one does.
 */
export async function closeMonth(
  parts: ClosingParts,
  period: string,
  { by, commandId }: ClosingOptions,
): Promise<ClosingResult> {
  const { context, access } = parts;
  const asked = { type: 'closePay', period };
  return unitOfWork(context, async (): Promise<Decided<ClosingResult>> => {
    const commands = await RepeatedCommands.of(context, [commandId]);
    const first = commands.first<ClosingResult>(commandId, asked);
    if (first && 'reused' in first) return { outcome: { ok: false, reasons: [first.reused] } };
    if (first) return { outcome: first.kept.ok ? { ...first.kept, repeated: true } : first.kept };
    const told = (outcome: ClosingResult, documents: readonly DocumentChange[] = []) => {
      commands.keep(commandId, asked, outcome);
      return { outcome, work: { documents, outcomes: commands.outcomes } };
    };
    const reasons = await againstClosing(context, access, by);
    if (reasons.length > 0) return told({ ok: false, reasons });
    const { position, knownAt, onPlan, close } =
      (await closerByCredits(parts, period)) ?? (await closerByLog(parts, period));
    const everybody = [...new Set([...onPlan, ...(await employeesWithAccounts(context))])].sort();
    const accounts = await readAccounts(context, everybody);
    const documents: DocumentChange[] = [];
    const closed: ClosedFor[] = [];
    const refused: { employeeId: string; reason: ClosingRefusal }[] = [];
    for (const employee of everybody) {
      const account = accounts.get(employee);
      const kept = await readClosed(context, account);
      const earlier = kept.map(({ statement }) => statement.closed);
      const outcome = await close(employee, earlier);
      if (!outcome.ok) {
        refused.push({ employeeId: employee, reason: outcome.refusal });
        continue;
      }
      const one = outcome.closed;
      if (one.statement.lines.length === 0 && one.adjustments.length === 0) continue;
      const stored = await storedOf(one, { id: context.newId(), by, position });
      const { statementId, digest } = stored;
      const { paid, owed } = one.payment;
      const says = { knownTo: position, digest, total: one.statement.total, paid, owed };
      documents.push(
        changeOf(stored, undefined, { type: 'statementClosed', by, now: knownAt, commandId, ...says }),
      );
      documents.push(...(await restated(one, kept, { by, position, now: knownAt, commandId })));
      const { statements } = accountOf(account);
      const body = { statements: [...statements, { period, statementId }] };
      documents.push(changed(account, { kind: PAY_ACCOUNTS, id: employee, body }));
      closed.push({ employeeId: employee, statementId, paid, owed });
    }
    const outcome: ClosingResult = { ok: true, repeated: false, period, closed, refused };
    // What closed nothing is done again under the same id, when the month is over.
    return closed.length === 0 ? { outcome } : told(outcome, documents);
  });
}

async function closerByLog({ context, pay, logs }: ClosingParts, period: string): Promise<Closer> {
  const log = await logs.read();
  const knownAt = latest(context.now(), log.recordedAt);
  const book = pay.over(log);
  return {
    position: log.position,
    knownAt,
    onPlan: book.statements({ period, knownAt }).map(({ employeeId }) => employeeId),
    close: async (employee, closed) => book.close({ employee, period, knownAt, closed }),
  };
}

/** From kept credits; by the log as of the same position of whoever has a closed month that has changed. */
async function closerByCredits(parts: ClosingParts, period: string): Promise<Closer | undefined> {
  const { context, keeping, kept } = parts;
  const view = await keeping.view();
  if (!view) return undefined;
  const { position, recordedAt, staff } = view;
  const knownAt = latest(context.now(), recordedAt);
  const onPlan: string[] = [];
  for (const employee of staff.staff.keys()) {
    const statement = await kept.statement(view, employee, period, knownAt);
    if (!statement) return undefined;
    if (statement.lines.length > 0) onPlan.push(employee);
  }
  let byLog: Promise<PayBook> | undefined;
  return {
    position,
    knownAt,
    onPlan,
    close: async (employee, closed) => {
      const asked = { employee, period, knownAt, closed };
      const outcome = await kept.close(view, asked);
      if (outcome) return outcome;
      byLog ??= parts.logs.read(position).then((log) => parts.pay.over(log));
      return (await byLog).close(asked);
    },
  };
}

/** A clock that lags behind another process's hides nothing that is in the log. */
const latest = (now: Instant, recordedAt: Instant | ''): Instant => (recordedAt > now ? recordedAt : now);

async function storedOf(
  closed: ClosedPeriod,
  { id, by, position }: { readonly id: string; readonly by: string; readonly position: number },
): Promise<StoredStatement> {
  const { employeeId, period } = closed;
  const digest = await sha256(digestText(closed));
  const head = { statementId: id, employeeId, period, by, position, digest };
  return { ...head, closed, restated: [], objections: [] };
}

/** The revisions that stand beside statements which were closed before. */
async function restated(
  { adjustments }: ClosedPeriod,
  kept: readonly KeptStatement[],
  said: {
    readonly by: string;
    readonly position: number;
    readonly now: Instant;
    readonly commandId?: string | undefined;
  },
): Promise<DocumentChange[]> {
  const changes: DocumentChange[] = [];
  for (const { period, statement, revision, difference } of adjustments) {
    const old = kept.find((one) => one.statement.period === period);
    if (!statement || revision === undefined || !old) continue;
    const { by, position, now, commandId } = said;
    const digest = await sha256(digestText(statement));
    const next = { revision, by, position, digest, statement, difference };
    const body = { ...old.statement, restated: [...old.statement.restated, next] };
    const event = {
      type: 'statementRestated',
      by,
      now,
      commandId,
      knownTo: position,
      digest,
      revision,
      difference,
    } as const;
    changes.push(changeOf(body, old.document, event));
  }
  return changes;
}
