import type { Command } from '../client/command.ts';
import type { RefusalCode } from '../client/refusal.ts';
import { type ConveyorErrorCode, isConveyorError } from '../errors/conveyor-error.ts';
import type { Instant } from '../time/instant.ts';

/** What the shell has done: for traces, metrics and logs. A new release may tell of more kinds. */
export type Observation =
  | CommandsObserved
  | CommitObserved
  | RetryObserved
  | DueWorkObserved
  | SubscriptionObserved;

/** How long it took, and with what error it ended, if with one. */
interface Timed {
  /** Milliseconds by the `clock` of `createSales`. */
  readonly ms: number;
  /** The library's code; `OTHER` of any other error. Absent where it went well. */
  readonly error?: ConveyorErrorCode | 'OTHER';
}

/** Commands were decided on together and committed, retries included. Of `execute` it is one. */
export interface CommandsObserved extends Timed {
  readonly kind: 'commands';
  readonly commands: readonly ObservedCommand[];
}

/** One command, and what came of it; with an error of them all, nothing came of it. */
export interface ObservedCommand {
  readonly type: Command['type'];
  readonly clientId: string;
  /** Absent where time acts. */
  readonly by?: string;
  readonly outcome?: 'accepted' | 'repeated' | 'refused' | 'failed';
  /** Codes of what was against it. */
  readonly reasons?: readonly RefusalCode[];
}

/** The store has committed, or refused to. */
export interface CommitObserved extends Timed {
  readonly kind: 'commit';
  readonly clients: number;
  readonly employees: number;
  readonly outcomes: number;
  readonly documents: number;
}

/** A conflict with another process, or a busy store: it is tried again. */
export interface RetryObserved {
  readonly kind: 'retry';
  readonly error: NonNullable<Timed['error']>;
  /** How often it failed by now. */
  readonly failures: number;
}

/** `runDue` has let time act. */
export interface DueWorkObserved extends Timed {
  readonly kind: 'due';
  readonly clients?: number;
  readonly events?: number;
  readonly failures?: number;
}

/** A consumer was handed a run of events. */
export interface SubscriptionObserved extends Timed {
  readonly kind: 'subscription';
  readonly consumer: string;
  readonly events?: number;
  readonly position?: number;
}

type WithoutTime<One> = One extends Observation ? Omit<One, keyof Timed> : never;

/** Does the work and tells the hook of it. What is told is made of the result, of none where it failed. */
export type Watch = <Result>(
  work: () => Promise<Result>,
  told: (result?: Result) => WithoutTime<Observation>,
) => Promise<Result>;

/** Does the work under whoever observes. Where nobody does, nothing is made up to be told. */
export const watched = <Result>(
  { watch }: { readonly watch?: Watch | undefined },
  work: () => Promise<Result>,
  told: (result?: Result) => WithoutTime<Observation>,
): Promise<Result> => (watch ? watch(work, told) : work());

/** Told of everything that is done. What it throws is dropped: what was committed is not told as failed. */
export type Observe = (observation: Observation) => void;

export const codeOf = (error: unknown): NonNullable<Timed['error']> =>
  isConveyorError(error) ? error.code : 'OTHER';

/** A hook that never fails. */
export function safely(observe: Observe): Observe {
  return (observation) => {
    try {
      observe(observation);
    } catch {
      // It is not the caller's command that failed.
    }
  };
}

export function watchBy(observe: Observe, now: () => Instant): Watch {
  const time = () => Date.parse(now());
  return async (work, told) => {
    const started = time();
    const tell = (what: object) => observe({ ...what, ms: time() - started } as Observation);
    try {
      const result = await work();
      tell(told(result));
      return result;
    } catch (error) {
      tell({ ...told(), error: codeOf(error) });
      throw error;
    }
  };
}
