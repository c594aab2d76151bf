import type { Blueprint } from '../blueprint/blueprint.ts';
import { calendarOf, callersCalendar } from '../blueprint/calendar-of.ts';
import { compileBlueprint } from '../blueprint/compile-blueprint.ts';
import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { WorkingCalendar } from '../blueprint/working-calendar.ts';
import type { FactValue } from '../conditions/fact-schema.ts';
import { assertKnown } from '../errors/assert-known.ts';
import { argumentFault, withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import { nextDeadline } from './deadlines.ts';
import { decide, type Outcome } from './decide.ts';
import {
  type ClientRules,
  type ConveyorParts,
  contextKeys,
  type DecisionContext,
} from './decision-context.ts';
import type { ClientEvent } from './event.ts';
import { evolve, evolveAll, replay } from './evolve.ts';
import { factReaders } from './facts.ts';
import type { CadenceRule } from './last-allowed-day.ts';
import { lastingFactsOf } from './lasting-facts.ts';
import type { CheckedCommand } from './named-command.ts';
import { optionsOf, type TransferOption } from './options.ts';

/**
 * A blueprint made ready to run: pure functions over clients. `Names` are those that it declares, where the
 * compiler knows them.
 */
export interface Conveyor<Names extends ConveyorNames = ConveyorNames> {
  readonly blueprint: Blueprint;
  /**
   * The blueprint compiled: for the shell's own use.
   * @internal
   */
  readonly rules: ClientRules;
  /**
   * Decides on a command. First come the due deadlines up to `now`, then the command, then what follows from
   * it by itself. The client is never changed. A refusal changes nothing, not even what time would have.
   * @throws INVALID_ARGUMENT where a key of the context is misspelt, HISTORY_NEEDED where the decision needs
   * `context.history`, ENDLESS_TRANSFERS where the blueprint goes round in circles. TIME_JUMP where more than
   * 2,000 deadlines of the client have come since it was last decided on, or would write more than 4,000
   * events: the clock is wrong, or time has to pass in smaller steps.
   */
  decide<const Given extends Command>(
    client: Client | undefined,
    command: CheckedCommand<Given, Command, Names>,
    context: DecisionContext,
  ): Outcome;
  /**
   * The client after one more event. The client before is untouched.
   * @throws HISTORY_NEEDED where the snapshot alone cannot tell: use `evolveAll` or `replay` there.
   * INVALID_HISTORY where the event is not the client's next one.
   */
  evolve(client: Client | undefined, event: ClientEvent): Client;
  /**
   * The client after more events. With `history`, all of the client's earlier events, also after those that
   * need it.
   * @throws HISTORY_NEEDED and INVALID_HISTORY as `evolve`.
   */
  evolveAll(
    client: Client | undefined,
    events: readonly ClientEvent[],
    history?: readonly ClientEvent[],
  ): Client;
  /**
   * Folds a client's whole history, oldest first. Corrected records count as corrected, undone merges not at
   * all. With `happenedUntil`, what happened later does not count, whenever it was recorded.
   * @throws INVALID_HISTORY where events are missing, foreign or out of order.
   */
  replay(history: readonly ClientEvent[], happenedUntil?: Instant): Client;
  /**
   * The transfers out of the client's state that concern it, in order of priority. Each is open, or has
   * all the reasons against it.
   */
  options(client: Client, context: DecisionContext): TransferOption[];
  /**
   * A fact of the client, built in or learned; `undefined` where it is unknown or no such fact is declared.
   */
  fact(client: Client, path: string, now: Instant): FactValue | undefined;
  /**
   * Every known fact of the client that only events change, by path: what stores keep beside the snapshot for
   * queries. The few that time alone changes ({@link momentaryFacts}) are not among them.
   */
  lastingFacts(client: Client): Record<string, FactValue>;
  /** When time alone will next have something to say about the client; `undefined` if never. */
  nextDueAt(client: Client): Instant | undefined;
}

/** What a conveyor needs beside its blueprint, which is data only. */
export interface ConveyorOptions {
  /** Own cadence rules, for policies `{ kind: 'custom', name }`. */
  readonly cadenceRules?: Readonly<Record<string, CadenceRule>>;
  /**
   * The working calendar instead of the blueprint's working time. It serves limits in working hours, and
   * capacity in assignment and plans. What it throws comes out of what asked it.
   */
  readonly calendar?: WorkingCalendar | undefined;
}

/** What {@link conveyorOf} takes. */
export interface CoreOptions extends ConveyorOptions, ConveyorParts {}

/**
 * The conveyor of a blueprint that was checked before, such as at build or on the server. It is frozen and
 * compiled, but not checked again. A blueprint that `parseBlueprint` has not passed may behave in any way.
 * @throws INVALID_ARGUMENT where it cannot even be compiled, or an option is misspelt.
 */
export function conveyorOf(checked: Blueprint, options: CoreOptions = {}): Conveyor {
  return withArguments('conveyorOf', { checked, options }, () => {
    assertKnown('conveyorOf', 'options', options, known);
    return made(checked, options);
  });
}

const known = [
  'cadenceRules',
  'calendar',
  'bookkeeping',
  'merging',
  'migrating',
  'onboarding',
  'redistributing',
] satisfies (keyof CoreOptions)[];

function made(checked: Blueprint, { cadenceRules = {}, calendar, ...parts }: CoreOptions): Conveyor {
  const blueprint = frozenCopy(checked);
  const readerOf = factReaders(blueprint, cadenceRules);
  const rules: ClientRules = {
    ...parts,
    ...compileBlueprint(blueprint, readerOf),
    calendar: calendar ? callersCalendar(calendar) : calendarOf(blueprint),
  };
  const lastingFacts = lastingFactsOf(rules);
  return {
    blueprint,
    rules,
    // A closure costs too much in what is called most.
    decide: (client, command, context) => {
      try {
        assertKnown('decide', 'context', context, contextKeys);
        return decide(rules, client, command, context);
      } catch (error) {
        throw argumentFault('decide', { 'client: .': client, command, context }, error);
      }
    },
    evolve: (client, event) => {
      try {
        return evolve(client, event);
      } catch (error) {
        throw argumentFault('evolve', { 'client: .': client, event }, error);
      }
    },
    evolveAll: (client, events, history) => {
      try {
        return evolveAll(client, events, history);
      } catch (error) {
        throw argumentFault('evolveAll', { 'client: .': client, 'events: array': events }, error);
      }
    },
    replay: (history, until) =>
      withArguments('replay', { 'history: array': history }, () =>
        replay(history, until && toInstant(until)),
      ),
    options: (client, context) =>
      withArguments('options', { client, context }, () => {
        assertKnown('options', 'context', context, contextKeys);
        return optionsOf(client, rules, context);
      }),
    fact: (client, path, now) =>
      withArguments('fact', { client, 'path: string': path, 'now: string': now }, () =>
        Object.hasOwn(rules.facts, path)
          ? (readerOf(path)(client, toInstant(now)) as FactValue | undefined)
          : undefined,
      ),
    lastingFacts: (client) => withArguments('lastingFacts', { client }, () => lastingFacts(client)),
    nextDueAt: (client) => withArguments('nextDueAt', { client }, () => nextDeadline(client, rules)?.at),
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
