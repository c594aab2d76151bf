import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import type { Commit, InTransaction, Store } from '../storage/port.ts';
import { type Watch, watched } from './observation.ts';

/** What is written together; what is left out is nothing. */
type Work = Partial<Commit>;

/** What has been decided: what is told of it, and what is written for it. */
export interface Decided<Outcome> {
  readonly outcome: Outcome;
  /** Absent or empty: nothing is written. */
  readonly work?: Work | undefined;
  /** The caller's own work in the same transaction. */
  readonly inTransaction?: InTransaction | undefined;
}

/** To whom the store belongs that is written to. */
interface Writing {
  readonly store: Store;
  readonly tenant: string;
  readonly watch?: Watch | undefined;
}

/** How often is tried, and how long is waited in between: not at all without `backOff`. */
interface Retrying {
  readonly attempts: number;
  backOff?(failures: number, error: unknown): Promise<void>;
}

/**
 * Decides and writes what was decided, in one transaction. On a conflict, or while the store is busy, it is
 * decided again from fresh data: whatever `decide` reads, it reads each time.
 * @throws REVISION_CONFLICT, COMMAND_ALREADY_RECORDED or STORE_BUSY after the last attempt
 */
export function unitOfWork<Outcome>(
  context: Retrying & Writing,
  decide: () => Promise<Decided<Outcome>>,
  onOvertaken?: () => void,
): Promise<Outcome> {
  const attempt = async () => {
    const { outcome, work, inTransaction } = await decide();
    if (work) await write(context, work, inTransaction);
    return outcome;
  };
  return withRetries(context, attempt, onOvertaken);
}

/** Writes what belongs together, once. The one place from which a store is written to. */
export async function write(
  writing: Writing,
  { clients = [], employees = [], outcomes = [], documents = [], ...anew }: Work,
  inTransaction?: InTransaction,
): Promise<void> {
  const commit = { clients, employees, outcomes, documents, ...anew };
  if (Object.values(commit).every((part) => Array.isArray(part) && part.length === 0)) return;
  await watched(
    writing,
    () => writing.store.commit(writing.tenant, commit, inTransaction),
    () => ({
      kind: 'commit',
      clients: clients.length,
      employees: employees.length,
      outcomes: outcomes.length,
      documents: documents.length,
    }),
  );
}

/**
 * Tries again on conflicts and while the store is busy, at most `attempts` times. Each time it waits at
 * random: two in step, as two processes on one file, would otherwise collide in the same way forever.
 * `onOvertaken` is called before each new try.
 */
export async function withRetries<Outcome>(
  { attempts, backOff }: Retrying,
  attempt: () => Promise<Outcome>,
  onOvertaken: () => void = () => {},
): Promise<Outcome> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (number >= attempts || !(isBusy(error) || isOvertaken(error))) throw error;
      await backOff?.(number, error);
      onOvertaken();
    }
  }
}

/**
 * Whether the store is busy for the moment. Within a transaction of the caller's it stays so: trying again is
 * up to the caller, with the whole transaction.
 */
export const isBusy = (error: unknown) =>
  isConveyorError(error, 'STORE_BUSY') && error.details.joined !== true;

/** Whether it is a conflict with somebody else, so that deciding again on fresh data may well succeed. */
export function isOvertaken(error: unknown): error is ConveyorError {
  return isConveyorError(error, 'REVISION_CONFLICT') || isConveyorError(error, 'COMMAND_ALREADY_RECORDED');
}
