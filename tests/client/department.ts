import {
  type Actor,
  type BlueprintInput,
  type DecisionContext,
  defineConveyor,
  type Instant,
  type Staff,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import type { GivenEvent } from 'sales-conveyor/testing';

/** The sample department: one person a role, on the mixed conveyor as it comes. */
export const conveyor = defineConveyor(mixed());
/** The same with the seed's rule for everybody: overdue at 60 days, dormant at 120, lost at 360. */
export const fixedRule = defineConveyor(mixed({ overdue: { kind: 'fixed', after: { days: 60 } } }));

const { releaseUnoffered, missFirstTouch, releaseForgotten, releaseStalled, sellTooLong, ...others } =
  mixed().transfers;
/** The same where nobody hurries anybody beyond a week in qualification and a month in entry. */
export const unhurried = defineConveyor({ ...mixed(), transfers: others } as BlueprintInput);

export const tanya: Actor = { id: 'tanya', roles: ['telemarketer'] };
export const denis: Actor = { id: 'denis', roles: ['developmentSpecialist'] };
export const ivanova: Actor = { id: 'ivanova', roles: ['clientManager'] };
export const petrova: Actor = { id: 'petrova', roles: ['clientManager'] };
export const boris: Actor = { id: 'boris', roles: ['backOffice'] };
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
  type: 'holderAssigned',
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
  cold: [
    registered('cold', at('01-05')),
    { type: 'clientPooled', pool: 'telemarketer', cause: { code: 'registered' }, happenedAt: at('01-05') },
  ] satisfies GivenEvent[],
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
      {
        type: 'holderReleased',
        role: 'telemarketer',
        employeeId: 'tanya',
        cause: { code: 'transfer', transfer: 'handToDevelopment' },
      },
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
        type: 'holderReleased',
        role: 'developmentSpecialist',
        employeeId: 'denis',
        cause: { code: 'transfer', transfer: 'handToClientManager' },
      },
      held('clientManager', ivanova, at('02-10')),
    ] satisfies GivenEvent[];
  },
};
