import type { Blueprint, BlueprintInput } from '../blueprint/blueprint.ts';
import { compileBlueprint } from '../blueprint/compile-blueprint.ts';
import { parseBlueprint } from '../blueprint/parse-blueprint.ts';
import type { FactValue } from '../conditions/fact-schema.ts';
import type { Instant } from '../time/instant.ts';
import type { CadenceRule } from './cadence.ts';
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import { nextDeadline } from './deadlines.ts';
import { decide, type Outcome } from './decide.ts';
import type { ClientEvent } from './event.ts';
import { evolve, evolveAll, replay } from './evolve.ts';
import { factReaders } from './facts.ts';
import { optionsOf, type TransferOption } from './options.ts';
import type { ClientRules, DecisionContext } from './scene.ts';

/** A blueprint made ready to run: pure functions over clients. */
export interface Conveyor {
  readonly blueprint: Blueprint;
  readonly rules: ClientRules;
  /** See {@link decide}. */
  decide(client: Client | undefined, command: Command, context: DecisionContext): Outcome;
  /** See {@link evolve}. */
  evolve(client: Client | undefined, event: ClientEvent): Client;
  /** See {@link evolveAll}. */
  evolveAll(
    client: Client | undefined,
    events: readonly ClientEvent[],
    history?: readonly ClientEvent[],
  ): Client;
  /** See {@link replay}. */
  replay(history: readonly ClientEvent[]): Client;
  /** See {@link optionsOf}. */
  options(client: Client, context: DecisionContext): TransferOption[];
  /** A fact of the client, built in or learned; `undefined` where it is unknown or no such fact is declared. */
  fact(client: Client, path: string, now: Instant): FactValue | undefined;
  /** When time alone will next have something to say about the client; `undefined` if never. */
  nextDueAt(client: Client): Instant | undefined;
}

export interface ConveyorOptions {
  /** Own cadence rules, for policies `{ kind: 'custom', name }`. */
  readonly cadenceRules?: Readonly<Record<string, CadenceRule>>;
}

/**
 * Validates, compiles and freezes a blueprint.
 * @throws BlueprintError listing every problem at once.
 */
export function defineConveyor(input: BlueprintInput, { cadenceRules = {} }: ConveyorOptions = {}): Conveyor {
  const blueprint = frozenCopy(parseBlueprint(input, Object.keys(cadenceRules)));
  const readerOf = factReaders(blueprint, cadenceRules);
  const rules = compileBlueprint(blueprint, readerOf);
  return {
    blueprint,
    rules,
    decide: (client, command, context) => decide(rules, client, command, context),
    evolve,
    evolveAll,
    replay,
    options: (client, context) => optionsOf(client, rules, context),
    fact: (client, path, now) =>
      (Object.hasOwn(rules.facts, path) ? readerOf(path)(client, now) : undefined) as FactValue | undefined,
    nextDueAt: (client) => nextDeadline(client, rules)?.at,
  };
}

/** A copy, so that the caller's own objects stay as they are. */
function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozenCopy(part)]));
  return Object.freeze(copy) as T;
}
