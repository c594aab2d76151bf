import * as z from 'zod';
import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { admit } from '../../errors/admit.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { kindOf } from '../../errors/misfit.ts';
import { fault } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import { concernedLogs } from '../../motivation/credits/concerned-logs.ts';
import type { Pay, PayBook } from '../../motivation/define-pay.ts';
import type { PlanVersion } from '../../motivation/plan/plan-schedule.ts';
import { digestText } from '../../motivation/records/digest-text.ts';
import type { ObjectionOutcome, PayEvent } from '../../motivation/records/pay-event.ts';
import type { PayReason } from '../../motivation/records/pay-reason.ts';
import type { StoredStatement } from '../../motivation/records/stored-statement.ts';
import { isToldByEvents } from '../../motivation/records/told-by-events.ts';
import type { ClosedPeriod } from '../../motivation/statement/closing.ts';
import {
  type CustodyMoves,
  type PayChange,
  payAfterMoves,
} from '../../motivation/statement/pay-after-moves.ts';
import type { PayStatement } from '../../motivation/statement/pay-statement.ts';
import { calendarSpan } from '../../motivation/statement/span.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { assertSender } from '../actors.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import type { Sales } from '../create-sales.ts';
import type { ServiceContext } from '../service-context.ts';
import { type ClosingOptions, type ClosingResult, closeMonth } from './close-month.ts';
import { CreditKeeping } from './credit-keeping.ts';
import { keptPay, longestSpan } from './kept-pay.ts';
import { type ObjectionOptions, type ObjectionResult, objectionSchemas, speak } from './objections.ts';
import { againstSeeing, type PayAccess } from './pay-access.ts';
import { PAY_STATEMENTS, readAccounts, readClosed, readStatement } from './pay-documents.ts';
import { type KnownLog, PayLogs } from './pay-logs.ts';
import { sha256 } from './sha-256.ts';

/** What pay goes by, and who may see and close it. */
export interface MotivationOptions {
  readonly pay: Pay;
  readonly access?: PayAccess;
}

/** Which month of whom. */
export interface MonthOf {
  readonly employee: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** ISO-8601 with `Z` or an offset; left out: all that is known by now. */
  readonly knownAt?: string | undefined;
  /** As if this version of a plan had always held. */
  readonly plan?: PlanVersion | undefined;
}

/** Something of somebody's pay, or every reason against showing it. */
export type Shown<What> =
  | ({ readonly ok: true } & What)
  | { readonly ok: false; readonly reasons: readonly PayReason[] };

/** Whether a closed month is what was closed, and whether the log still says so. */
export interface Verified {
  /** What is stored has the digest that was written when it was closed, revisions among it. */
  readonly isIntact: boolean;
  /** What the log up to then comes to by the present plans. An erasure of facts may change it. */
  readonly log: 'same' | 'differs';
}

/** Pay of a department at work: statements by the log, closed months, what is said against a line. */
export interface Motivation {
  /**
   * What a month comes to. For the employee, and for whoever may see anybody's pay.
   * @throws INVALID_QUERY where period or moment is none, or nobody knows the version of the plan
   */
  statement(
    query: MonthOf,
    options: { readonly by: string },
  ): Promise<Shown<{ readonly statement: PayStatement }>>;
  /**
   * Keeps in the store what every month credits to whom, up to now. From then on a statement brings in what
   * has come since and reads the credits of its own months; without it, and after an erasure or under other
   * plans or another blueprint until this is called again, it reads the log. The first call reads all logs,
   * later ones what has come since. Figures are the same either way.
   * @throws REVISION_CONFLICT where another process builds them at the same time: one comes through
   */
  keepCredits(): Promise<void>;
  /**
   * Closes a month of everybody who is on a plan or has anything to be settled. All in one commit, each once,
   * whoever else closes at once. What was closed is never altered.
   * @throws INVALID_QUERY where the month is none
   */
  close(period: string, options: ClosingOptions): Promise<ClosingResult>;
  /**
   * Pay by employee for the preview of a plan. It is that of a past month, as it was and as it would have
   * been if the moves had held since its first day. There is none of those whose pay may not be seen.
   * @throws INVALID_QUERY where the month is none
   */
  expectedPay(
    period: string,
    options: { readonly by: string },
  ): Promise<(planned: CustodyMoves) => Promise<Readonly<Record<string, PayChange>>>>;
  /** The closed months of somebody, oldest first: statements, payments, what is owed, objections. */
  closed(
    query: { readonly employee: string },
    options: { readonly by: string },
  ): Promise<Shown<{ readonly statements: readonly StoredStatement[] }>>;
  /** Whether a closed month is what was closed. It holds after an erasure, too. */
  verify(query: { readonly statementId: string }, options: { readonly by: string }): Promise<Shown<Verified>>;
  /** Opens an objection to a line of a closed month, counted from 0. By whoever may see it. */
  object(
    objection: { readonly statementId: string; readonly line: number; readonly text: string },
    options: ObjectionOptions,
  ): Promise<ObjectionResult>;
  /** Answers one: by whoever closes months, or opened it. */
  answer(
    answer: { readonly statementId: string; readonly objectionId: string; readonly text: string },
    options: ObjectionOptions,
  ): Promise<ObjectionResult>;
  /** Closes one: by whoever closes months; whoever opened it withdraws it. Nothing is paid by it. */
  settle(
    decision: {
      readonly statementId: string;
      readonly objectionId: string;
      readonly outcome: ObjectionOutcome;
      readonly text: string;
    },
    options: ObjectionOptions,
  ): Promise<ObjectionResult>;
}

