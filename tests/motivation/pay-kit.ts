import { type ClientEvent, defineConveyor, type EmployeeEvent, type Instant } from 'sales-conveyor';
import { type ClosedPeriod, definePay, type PayBook, type PayPlanInput } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import type { GivenEvent } from 'sales-conveyor/testing';

/** The mixed conveyor in euros and UTC, with two grades. */
export const conveyor = defineConveyor({
  ...mixed(),
  grades: { junior: { label: 'junior', load: 0.8 }, senior: { label: 'senior', load: 1 } },
});

/** Noon of a day, or a moment of it, in 2026. */
export const on = (day: string, time = '12:00'): Instant => `2026-${day}T${time}:00.000Z`;
export const FOREVER = '2030-01-01T00:00:00.000Z';

type Component = PayPlanInput['components'][string];

/** 10% of what is ordered in a month, to the client manager. */
export const tenPercent = {
  credit: { on: 'orderPlaced', to: [{ to: 'clientManager' }] },
  measure: { kind: 'sum', per: 'month' },
  rate: { kind: 'marginal', pays: 'percent', tiers: [{ from: 0, pays: 10 }] },
} satisfies Component;

export const planOf = (component: Component, rest: Partial<PayPlanInput> = {}): PayPlanInput => ({
  id: 'managers',
  version: 1,
  from: '2025-01-01',
  roles: ['clientManager'],
  currency: 'EUR',
  components: { sales: component },
  ...rest,
});

type Profile = Extract<EmployeeEvent, { type: 'employeeHired' }>['profile'];
type StaffDraft = Partial<EmployeeEvent> & Pick<EmployeeEvent, 'type' | 'happenedAt'>;

/** An employee's log. The first event is their hiring. */
export const staffLog = (employeeId: string, ...drafts: readonly StaffDraft[]): EmployeeEvent[] =>
  drafts.map(
    (draft, i) =>
      ({
        recordedAt: draft.happenedAt,
        by: 'head',
        id: `@${employeeId}#${i + 1}`,
        employeeId,
        ...draft,
      }) as EmployeeEvent,
  );

export const profile = (more: Partial<Profile> = {}): Profile => ({
  roles: ['clientManager'],
  hoursPerMonth: 130,
  skills: [],
  regions: [],
  ...more,
});

export const hired = (
  employeeId: string,
  more: Partial<Profile> = {},
  happenedAt = '2025-01-01T00:00:00.000Z',
) => staffLog(employeeId, { type: 'employeeHired', happenedAt, profile: profile(more) });

/** What happened to a client; recorded as it happened unless it says when. */
export const clientLog = (clientId: string, ...drafts: readonly GivenEvent[]): ClientEvent[] => {
  let last = '';
  return drafts.map((draft, i) => {
    const { happenedAt = last } = draft;
    const told = (draft as { recordedAt?: Instant }).recordedAt ?? happenedAt;
    last = told > last ? told : last;
    return {
      by: 'head',
      ...draft,
      id: `${clientId}#${i + 1}`,
      clientId,
      happenedAt,
      recordedAt: last,
    } as ClientEvent;
  });
};

const since = '2025-01-01T00:00:00.000Z';
export const registered = (happenedAt = since): GivenEvent => ({
  type: 'clientRegistered',
  source: 'existing',
  state: 'regular',
  happenedAt,
});
export const held = (employeeId: string, happenedAt = since, role = 'clientManager'): GivenEvent => ({
  type: 'holderAssigned',
  role,
  employeeId,
  happenedAt,
});
export const released = (employeeId: string, happenedAt: Instant, role = 'clientManager'): GivenEvent => ({
  type: 'holderReleased',
  role,
  employeeId,
  happenedAt,
});

/** Cents of euros. */
export const euros = (amount: number, currency = 'EUR') => ({ amount: Math.round(amount * 100), currency });

export const ordered = (id: string, placedAt: Instant, total = 0, more: object = {}): GivenEvent => ({
  type: 'orderRecorded',
  order: { id, placedAt, day: placedAt.slice(0, 10), total: euros(total), ...more },
  happenedAt: placedAt,
});
export const money = (
  orderId: string,
  kind: 'payment' | 'paymentUndone' | 'creditNote' | 'writeOff' | 'return' | 'priceCorrection',
  amount: number,
  happenedAt: Instant,
  more: object = {},
): GivenEvent => ({
  type: 'moneyRecorded',
  orderId,
  recordId: `${kind} ${happenedAt}`,
  kind,
  amount: euros(amount),
  happenedAt,
  ...more,
});
export const marked = (
  type: 'orderShipped' | 'orderPaid' | 'orderCancelled' | 'orderReturned',
  orderId: string,
  happenedAt: Instant,
): GivenEvent => ({ type, orderId, happenedAt });

/** Pay of Kate, who holds one client, by what happened to it. */
export const kates = (
  plans: PayPlanInput | readonly PayPlanInput[],
  ...drafts: readonly GivenEvent[]
): PayBook =>
  definePay(conveyor, [plans].flat() as PayPlanInput[]).over({
    clients: clientLog('acme', registered(), held('kate'), ...drafts),
    employees: hired('kate'),
  });

/** What a month comes to, in euros, by all that is known in the end or at a moment. */
export const paid = (book: PayBook, period: string, knownAt: Instant = FOREVER, employee = 'kate'): number =>
  book.statement({ employee, period, knownAt }).total / 100;

/** Months closed one after the other, each as known at a moment. */
export function closedMonths(
  book: PayBook,
  months: readonly (readonly [period: string, knownAt: Instant])[],
  employee = 'kate',
): ClosedPeriod[] {
  const closed: ClosedPeriod[] = [];
  for (const [period, knownAt] of months) {
    const outcome = book.close({ employee, period, knownAt, closed });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    closed.push(outcome.closed);
  }
  return closed;
}
