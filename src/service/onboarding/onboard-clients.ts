import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { CommandInput } from '../../client/command.ts';
import type { ClientEvent } from '../../client/event.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { reshaped } from '../../errors/reshaped.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import {
  assertIterable,
  type BulkEntry,
  type BulkFailure,
  type BulkOptions,
  type BulkResult,
  bulkForms,
  executeMany,
  type Many,
} from '../bulk.ts';
import { contextOf } from '../context-of.ts';
import type { Sales } from '../create-sales.ts';
import { eventsIn } from '../kept-outcome.ts';
import type { Result } from '../request.ts';
import type { ServiceContext } from '../service-context.ts';
import type { NewcomerOddity } from './newcomer-oddity.ts';
import { SeenNewcomers } from './seen-newcomers.ts';

/**
 * A client of another system, with all that it brings along; with a `commandId` it can be sent again safely.
 */
export type Newcomer = Omit<Extract<CommandInput, { type: 'onboard' }>, 'type' | 'clientId'> & {
  readonly id: string;
  readonly commandId?: string;
};

/** A client about which something is odd; indexes count the entries from 0. */
export interface OddNewcomer {
  readonly index: number;
  readonly clientId: string;
  readonly oddity: NewcomerOddity;
}

/** What came of many clients that moved in. */
export interface OnboardingResult extends BulkResult {
  /** What was odd about those who came in, now or the first time, in the order of the entries. */
  readonly odd: readonly OddNewcomer[];
}

/**
 * Moves clients in from another system, in batches that are each one transaction: each as by the command
 * `onboard`. All rows of one client are one entry, gathered by the caller; the rows themselves come in any
 * order, and so do the entries. A client that is there already is a failure and stays as it is. Who was
 * refused is tried again when it comes again under its command id, mended or not, unless `keepRefusals` says
 * otherwise. A stream is read as it is processed; in memory are a batch, and each of the entries' ids, tax
 * ids, names and order ids once: what came by an earlier call is not looked at for duplicates.
 * @throws INVALID_ARGUMENT, and what `executeMany` throws.
 * @example
 * const { odd } = await onboardClients(sales, [{ id: 'acme', source: 'existing', orders }], { by: 'import'
 * });
 */
export function onboardClients<Names extends ConveyorNames>(
  sales: Sales<Names>,
  newcomers: Many<Newcomer>,
  options: BulkOptions,
): Promise<OnboardingResult> {
  return withArguments('onboardClients', { sales, 'newcomers: .': newcomers, options }, async () => {
    assertOptions('onboardClients', options, bulkForms);
    const context = contextOf(sales);
    const odd: OddNewcomer[] = [];
    const seen = new SeenNewcomers();
    const how = { keepRefusals: false, ...options };
    const rows = new Map<string, number>();
    const report = await executeMany(context, commands(newcomers, rows), how, async (index, result) => {
      const [first, ...rest] = await eventsOf(context, result);
      if (first?.type !== 'clientOnboarded') return;
      for (const oddity of seen.odditiesOf(index, first, rest))
        odd.push({ index, clientId: first.clientId, oddity });
    });
    const failures = withFirstRows(report.failures, rows);
    return { ...report, failures, odd: report.committed ? odd : [] };
  });
}

async function eventsOf(context: ServiceContext, result: Result): Promise<readonly ClientEvent[]> {
  if (!result.ok) return [];
  return 'spans' in result ? eventsIn(context, result.spans) : result.events;
}

/** Says of a row whose command id another row of the call has, with other data, which one that was. */
function withFirstRows(
  failures: readonly BulkFailure[],
  rows: ReadonlyMap<string, number>,
): readonly BulkFailure[] {
  const failed = new Set(failures.map(({ index }) => index));
  return failures.map((failure) => {
    if (!('refusal' in failure)) return failure;
    const reasons = failure.refusal.reasons.map((reason) => {
      const first = reason.code === 'COMMAND_ID_REUSED' ? rows.get(reason.commandId) : undefined;
      return first === undefined || failed.has(first) ? reason : { ...reason, first };
    });
    return { ...failure, refusal: { ...failure.refusal, reasons } };
  });
}

/** The newcomers as commands; notes in which row each command id comes first. */
async function* commands(newcomers: Many<Newcomer>, rows: Map<string, number>): AsyncGenerator<BulkEntry> {
  assertIterable('onboardClients', 'newcomers', newcomers);
  let read = 0;
  for await (const newcomer of newcomers) {
    const row = read++;
    yield {
      // Read where a record that cannot be read is one bad entry among others.
      get command() {
        return reshaped(newcomer, ({ id: clientId, commandId: _, ...rest }) => {
          return { ...rest, type: 'onboard', clientId } as const;
        });
      },
      get commandId() {
        const commandId = newcomer?.commandId as string;
        if (!rows.has(commandId)) rows.set(commandId, row);
        return commandId;
      },
    };
  }
}
