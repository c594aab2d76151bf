import type { Command } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Commit } from '../storage/port.ts';

/** What a feature that is opened on sales adds to everybody's work. */
export interface Feature {
  /** Turns that a command takes beside those of its clients. */
  readonly turnsOf?: (command: Command) => readonly string[];
  /** The commit with what the feature writes beside these events. */
  readonly complete?: (events: readonly ClientEvent[], commit: Commit) => Promise<Commit>;
  /**
   * Its share of `runDue`, before leavers' clients are released or after. It is reported under its key,
   * unless nothing was due.
   */
  readonly due?: { readonly stage: 'beforeDepartures' | 'afterDepartures'; run(): Promise<object> };
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

  async complete(events: readonly ClientEvent[], commit: Commit): Promise<Commit> {
    let completed = commit;
    for (const { complete } of this.#opened.values()) {
      if (complete) completed = await complete(events, completed);
    }
    return completed;
  }

  async runDue(stage: 'beforeDepartures' | 'afterDepartures'): Promise<object> {
    const reports: object[] = [];
    for (const { due } of this.#opened.values()) {
      if (due?.stage === stage) reports.push(await due.run());
    }
    return Object.assign({}, ...reports);
  }
}