const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const monthSchema = z.strictObject({
  employee: storeKeySchema,
  period,
  knownAt: instantSchema.optional(),
  plan: z.strictObject({ id: z.string(), version: z.int() }).optional(),
});
const employeeSchema = z.strictObject({ employee: storeKeySchema });
const statementSchema = z.strictObject({ statementId: storeKeySchema });

/**
 * Opens pay on sales. Each event of the log is read once and kept: the first call reads the whole log, later
 * ones what has come since. A statement folds the logs of the clients to whom anything happened in the span
 * that its plans measure; a closing folds all, since any closed month may have changed. Once `keepCredits`
 * was called, both go by kept credits.
 * @throws INVALID_ARGUMENT where a role that is named is none, or an option
 */
export function openMotivation<Names extends ConveyorNames>(
  sales: Sales<Names>,
  options: MotivationOptions,
): Motivation {
  return withArguments('openMotivation', { sales, options, 'options.pay': options?.pay }, () => {
    const { context } = sales;
    assertOptions('openMotivation', options, { pay: 'object', access: 'object?' });
    const { pay, access = {} } = options;
    assertAccess(context, access);
    const logs = new PayLogs(context);
    const bookFor = booksOf(context, pay);
    const keeping = new CreditKeeping(context, pay);
    const kept = keptPay(context, pay);
    const said = <What>(schema: z.ZodType<What>, input: unknown, { by, commandId }: ObjectionOptions) => {
      assertSender(by);
      assertCommandIds([commandId]);
      return admit(schema, input, 'INVALID_QUERY', 'something said of pay');
    };
    const { open, answer, close } = objectionSchemas;
    return withMethods<Motivation>(
      'motivation',
      {
        statement: async (query, { by }) => {
          assertSender(by);
          const asked = admit(monthSchema, query, 'INVALID_QUERY', 'a query');
          const reasons = await againstSeeing(context, access, asked.employee, by);
          if (reasons.length > 0) return { ok: false, reasons };
          const unknown = await unlessKnown(context, asked.employee);
          if (unknown) return { ok: false, reasons: [unknown] };
          const knownAt = asked.knownAt ?? context.now();
          const { employee, plan } = asked;
          const view = plan ? undefined : await keeping.view();
          const isKept = view && view.recordedAt <= knownAt;
          const fromKept = isKept && (await kept.statement(view, employee, asked.period, knownAt));
          if (fromKept) return { ok: true, statement: fromKept };
          const log = await logs.read();
          // What is known is the same from the last event on: so the fold is done once for all who ask.
          const known = log.recordedAt !== '' && knownAt > log.recordedAt ? log.recordedAt : knownAt;
          const book = bookFor(log, asked.period);
          const statement = book.statement({ employee, period: asked.period, knownAt: known, plan });
          return { ok: true, statement: { ...statement, knownAt } };
        },
        keepCredits: () => keeping.keep(),
        close: async (month, { by, commandId }) => {
          assertSender(by);
          assertCommandIds([commandId]);
          const asked = admit(period, month, 'INVALID_QUERY', 'a month');
          return closeMonth({ context, pay, access, logs, keeping, kept }, asked, { by, commandId });
        },
        expectedPay: async (month, { by }) => {
          assertSender(by);
          const asked = admit(period, month, 'INVALID_QUERY', 'a month');
          const { timeZone } = context.conveyor.blueprint;
          const { from } = calendarSpan(`${asked}-01`, 'month', timeZone);
          return async (planned) => {
            const query = { period: asked, knownAt: context.now(), from };
            const figures = Object.entries(payAfterMoves(pay, await logs.read(), planned, query));
            const seen = await Promise.all(
              figures.map(async ([id]) => (await againstSeeing(context, access, id, by)).length === 0),
            );
            return Object.fromEntries(figures.filter((_, i) => seen[i]));
          };
        },
        closed: async (query, { by }) => {
          assertSender(by);
          const { employee } = admit(employeeSchema, query, 'INVALID_QUERY', 'a query');
          const reasons = await againstSeeing(context, access, employee, by);
          if (reasons.length > 0) return { ok: false, reasons };
          const accounts = await readAccounts(context, [employee]);
          const kept = await readClosed(context, accounts.get(employee));
          // Who was erased keeps what was closed.
          const unknown = kept.length === 0 && (await unlessKnown(context, employee));
          if (unknown) return { ok: false, reasons: [unknown] };
          return { ok: true, statements: kept.map(({ statement }) => statement) };
        },
        verify: async (query, { by }) => {
          assertSender(by);
          const { statementId } = admit(statementSchema, query, 'INVALID_QUERY', 'a query');
          const kept = await readStatement(context, statementId);
          if (!kept) return { ok: false, reasons: [{ code: 'UNKNOWN_STATEMENT', statementId }] };
          const { statement } = kept;
          const reasons = await againstSeeing(context, access, statement.employeeId, by);
          if (reasons.length > 0) return { ok: false, reasons };
          return { ok: true, ...(await verified({ context, pay, logs }, statement)) };
        },
        object: async (input, how) => speak(context, access, { way: 'open', ...said(open, input, how) }, how),
        answer: async (input, how) =>
          speak(context, access, { way: 'answer', ...said(answer, input, how) }, how),
        settle: async (input, how) =>
          speak(context, access, { way: 'close', ...said(close, input, how) }, how),
      },
      {
        statement: ['query', { by: 'any' }],
        keepCredits: [],
        close: ['period: .', { by: 'any', commandId: 'any?' }],
        expectedPay: ['period: .', { by: 'any' }],
        closed: ['query', { by: 'any' }],
        verify: ['query', { by: 'any' }],
        object: ['objection', { by: 'any', commandId: 'any?' }],
        answer: ['answer', { by: 'any', commandId: 'any?' }],
        settle: ['decision', { by: 'any', commandId: 'any?' }],
      },
    );
  });
}

