import type { Client } from '../client/client.ts';
import { type CommandInput, commandSchema } from '../client/command.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { DecisionContext } from '../client/decision-context.ts';
import type { ClientEvent, EventHead, EventPayloads, EventType } from '../client/event.ts';
import { eventId } from '../client/event-id.ts';
import type { RefusalCode } from '../client/refusal.ts';
import { admit } from '../errors/admit.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Instant } from '../time/instant.ts';
import { differences } from './differences.ts';

/**
 * A past event in short: the head is filled in. Where no time is said it happened when the event before it
 * was recorded; it was recorded when it happened, yet not before the event before it.
 */
export type GivenEvent = {
  [T in EventType]: { readonly type: T } & Readonly<EventPayloads[T]> &
    Partial<Omit<EventHead, 'id' | 'clientId'>>;
}[EventType];

/** What is looked for in an event: the type, and as much of the rest as matters. */
export type ExpectedEvent = {
  [T in EventType]: { readonly type: T } & DeepPartial<EventPayloads[T] & EventHead>;
}[EventType];

/** As much of a value as matters. Any part of an object may be left out, but a list is given item by item. */
export type DeepPartial<T> = T extends readonly (infer Item)[]
  ? readonly DeepPartial<Item>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** A refusal by the codes of its reasons, in any order; every reason must be named. */
export interface ExpectedRefusal {
  readonly refused: readonly RefusalCode[];
}

/**
 * A decision's test in three steps, in any test runner:
 * `scenario(conveyor).given(events).when(command, context).then(events or refusal)`.
 */
export interface Scenario {
  /**
   * What has happened to the client, oldest first, beginning with `clientRegistered`. Nothing: the client is
   * new.
   */
  given(...events: readonly GivenEvent[]): Given;
}

/** The first step taken: the past is told. */
export interface Given {
  /** The client as the events have left it; undefined where there were none. */
  readonly client: Client | undefined;
  /**
   * Decides on a command; its history is the events given.
   * @throws Error where the input is no command.
   */
  when(command: CommandInput, context: Omit<DecisionContext, 'history'>): When;
}

/** The second step taken: the command is decided on. */
export interface When {
  /**
   * Holds the outcome against exactly these events, in order, each as far as it is described, or against a
   * refusal.
   * @throws Error that shows every difference; `expected` and `actual` are there for the runner.
   */
  then(expected: readonly ExpectedEvent[] | ExpectedRefusal): void;
  /** The client afterwards; the client before where the command was refused. */
  readonly client: Client | undefined;
}

const SOME_TIME: Instant = '2026-01-01T00:00:00.000Z';

/**
 * Begins a decision's test on a conveyor; every event and command is about the client with the given id.
 * @example
 * scenario(conveyor)
 *   .given({ type: 'clientRegistered', source: 'cold', state: 'cold' })
 *   .when({ type: 'register', clientId: 'client', source: 'cold' }, { now, by })
 *   .then({ refused: ['ALREADY_REGISTERED'] });
 */
export function scenario(conveyor: Conveyor, clientId = 'client'): Scenario {
  return {
    given: (...drafts) =>
      withArguments('given', { conveyor, 'clientId: string': clientId, 'drafts: array': drafts }, () => {
        const history = toHistory(drafts, clientId);
        const client = history.length > 0 ? conveyor.replay(history) : undefined;
        return {
          client,
          when: (input, context) =>
            withArguments('when', { 'input: .': input, context }, () =>
              outcomeOf(conveyor, client, history, input, context),
            ),
        };
      }),
  };
}

function toHistory(drafts: readonly GivenEvent[], clientId: string): ClientEvent[] {
  let last: Instant | undefined;
  return drafts.map((draft, i) => {
    const happenedAt = draft.happenedAt ?? draft.recordedAt ?? last ?? SOME_TIME;
    const recordedAt = draft.recordedAt ?? (last !== undefined && last > happenedAt ? last : happenedAt);
    last = recordedAt;
    const head = { id: eventId(clientId, i + 1), clientId, happenedAt, recordedAt, by: 'given' };
    return { ...head, ...draft } as ClientEvent;
  });
}

function outcomeOf(
  conveyor: Conveyor,
  client: Client | undefined,
  history: readonly ClientEvent[],
  input: CommandInput,
  context: Omit<DecisionContext, 'history'>,
): When {
  const command = admit(commandSchema, input, 'INVALID_COMMAND', 'a command');
  const outcome = conveyor.decide(client, command, { ...context, history });
  const events = outcome.ok ? outcome.events : [];
  const own = events.filter((event) => event.clientId === command.clientId);
  return {
    client: own.length > 0 ? conveyor.evolveAll(client, own, history) : client,
    then(expected) {
      const actual = outcome.ok
        ? events
        : { refused: outcome.refusal.reasons.map(({ code }) => code).sort() };
      const wanted = 'refused' in expected ? { refused: [...expected.refused].sort() } : expected;
      const found = differences(wanted, actual);
      if (found.length === 0) return;
      const message = `The outcome is another one:\n${found.join('\n')}`;
      throw Object.assign(new Error(message), {
        expected: wanted,
        actual: outcome.ok ? events : outcome.refusal,
      });
    },
  };
}
