import type {
  Actor,
  Client,
  ClientEvent,
  CommandInput,
  Conveyor,
  DecisionContext,
  Instant,
  RefusalReason,
  Staff,
} from 'sales-conveyor';
import { commandSchema } from 'sales-conveyor/schema';
import type { GivenEvent } from 'sales-conveyor/testing';
import { at, clientId, conveyor, head, importer } from './department.ts';

/** What a decision is made on beside clock and author; `history: undefined` says that it is not at hand. */
type Surroundings = { [Key in keyof DecisionContext]?: DecisionContext[Key] | undefined };

type WithoutClient<C> = C extends { clientId: string } ? Omit<C, 'clientId'> : never;
/** A command to the client of the story. */
export type Step = WithoutClient<CommandInput>;

/** A client's life step by step, as a service would live it: each command decided on and its events kept. */
export class Story {
  client: Client | undefined;
  readonly history: ClientEvent[] = [];

  constructor(
    readonly conveyor: Conveyor,
    readonly id = clientId,
  ) {}

  /** Carries a command out and returns its events of this client. */
  do(step: Step, actor: Actor, now: Instant, context: Surroundings = {}): readonly ClientEvent[] {
    const outcome = this.#decide(step, actor, now, context);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return this.take(outcome.events);
  }

  /** The reasons of a command's refusal; none if it would be accepted. Nothing changes. */
  ask(step: Step, actor: Actor, now: Instant, context: Surroundings = {}): readonly RefusalReason[] {
    const outcome = this.#decide(step, actor, now, context);
    return outcome.ok ? [] : outcome.refusal.reasons;
  }

  pass(now: Instant): readonly ClientEvent[] {
    return this.do({ type: 'advanceTime' }, { id: 'system', roles: [] }, now);
  }

  /** Merges another story's client into this one, or undoes it. */
  merge(other: Story, type: 'mergeDuplicate' | 'unmergeDuplicate', now: Instant, staff?: Staff): void {
    this.doWith(other, { type, duplicateId: other.id }, now, staff);
  }

  /** Carries out a command, the head's, that has events of two clients. */
  doWith(other: Story, step: Step, now: Instant, staff?: Staff): void {
    const context = { duplicate: other.known, duplicateHistory: other.history, staff };
    const outcome = this.#decide(step, head, now, context);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    this.take(outcome.events);
    other.take(outcome.events);
  }

  take(events: readonly ClientEvent[]): readonly ClientEvent[] {
    const own = events.filter((event) => event.clientId === this.id);
    this.client = this.conveyor.evolveAll(this.client, own, this.history);
    this.history.push(...own);
    return own;
  }

  get known(): Client {
    if (!this.client) throw new Error(`nothing has happened to ${this.id} yet`);
    return this.client;
  }

  get state(): string {
    return this.known.state;
  }

  fact(path: string, now: Instant): unknown {
    return this.conveyor.fact(this.known, path, now);
  }

  #decide(step: Step, actor: Actor, now: Instant, context: Surroundings) {
    const command = commandSchema.parse({ clientId: this.id, ...step });
    const surroundings = { now, by: actor, history: this.history, ...context } as DecisionContext;
    return this.conveyor.decide(this.client, command, surroundings);
  }
}

/** A story that has already come to a stage. */
export function storyOf(given: readonly GivenEvent[], on: Conveyor = conveyor, id = clientId): Story {
  const story = new Story(on, id);
  let last = at('01-01');
  const events = given.map((draft, i) => {
    last = draft.happenedAt ?? last;
    return {
      id: `${id}#${i + 1}`,
      clientId: id,
      happenedAt: last,
      recordedAt: last,
      by: 'given',
      ...draft,
    } as ClientEvent;
  });
  story.take(events);
  return story;
}

/** A client who buys already, with one order after another: `client-1`, `client-2`, ... */
export function buyerStory(orders: readonly Instant[], on: Conveyor = conveyor, id = clientId): Story {
  const story = new Story(on, id);
  const [first = at('01-05')] = orders;
  story.do({ type: 'register', source: 'existing', at: first }, importer, first);
  orders.forEach((placedAt, i) => {
    story.do(order(`${id}-${i + 1}`, placedAt), importer, placedAt);
  });
  return story;
}

export const order = (id: string, placedAt: Instant): Step => ({
  type: 'recordOrder',
  order: { id, placedAt },
});
