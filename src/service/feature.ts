import type { Cause } from '../client/cause.ts';
import type { Client } from '../client/client.ts';
import type { Command } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Commit } from '../storage/port.ts';

/** What a feature that is opened on sales adds to everybody's work. */
export interface Feature {
  /** Turns that a command takes beside those of its clients. */
  readonly turnsOf?: (command: Command) => readonly string[];
  /** Begins its part of what is decided together and written whole. */
  readonly begin?: () => FeatureWork;
  /**
   * Its share of `runDue`, before leavers' clients are released or after. It is reported under its key,
   * unless nothing was due.
   */
  readonly due?: { readonly stage: 'beforeDepartures' | 'afterDepartures'; run(): Promise<object> };
}

/**
 * Whom an offer that names nobody goes to, and why; without an employee, to anyone of the role. Or why
 * nothing can be said of the client.
 */
export type Dealt =
  | { readonly employeeId?: string; readonly cause: Cause }
  | { readonly error: ConveyorError };

/** Reads the log of a command's client, with what has been decided since. */
export type ReadHistory = () => Promise<readonly ClientEvent[]>;

/** What came of a command, and its client before and after it. */
export interface Seen {
  readonly events: readonly ClientEvent[];
  readonly before: Client | undefined;
  readonly after: Client;
  readonly history: ReadHistory;
}

/** A feature's part of what is decided together. */
export interface FeatureWork {
  /** Whom the command's offer goes to; undefined where that is not dealt. */
  dealTo?(command: Command, client: Client, history: ReadHistory): Promise<Dealt | undefined>;
  saw?(seen: Seen): Promise<void>;
  /** The commit with what the feature writes beside these events. */
  complete(events: readonly ClientEvent[], commit: Commit): Promise<Commit>;
}

/** The features opened on sales, by name. */
export class Features {
  readonly #opened = new Map<string, Feature>();

  /** @throws ALREADY_OPEN where the feature was opened on these sales before. */
  open(name: string, feature: Feature): void {
    if (this.#opened.has(name))
      throw new ConveyorError('ALREADY_OPEN', `${name} is open on these sales: keep what opening it gave`, {
        details: { feature: name },
      });
    this.#opened.set(name, feature);
  }

  turnsOf(command: Command): readonly string[] {
    return [...this.#opened.values()].flatMap(({ turnsOf }) => turnsOf?.(command) ?? []);
  }

  begin(): FeatureWork[] {
    return [...this.#opened.values()].flatMap(({ begin }) => begin?.() ?? []);
  }

  async runDue(stage: 'beforeDepartures' | 'afterDepartures'): Promise<object> {
    const reports: object[] = [];
    for (const { due } of this.#opened.values()) {
      if (due?.stage === stage) reports.push(await due.run());
    }
    return Object.assign({}, ...reports);
  }
}
