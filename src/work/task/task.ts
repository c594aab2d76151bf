import type { FactValue } from '../../conditions/fact-schema.ts';
import type { Instant } from '../../time/instant.ts';
import type { TaskOpeningDeadline } from '../document/opening-deadline.ts';
import type { HoursThen, ServicePromise } from './promise.ts';
import type { CancelCause, EscalationCause, TaskTarget } from './task-event.ts';
import type { TaskStatus } from './task-life.ts';

/** A task for a queue: one piece of work about a client. Plain JSON, folded from its events. */
export interface Task {
  readonly id: string;
  /** The number of its events. */
  readonly revision: number;
  readonly type: string;
  readonly clientId: string;
  readonly orderId?: string;
  readonly status: TaskStatus;
  /** Where it waits, or from where it was taken. */
  readonly queue: string;
  /** Who has it in hand; whoever paused it has it still. */
  readonly holder?: string;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly promise: ServicePromise;
  /** The client's deadline that opened it; absent where it was opened otherwise. */
  readonly deadline?: TaskOpeningDeadline;
  /** The task's own facts. */
  readonly facts: Readonly<Record<string, TaskFact>>;
  /** The first response. */
  readonly answeredAt?: Instant;
  readonly doneAt?: Instant;
  /** The hours of its promise as they were known when it was done, unless something was put right since. */
  readonly hoursThen?: HoursThen;
  /** Every pause that there was, by its id. */
  readonly pauses: Readonly<Record<string, TaskPause>>;
  /** The pause that goes on, of a task that is paused. */
  readonly pausedBy?: string;
  /** From being done until it was opened again. */
  readonly idle: readonly { readonly from: Instant; readonly until: Instant }[];
  /** With whom it was, since when. */
  readonly stays: readonly TaskStay[];
  /** Who left it to others: they are not offered it again. */
  readonly declinedBy: readonly string[];
  /** How often it went back to whoever opened it. */
  readonly returns: number;
  /** Why it last went back. */
  readonly returned?: { readonly by: string; readonly at: Instant; readonly reason: string };
  readonly escalated?: { readonly at: Instant; readonly to?: string; readonly cause: EscalationCause };
  /** The deadlines that somebody was last reminded of; those of the chain by queue. */
  readonly reminded?: { readonly [Target in TaskTarget]?: Instant } & {
    readonly chain?: Readonly<Record<string, Instant>>;
  };
  readonly cancelled?: { readonly at: Instant; readonly cause: CancelCause };
}

/** What is known of a task itself; `null` is known to be unknown again. */
export interface TaskFact {
  readonly value: FactValue | null;
  /** Since when. Absent: since it was opened. */
  readonly at?: Instant;
}

/** A time in which the work rests. */
export interface TaskPause {
  readonly reason: string;
  /** Whether the clock of the promise stands still meanwhile. */
  readonly stopsClock: boolean;
  readonly from: Instant;
  /** Absent: it goes on. */
  readonly until?: Instant;
  /** It was none, as was told later. */
  readonly withdrawn?: true;
}

/** With whom a task is: waiting in a queue, in somebody's hands, or back with whoever opened it. */
export interface TaskStay {
  readonly at: Instant;
  readonly with: 'queue' | 'holder' | 'requester';
  readonly queue: string;
}