async function unlessKnown(
  { store, tenant }: ServiceContext,
  employeeId: string,
): Promise<PayReason | undefined> {
  const employee = await store.readEmployee(tenant, employeeId);
  return employee ? undefined : { code: 'UNKNOWN_EMPLOYEE', employeeId };
}

function assertAccess({ conveyor }: ServiceContext, access: PayAccess): void {
  assertOptions('openMotivation', access, { see: listed, close: listed }, 'options.access');
  const { roles, services } = conveyor.blueprint;
  const known = [...Object.keys(roles), ...Object.keys(services)];
  const problems = (['see', 'close'] as const).flatMap((right) =>
    (access[right] ?? []).flatMap((role, i) =>
      known.includes(role)
        ? []
        : [{ path: `options.access.${right}[${i}]`, ...unknownName('role', String(role), known) }],
    ),
  );
  if (problems.length > 0) throw invalidArgument('openMotivation', problems);
}

/** A list, or left out. */
const listed = (value: unknown) =>
  value === undefined || Array.isArray(value)
    ? undefined
    : fault('WRONG_TYPE', { expected: 'array', received: kindOf(value) });

/** Books over the logs of the clients that a month's statements are about; the last one is kept. */
function booksOf({ conveyor }: ServiceContext, pay: Pay) {
  const { timeZone } = conveyor.blueprint;
  const per = longestSpan(pay);
  let last: { readonly key: string; readonly book: PayBook } | undefined;
  return (log: KnownLog, month: string): PayBook => {
    const span = calendarSpan(`${month}-01`, per, timeZone);
    const key = `${log.position} ${span.name}`;
    if (last?.key !== key) {
      const clients = concernedLogs(log.clients, span);
      last = { key, book: pay.over({ clients, employees: log.employees }) };
    }
    return last.book;
  };
}

async function verified(
  { context, pay, logs }: { readonly context: ServiceContext; readonly pay: Pay; readonly logs: PayLogs },
  stored: StoredStatement,
): Promise<Verified> {
  const { closed, digest, employeeId, period: month, position, restated, statementId } = stored;
  if (kindOf(closed) !== 'object') return { isIntact: false, log: 'differs' };
  const { store, tenant } = context;
  const events = (await store.documentHistory(tenant, PAY_STATEMENTS, statementId)) as PayEvent[];
  const signed = [{ digest, told: closed }, ...restated.map((one) => ({ ...one, told: one.statement }))];
  const digests = await Promise.all(signed.map(({ told }) => digestOf(told)));
  const isIntact =
    closed.employeeId === employeeId &&
    closed.period === month &&
    isToldByEvents(stored, events) &&
    signed.every((one, i) => one.digest === digests[i]);
  const accounts = await readAccounts(context, [employeeId]);
  const kept = (await readClosed(context, accounts.get(employeeId))).map(({ statement }) => statement);
  const at = kept.findIndex((one) => one.statementId === statementId);
  const earlier = kept.slice(0, Math.max(0, at)).map((one) => one.closed);
  const book = pay.over(await logs.read(position));
  const { knownAt } = closed;
  const now = book.close({ employee: employeeId, period: month, knownAt, closed: earlier });
  return { isIntact, log: now.ok && (await digestOf(now.closed)) === digest ? 'same' : 'differs' };
}

const digestOf = (told: ClosedPeriod | PayStatement): Promise<string> => sha256(digestText(told));
