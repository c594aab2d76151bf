import * as z from 'zod';
import type { Conveyor } from '../../client/conveyor.ts';
import { compileChecked } from '../../conditions/compile.ts';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { admit } from '../../errors/admit.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { dayOf } from '../../time/calendar-day.ts';
import { wholeMonthsBetween } from '../../time/duration.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { clientLogs } from '../credits/client-log.ts';
import type { PayLog } from '../credits/pay-facts.ts';
import type { Pay } from '../define-pay.ts';
import { factsOfMonth } from '../grades/month-facts.ts';
import { compared, exactly, ZERO } from '../money/exact.ts';
import { staffAsKnown } from '../staff/staff-as-known.ts';
import type { PayStatement } from '../statement/pay-statement.ts';
import { calendarSpan, lastMoment, monthsFrom } from '../statement/span.ts';
import { type CleanHandoff, cleanHandoffs } from './clean-handoffs.ts';
import {
  parseRecognition,
  type RecognitionDocument,
  type RecognitionInput,
  streakFacts,
} from './recognition-document.ts';
import { type ReturnedClient, returnsOf } from './returned-clients.ts';
import { type Streak, streakOf } from './streaks.ts';

/** Somebody's best month by a component. */
export interface OwnRecord {
  readonly component: string;
  readonly period: string;
  /** Minor units of a sum, a count, or percent; an exact text. */
  readonly measure: string;
  /** It is the month that is asked about. */
  readonly isNew: boolean;
  readonly because: readonly string[];
}

/** What is worth being said of somebody's month. For themselves: who else sees it is theirs to say. */
export interface Recognised {
  readonly employeeId: string;
  readonly period: string;
  readonly records: readonly OwnRecord[];
  readonly streaks: readonly Streak[];
  /** Of the month. */
  readonly handoffs: readonly CleanHandoff[];
  readonly returned: readonly ReturnedClient[];
}

/** Of whom, by the end of which month, as was known when. */
export interface RecognitionQuery {
  readonly employee: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly knownAt: string;
}

/** Recognition made ready to run: views over the logs, no state of its own. */
export interface Recognition {
  readonly document: RecognitionDocument;
  /**
   * What is worth being said of somebody's month, each with the events that it rests on.
   * @throws INVALID_QUERY where period or moment is none
   */
  of(log: PayLog, query: RecognitionQuery): Recognised;
}

const querySchema = z.object({
  employee: storeKeySchema,
  period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  knownAt: instantSchema,
});

/**
 * Makes recognition ready to run.
 * @throws INVALID_RECOGNITION listing every problem
 */
export function defineRecognition(
  conveyor: Conveyor,
  pay: Pick<Pay, 'plans' | 'over'>,
  input: RecognitionInput,
): Recognition {
  return withArguments(
    'defineRecognition',
    { conveyor, pay, 'pay.plans: array': pay?.plans, 'input: .': input },
    () => {
      const document = parseRecognition(input, pay.plans, conveyor.blueprint);
      return {
        document,
        of: (log, query) =>
          withArguments(
            'of',
            { log, 'log.clients: array': log?.clients, 'log.employees: array': log?.employees, query },
            () =>
              recognised(conveyor, pay, document, log, admit(querySchema, query, 'INVALID_QUERY', 'a query')),
          ),
      };
    },
  );
}

function recognised(
  { blueprint: { timeZone } }: Conveyor,
  pay: Pick<Pay, 'plans' | 'over'>,
  document: RecognitionDocument,
  log: PayLog,
  { employee, period, knownAt }: z.output<typeof querySchema>,
): Recognised {
  const month = calendarSpan(`${period}-01`, 'month', timeZone);
  const member = staffAsKnown(log.employees, knownAt, timeZone).get(employee);
  const hiredAt = (member?.at(lastMoment(month.to)) ?? member?.at(month.from))?.hiredAt;
  const book = pay.over(log);
  const months = hiredAt === undefined ? [] : monthsFrom(dayOf(hiredAt, timeZone).slice(0, 7), period);
  const facts = streakFacts(pay.plans);
  const statements = months.map((one) => book.statement({ employee, period: one, knownAt }));
  const asked = statements.map((statement) => {
    const { to } = calendarSpan(`${statement.period}-01`, 'month', timeZone);
    const tenure = wholeMonthsBetween(hiredAt as string, to);
    return { statement, at: lastMoment(to), values: factsOfMonth(statement, { tenure }, facts) };
  });
  const logs = [...clientLogs(log.clients, knownAt).values()];
  const isOwn = ({ employeeId, at }: CleanHandoff | ReturnedClient) =>
    employeeId === employee && month.from <= at && at < month.to;
  return {
    employeeId: employee,
    period,
    records: document.records.flatMap((component) => recordOf(component, statements, period)),
    streaks: Object.entries(document.streaks).map(([name, when]) => {
      const condition = compileChecked(when, { facts, timeZone });
      return streakOf(
        name,
        asked.map(({ statement, at, values }) => ({
          period: statement.period,
          truth: condition.evaluate(values as never, at),
          because: statement.lines.flatMap((line) => (line.kind === 'component' ? line.because : [])),
        })),
      );
    }),
    handoffs: logs.flatMap(cleanHandoffs).filter(isOwn).sort(byMoment),
    returned: logs
      .flatMap((one) => returnsOf(one, document.returned))
      .filter(isOwn)
      .sort(byMoment),
  };
}

const byMoment = (a: CleanHandoff | ReturnedClient, b: CleanHandoff | ReturnedClient) =>
  a.at < b.at || (a.at === b.at && a.clientId < b.clientId) ? -1 : 1;

/** The best month so far; of equal ones the first, since only what is more is a record. */
function recordOf(component: string, statements: readonly PayStatement[], period: string): OwnRecord[] {
  let best: OwnRecord | undefined;
  for (const statement of statements) {
    for (const line of statement.lines) {
      if (line.kind !== 'component' || line.rule.component !== component) continue;
      const { measure, because } = line;
      if (compared(exactly(measure), best ? exactly(best.measure) : ZERO) <= 0) continue;
      best = { component, period: statement.period, measure, isNew: statement.period === period, because };
    }
  }
  return best ? [best] : [];
}
