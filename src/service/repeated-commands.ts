import { ERASED } from '../client/erased.ts';
import { inEarlierNames } from '../earlier/earlier-names.ts';
import type { RecordedOutcome } from '../storage/port.ts';
import { fingerprint } from './fingerprint.ts';
import type { ServiceContext } from './service-context.ts';

/** A repetition gets what was kept of the first time; another command under the same id is refused. */
export type FirstTime<Kept> =
  | { readonly kept: Kept }
  | { readonly reused: { readonly code: 'COMMAND_ID_REUSED'; readonly commandId: string } };

/**
 * Commands under ids, so that a repeated one is carried out once, whatever it changes. It knows those of
 * earlier and of this unit of work. Whoever sends one again with the same content is told what was kept.
 */
export class RepeatedCommands {
  readonly #known = new Map<string, RecordedOutcome>();
  readonly #new: RecordedOutcome[] = [];

  private constructor() {}

  /** Those that are known of these ids. Commands without an id are never known. */
  static async of(
    { store, tenant }: Pick<ServiceContext, 'store' | 'tenant'>,
    commandIds: readonly (string | undefined)[],
  ): Promise<RepeatedCommands> {
    const commands = new RepeatedCommands();
    const ids = commandIds.filter((id) => id !== undefined);
    const outcomes = ids.length > 0 ? await store.readOutcomes(tenant, ids) : [];
    for (const outcome of outcomes) commands.#known.set(outcome.commandId, outcome);
    return commands;
  }

  /** What came of it the first time; undefined where this is the first time. */
  first<Kept>(commandId: string | undefined, content: unknown): FirstTime<Kept> | undefined {
    const known = commandId === undefined ? undefined : this.#known.get(commandId);
    if (!known) return undefined;
    const isSame = (asked: unknown) => known.fingerprint === fingerprint(asked);
    // What a command said is not told by any print once personal data are erased.
    if (known.fingerprint === ERASED || isSame(content) || isSame(inEarlierNames(content)))
      return { kept: known.outcome as Kept };
    return { reused: { code: 'COMMAND_ID_REUSED', commandId: known.commandId } };
  }

  /** Keeps what came of it, to be written with it. */
  keep(commandId: string | undefined, content: unknown, outcome: unknown): void {
    if (commandId === undefined) return;
    const recorded = { commandId, fingerprint: fingerprint(content), outcome };
    this.#known.set(commandId, recorded);
    this.#new.push(recorded);
  }

  /** What is to be written. */
  get outcomes(): readonly RecordedOutcome[] {
    return this.#new;
  }
}
