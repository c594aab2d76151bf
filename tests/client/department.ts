import {
  type Actor,
  type Client,
  type ClientEvent,
  type CommandInput,
  type Conveyor,
  commandSchema,
  type DecisionContext,
  defineConveyor,
  type Instant,
  mixed,
  type RefusalReason,
  type Staff,
} from 'sales-conveyor';
import type { GivenEvent } from 'sales-conveyor/testing';

/** The sample department: one person a role, on the mixed conveyor as it comes. */
export const conveyor = defineConveyor(mixed());
/** The same with the seed's rule for everybody: overdue at 60 days, dormant at 120, lost at 360. */
export const fixedRule = defineConveyor(mixed({ overdue: { kind: 'fixed', after: { days: 60 } } }));

export const tanya: Actor = { id: 'tanya', roles: ['telemarketer'] };
export const denis: Actor = { id: 'denis', roles: ['developmentSpecialist'] };
export const ivanova: Actor = { id: 'ivanova', roles: ['clientManager'] };
export const petrova: Actor = { id: 'petrova', roles: ['clientManager'] };
export const olga: Actor = { id: 'olga', roles: ['orderOperator'] };
export const head: Actor = { id: 'head', roles: ['headOfSales'] };
export const importer: Actor = { id: 'import', roles: ['import'] };
export const stranger: Actor = { id: 'stranger', roles: [] };

export const staff: Staff = Object.fromEntries(
  [tanya, denis, ivanova, petrova, olga, head].map(({ id, roles }) => [id, { roles }]),
);

/** An instant of 2026, in UTC: `at('02-28')`, `at('02-28', '23:59')`. The 5th of January is a Monday. */
export const at = (day: string, time = '09:00'): Instant => `2026-${day}T${time}:00.000Z`;

export const clientId = 'client';
export const by = (actor: Actor, now: Instant, context: Partial<DecisionContext> = {}) => ({
  now,
  by: actor,
  ...context,
});

export const registered = (state: string, happenedAt: Instant, source = 'cold'): GivenEvent => ({
  type: 'clientRegistered',
  source,
  state,
  happenedAt,
});

export const moved = (from: string, to: string, happenedAt: Instant, transfer?: string): GivenEvent => ({
  type: 'stateChanged',
  from,
  to,
  cause: 'person',
  happenedAt,
  ...(transfer && { transfer }),
});

export const held = (role: string, { id }: Actor, happenedAt: Instant): GivenEvent => ({
  type: 'roleAssigned',
  role,
  employeeId: id,
  happenedAt,
});

export const learned = (at: Instant, facts: Record<string, boolean>): GivenEvent => ({
  type: 'factsLearned',
  happenedAt: at,
  facts: Object.fromEntries(
    Object.entries(facts).map(([path, value]) => [path, { value, at, source: 'given' }]),
  ),
});

export const ordered = (id: string, placedAt: Instant, amount = 1000): GivenEvent => ({
  type: 'orderRecorded',
  happenedAt: placedAt,
  order: { id, placedAt, day: placedAt.slice(0, 10), total: { amount, currency: 'EUR' } },
});

export const shipped = (orderId: string, happenedAt: Instant): GivenEvent => ({
  type: 'orderShipped',
  orderId,
  happenedAt,
});

export const paid = (orderId: string, happenedAt: Instant): GivenEvent => ({
  type: 'orderPaid',
  orderId,
  happenedAt,
});

const qualifying = { fit: true, constantNeed: true, cardComplete: true };
const agreed = { decisionGroupMapped: true, termsAgreed: true, introductionMade: true };
const buyer = { name: 'Ada', part: 'decisionMaker', reachable: true } as const;

/** A client on its way, in each stage; everybody holds it in turn. */
export const stages = {
  cold: [registered('cold', at('01-05'))],
  inQualification: [
    registered('cold', at('01-05')),
    held('telemarketer', tanya, at('01-05')),
    moved('cold', 'inQualification', at('01-06'), 'startQualification'),
  ],
  get qualified() {
    return [
      ...this.inQualification,
      learned(at('01-07'), qualifying),
      { type: 'personRecorded', personId: 'ada', person: buyer, happenedAt: at('01-07') },
      moved('inQualification', 'qualified', at('01-07'), 'qualify'),
    ] satisfies GivenEvent[];
  },
  /** Accepted by Denis on 8 January. */
  get inEntry() {
    return [
      ...this.qualified,
      moved('qualified', 'inEntry', at('01-08'), 'handToDevelopment'),
      { type: 'roleReleased', role: 'telemarketer', employeeId: 'tanya', reason: 'handToDevelopment' },
      held('developmentSpecialist', denis, at('01-08')),
    ] satisfies GivenEvent[];
  },
  /** The first order was placed and shipped on 12 January and paid on the 14th. */
  get rampIn() {
    return [
      ...this.inEntry,
      ordered('o1', at('01-12')),
      shipped('o1', at('01-12', '15:00')),
      moved('inEntry', 'rampIn', at('01-12', '15:00'), 'firstShipment'),
      paid('o1', at('01-14')),
    ] satisfies GivenEvent[];
  },
  /** Three orders by 9 February, and all that the client manager wants to see. */
  get readyToHandOver() {
    return [
      ...this.rampIn,
      learned(at('01-15'), agreed),
      ordered('o2', at('01-26')),
      ordered('o3', at('02-09')),
    ] satisfies GivenEvent[];
  },
  /** With Ivanova since 10 February; orders every two weeks, the last on 9 February. */
  get regular() {
    return [
      ...this.readyToHandOver,
      moved('rampIn', 'regular', at('02-10'), 'handToClientManager'),
      {
        type: 'roleReleased',
        role: 'developmentSpecialist',
        employeeId: 'denis',
        reason: 'handToClientManager',
      },
      held('clientManager', ivanova, at('02-10')),
    ] satisfies GivenEvent[];
  },
};

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
  ask(
    step: Step,
    actor: Actor,
    now: Instant,
    context: Surroundings = {},
  ): readonly RefusalReason[] {
    const outcome = this.#decide(step, actor, now, context);
    return outcome.ok ? [] : outcome.refusal.reasons;
  }

  pass(now: Instant): readonly ClientEvent[] {
    return this.do({ type: 'passTime' }, { id: 'system', roles: [] }, now);
  }

  /** Merges another story's client into this one, or undoes it. */
  merge(other: Story, type: 'mergeDuplicate' | 'unmergeDuplicate', now: Instant): void {
    const outcome = this.#decide({ type, duplicateId: other.id }, head, now, { duplicate: other.known });
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
