import {
  type Actor,
  type BlueprintInput,
  type Client,
  type ClientEvent,
  type CommandInput,
  defineConveyor,
  explain,
  type Instant,
} from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { commandSchema } from 'sales-conveyor/schema';
import { describe, expect, test } from 'vitest';

type WithoutClient<C> = C extends unknown ? Omit<C, 'clientId'> : never;
type Step = WithoutClient<CommandInput>;

/** The head of sales may do everything, so the journeys show the conveyor and not who may do what. */
const head: Actor = { id: 'head', roles: ['headOfSales'] };
const day = (date: string): Instant => `${date}T09:00:00.000Z`;

/** One client on a preset's conveyor, day by day. */
class Journey {
  readonly #conveyor;
  readonly #history: ClientEvent[] = [];
  #client: Client | undefined;

  constructor(blueprint: BlueprintInput, source: string, date: string) {
    this.#conveyor = defineConveyor(blueprint);
    this.on(date, { type: 'register', source });
  }

  /** Takes steps on a day and says where the client stands then. */
  on(date: string, ...steps: Step[]): string {
    for (const step of steps) this.#take(step, day(date));
    return this.client.state;
  }

  /** What stands against a transfer on a day, in words. */
  against(date: string, transfer: string): string {
    const command = commandSchema.parse({ clientId: 'c', type: 'transfer', transfer });
    const outcome = this.#conveyor.decide(this.#client, command, { now: day(date), by: head });
    return outcome.ok ? '' : explain(outcome.refusal, { dictionary: en, conveyor: this.#conveyor });
  }

  get client(): Client {
    if (!this.#client) throw new Error('The journey has not begun');
    return this.#client;
  }

  /** The id of the newest event of a type. */
  eventOf(type: ClientEvent['type']): string {
    return this.#history.findLast((event) => event.type === type)?.id ?? '';
  }

  #take(step: Step, now: Instant): void {
    const command = commandSchema.parse({ clientId: 'c', ...step });
    const context = { now, by: head, history: this.#history };
    const outcome = this.#conveyor.decide(this.#client, command, context);
    if (!outcome.ok) throw new Error(explain(outcome.refusal, { dictionary: en, conveyor: this.#conveyor }));
    this.#client = this.#conveyor.evolveAll(this.#client, outcome.events, this.#history);
    this.#history.push(...outcome.events);
  }
}

const wait: Step = { type: 'advanceTime' };
const move = (transfer: string, reason?: string): Step => ({
  type: 'transfer',
  transfer,
  ...(reason && { reason }),
});
const learn = (...facts: string[]): Step => ({
  type: 'learnFacts',
  facts: Object.fromEntries(facts.map((fact) => [fact, true])),
});
const handTo = (to: string, transfer: string): Step[] => [move(transfer), { type: 'acceptHandoff', to }];
const order = (id: string, date: string): Step => ({
  type: 'recordOrder',
  order: { id, placedAt: day(date) },
});
const ship = (orderId: string): Step => ({ type: 'shipOrder', orderId });
const pay = (orderId: string): Step => ({ type: 'payOrder', orderId });
const decisionOn = (date: string): Step => ({
  type: 'recordWindow',
  windowId: 'w',
  category: 'goods',
  decidesAt: day(date),
});
const met: Step = { type: 'recordPerson', personId: 'ada', name: 'Ada', part: 'decisionMaker' };

const qualified = (need: string): Step[] => [
  move('startQualification'),
  learn('fit', need, 'cardComplete'),
  met,
  move('qualify'),
];

describe('on the transactional conveyor', () => {
  const regular = () => {
    const journey = new Journey(transactional(), 'lead', '2026-01-05');
    journey.on('2026-01-05', ...qualified('constantNeed'), ...handTo('mila', 'handToClientManager'));
    journey.on('2026-01-06', order('o1', '2026-01-06'), ship('o1'));
    journey.on('2026-01-20', order('o2', '2026-01-20'));
    journey.on('2026-02-03', order('o3', '2026-02-03'));
    return journey;
  };

  test('a lead is qualified, taken by a client manager and ramps in with the first shipment', () => {
    const journey = new Journey(transactional(), 'lead', '2026-01-05');
    expect(journey.client.state).toBe('lead');
    expect(journey.on('2026-01-05', ...qualified('constantNeed'))).toBe('qualified');
    expect(journey.on('2026-01-05', ...handTo('mila', 'handToClientManager'))).toBe('activeSelling');
    expect(journey.on('2026-01-06', order('o1', '2026-01-06'), ship('o1'))).toBe('rampIn');
    expect(journey.client.custody.clientManager?.employeeId).toBe('mila');
  });

  test('the third order on time makes a client regular by itself', () => {
    expect(regular().client.state).toBe('regular');
  });

  test('an overdue client goes back to the pool and is regular again with the next order', () => {
    const journey = regular();
    expect(journey.on('2026-03-03', wait)).toBe('regular');
    expect(journey.on('2026-03-05', wait)).toBe('overdue');
    expect(journey.client.custody.clientManager).toBeUndefined();
    expect(journey.client.pool).toMatchObject({
      name: 'clientManager',
      cause: { code: 'transfer', transfer: 'becomeOverdue' },
    });
    expect(journey.on('2026-03-06', order('o4', '2026-03-06'))).toBe('regular');
  });

  test('without a rhythm a client is overdue after 30 days', () => {
    const journey = new Journey(transactional(), 'existing', '2026-01-05');
    journey.on('2026-01-05', order('o1', '2026-01-05'));
    expect(journey.on('2026-02-04', wait)).toBe('regular');
    expect(journey.on('2026-02-05', wait)).toBe('overdue');
  });
});

describe('on the consultative conveyor', () => {
  const entered = () => {
    const journey = new Journey(consultative(), 'cold', '2026-01-05');
    journey.on('2026-01-05', ...qualified('timeliness'), ...handTo('denis', 'handToDevelopment'));
    return journey;
  };

  test('nobody is qualified, let alone handed over, before the telemarketer knows that the purchase is timely', () => {
    const journey = new Journey(consultative(), 'cold', '2026-01-05');
    journey.on('2026-01-05', move('startQualification'), learn('fit', 'cardComplete'), met);
    expect(journey.against('2026-01-05', 'qualify')).toContain('The purchase is timely');
    expect(journey.against('2026-01-05', 'qualify')).toContain('telemarketer');
    expect(journey.on('2026-01-06', learn('timeliness'), move('qualify'))).toBe('qualified');
    journey.on('2026-01-07', { type: 'learnFacts', facts: { timeliness: false } });
    expect(journey.against('2026-01-07', 'handToDevelopment')).toContain('The purchase is timely');
  });

  test('a far decision is awaited, and sold to 90 days before', () => {
    const journey = entered();
    expect(journey.on('2026-01-06', decisionOn('2026-09-01'))).toBe('awaitingWindow');
    expect(journey.on('2026-06-02', wait)).toBe('awaitingWindow');
    expect(journey.on('2026-06-03', wait)).toBe('activeSelling');
  });

  test('the client manager takes over a client whose solution the expert has confirmed', () => {
    const journey = entered();
    journey.on('2026-01-06', decisionOn('2026-02-01'));
    expect(journey.on('2026-02-02', order('o1', '2026-02-02'), ship('o1'), pay('o1'))).toBe('rampIn');
    journey.on('2026-02-03', learn('decisionGroupMapped', 'termsAgreed', 'introductionMade'));
    expect(journey.against('2026-06-03', 'handToClientManager')).toContain('The solution is confirmed');
    journey.on('2026-02-04', learn('solutionConfirmed'));
    expect(journey.against('2026-06-01', 'handToClientManager')).toContain('4 months');
    expect(journey.on('2026-06-03', ...handTo('mila', 'handToClientManager'))).toBe('regular');
  });
});

describe('on the project conveyor', () => {
  const won = () => {
    const journey = new Journey(project(), 'referral', '2026-01-05');
    journey.on('2026-01-05', ...qualified('timeliness'), ...handTo('pavel', 'handToProjectSeller'));
    journey.on('2026-01-06', decisionOn('2026-03-01'));
    journey.on('2026-02-02', { type: 'recordContact', channel: 'visit', twoWay: true, performedBy: 'pavel' });
    journey.on('2026-03-01', { type: 'resolveWindow', windowId: 'w', outcome: 'won' });
    journey.on('2026-03-02', learn('decisionGroupMapped', 'termsAgreed', 'contractSigned'));
    return journey;
  };

  test('a project is delivered by its team once the solution is confirmed and the contract signed', () => {
    const journey = won();
    expect(journey.client.state).toBe('activeSelling');
    expect(journey.against('2026-03-02', 'handToProjectTeam')).toContain('The solution is confirmed');
    const delivery = [learn('solutionConfirmed'), ...handTo('tom', 'handToProjectTeam')];
    expect(journey.on('2026-03-03', ...delivery)).toBe('inDelivery');
    expect(journey.client.custody).toMatchObject({
      projectTeam: { employeeId: 'tom' },
      projectSeller: { employeeId: 'pavel' },
    });
  });

  test('delivery takes its time: silence says nothing', () => {
    const journey = won();
    journey.on('2026-03-03', learn('solutionConfirmed'), ...handTo('tom', 'handToProjectTeam'));
    journey.on('2026-03-04', order('o1', '2026-03-04'));
    expect(journey.on('2029-03-04', wait)).toBe('inDelivery');
    expect(journey.on('2029-03-05', pay('o1'), learn('deliveryAccepted'), move('complete'))).toBe(
      'completed',
    );
  });

  test('a project that a competitor wins is lost, and the client can be qualified for the next one', () => {
    const journey = won();
    expect(journey.on('2026-03-03', move('lose', 'competitor'))).toBe('lost');
    expect(journey.client.pool?.name).toBe('telemarketer');
    expect(journey.on('2027-01-11', move('startQualification'))).toBe('inQualification');
  });
});

describe('on the mixed conveyor', () => {
  const awaiting = () => {
    const journey = new Journey(mixed(), 'cold', '2026-01-05');
    journey.on('2026-01-05', ...qualified('constantNeed'), ...handTo('denis', 'handToDevelopment'));
    expect(journey.on('2026-01-06', decisionOn('2026-09-01'))).toBe('awaitingWindow');
    return journey;
  };

  test('a client who decides for us before the window is not kept waiting for it', () => {
    expect(awaiting().on('2026-02-02', { type: 'resolveWindow', windowId: 'w', outcome: 'won' })).toBe(
      'activeSelling',
    );
  });

  test('a client whose only window was recorded by mistake is not kept waiting for it', () => {
    const journey = awaiting();
    const eventId = journey.eventOf('windowRecorded');
    expect(journey.on('2026-02-02', { type: 'correctRecord', eventId, reason: 'a misunderstanding' })).toBe(
      'inEntry',
    );
  });

  test('a client can still be deferred or found unfit while sold to', () => {
    const wakeAt = day('2026-06-01');
    const deferral: Step = { type: 'transfer', transfer: 'defer', reason: 'noBudget', wakeAt };
    expect(awaiting().on('2026-02-02', deferral)).toBe('deferred');
    expect(awaiting().on('2026-08-03', move('disqualify', 'noNeed'))).toBe('disqualified');
  });

  test('the development specialist lets go of a client whom the client manager accepts', () => {
    const journey = awaiting();
    journey.on('2026-02-02', order('o1', '2026-02-02'), ship('o1'), pay('o1'));
    journey.on('2026-03-02', order('o2', '2026-02-16'), order('o3', '2026-03-02'));
    journey.on('2026-03-03', learn('decisionGroupMapped', 'termsAgreed', 'introductionMade'));
    expect(journey.on('2026-03-03', ...handTo('mila', 'handToClientManager'))).toBe('regular');
    expect(journey.client.custody).toMatchObject({ clientManager: { employeeId: 'mila' } });
    expect(journey.client.custody.developmentSpecialist).toBeUndefined();
  });

  test("an existing client is the client managers', and what silence has made of it shows at once", () => {
    const journey = new Journey(mixed(), 'existing', '2026-01-05');
    expect(journey.client).toMatchObject({ state: 'regular', pool: { name: 'clientManager' } });
    const years = new Journey(mixed(), 'existing', '2026-01-05');
    expect(years.on('2026-01-05', order('o1', '2025-08-01'))).toBe('dormant');
  });
});
