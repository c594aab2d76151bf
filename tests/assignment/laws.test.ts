import fc from 'fast-check';
import {
  type AssignmentCandidate,
  type AssignmentLedger,
  type AssignmentObstacle,
  type AssignmentPolicyInput,
  assignMany,
  assignNext,
  emptyAssignmentLedger,
  parseAssignmentPolicy,
  refundAssignment,
  unfairnessBound,
} from 'sales-conveyor/assignment';
import { describe, expect, it } from 'vitest';

const ROUNDING = 1e-6;
const people = ['anna', 'boris', 'vera', 'gleb', 'dina', 'egor', 'zhanna'];
const absent: AssignmentObstacle = { code: 'ABSENT' };

interface Step {
  readonly hours: number;
  readonly day: number;
  readonly staff: readonly {
    readonly there: boolean;
    readonly capacity: number;
    readonly bonus: number;
    readonly openClients: number;
    readonly openHours: number;
  }[];
  /** Whether the client comes back at once, the charge being refunded. */
  readonly returned: boolean;
}

const arbitraryPerson = fc.record({
  there: fc.boolean(),
  capacity: fc.oneof(fc.constantFrom(0, 1, 130), fc.double({ min: 0.01, max: 744, noNaN: true })),
  bonus: fc.double({ min: 0, max: 4, noNaN: true }),
  openClients: fc.nat(60),
  openHours: fc.double({ min: 0, max: 200, noNaN: true }),
});

function arbitraryHistory(returns = false): fc.Arbitrary<Step[]> {
  const step = fc.record({
    hours: fc.double({ min: 0, max: 6, noNaN: true }),
    day: fc.nat(20),
    staff: fc.array(arbitraryPerson, { minLength: people.length, maxLength: people.length }),
    returned: returns ? fc.boolean() : fc.constant(false),
  });
  return fc.array(step, { maxLength: 80 });
}

const arbitraryPolicy: fc.Arbitrary<AssignmentPolicyInput> = fc.record({
  measure: fc.constantFrom('hours', 'clients'),
  maxBonus: fc.constantFrom(0, 0.5, 3),
});

function requestOf({ hours, day }: Step, i: number) {
  const date = `2026-01-${String(day + 1).padStart(2, '0')}`;
  return { clientId: `c-${i}`, role: 'keeper', hours, at: `${date}T09:00:00.000Z`, day: date };
}

function candidatesOf({ staff }: Step): AssignmentCandidate[] {
  return staff.map(({ there, ...figures }, i) => {
    return { employeeId: people[i] as string, ...figures, obstacles: there ? [] : [absent] };
  });
}

/** What everybody was entitled to and received, reckoned from the outcomes alone. */
class Books {
  readonly entitled = new Map<string, number>();
  readonly received = new Map<string, number>();

  drift(employeeId: string): number {
    return (this.entitled.get(employeeId) ?? 0) - (this.received.get(employeeId) ?? 0);
  }

  enter(step: Step, winner: string, amount: number): void {
    const able = candidatesOf(step).filter(({ obstacles, capacity }) => !obstacles?.length && capacity > 0);
    const total = able.reduce((sum, { capacity }) => sum + capacity, 0);
    for (const { employeeId, capacity } of able) add(this.entitled, employeeId, (amount * capacity) / total);
    add(this.received, winner, amount);
  }
}

const add = (sums: Map<string, number>, key: string, amount: number) =>
  sums.set(key, (sums.get(key) ?? 0) + amount);

describe('over any history of absences, changing capacities and changing eligibility', () => {
  it('nobody’s received and entitled drift apart by more than the bound, and the ledger tells the drift', () => {
    fc.assert(
      fc.property(arbitraryHistory(), arbitraryPolicy, (history, input) => {
        const policy = parseAssignmentPolicy(input);
        const books = new Books();
        let ledger = emptyAssignmentLedger;
        for (const [i, step] of history.entries()) {
          const { outcome, ledger: next } = assignNext(
            requestOf(step, i),
            candidatesOf(step),
            ledger,
            policy,
          );
          ledger = next;
          if ('employeeId' in outcome) books.enter(step, outcome.employeeId, outcome.amount);
          for (const { employeeId, received, debt } of ledger.entries) {
            expect(Math.abs(debt)).toBeLessThanOrEqual(unfairnessBound(ledger) + ROUNDING);
            expect(debt).toBeCloseTo(books.drift(employeeId), 6);
            expect(received).toBeCloseTo(books.received.get(employeeId) ?? 0, 6);
          }
        }
        const largest = policy.measure === 'clients' ? 1 : 6;
        const most = ((people.length - 1) / 2) * (largest + policy.maxBonus);
        expect(unfairnessBound(ledger)).toBeLessThanOrEqual(most + ROUNDING);
      }),
      { numRuns: 150 },
    );
  });

  it('debts add up to nothing: what one is owed, others are ahead by', () => {
    fc.assert(
      fc.property(arbitraryHistory(), (history) => {
        const sum = run(history, {}).entries.reduce((total, { debt }) => total + debt, 0);
        expect(sum).toBeCloseTo(0, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('nobody who is absent, not eligible or without capacity is chosen, earns or is charged', () => {
    fc.assert(
      fc.property(arbitraryHistory(), (history) => {
        const policy = parseAssignmentPolicy({});
        let ledger = emptyAssignmentLedger;
        for (const [i, step] of history.entries()) {
          const before = accounts(ledger);
          const { outcome, ledger: next } = assignNext(
            requestOf(step, i),
            candidatesOf(step),
            ledger,
            policy,
          );
          ledger = next;
          const after = accounts(ledger);
          for (const { employeeId, obstacles } of outcome.candidates) {
            if (obstacles.length === 0) continue;
            expect('employeeId' in outcome && outcome.employeeId).not.toBe(employeeId);
            expect(after.get(employeeId)).toEqual(before.get(employeeId));
          }
          const anybody = outcome.candidates.some(({ obstacles }) => obstacles.length === 0);
          expect('employeeId' in outcome).toBe(anybody);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('losing or gaining clients in other ways changes nobody’s turn', () => {
    fc.assert(
      fc.property(arbitraryHistory(), arbitraryHistory(), (history, other) => {
        const emptied = history.map((step, i) => {
          const staff = step.staff.map((person, p) => {
            const { openClients = 0, openHours = 0 } = other[i]?.staff[p] ?? {};
            return { ...person, openClients, openHours };
          });
          return { ...step, staff };
        });
        expect(run(emptied, {})).toEqual(run(history, {}));
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the candidates changes nothing', () => {
    fc.assert(
      fc.property(arbitraryHistory(), (history) => {
        const policy = parseAssignmentPolicy({});
        const ledger = run(history, {});
        for (const [i, step] of history.slice(0, 5).entries()) {
          const [request, candidates] = [requestOf(step, i), candidatesOf(step)];
          expect(assignNext(request, candidates.toReversed(), ledger, policy)).toEqual(
            assignNext(request, candidates, ledger, policy),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refunds widen the bound by what was refunded and no more', () => {
    fc.assert(
      fc.property(arbitraryHistory(true), (history) => {
        const policy = parseAssignmentPolicy({ maxBonus: 0.5 });
        let ledger = emptyAssignmentLedger;
        for (const [i, step] of history.entries()) {
          const request = requestOf(step, i);
          const first = assignNext(request, candidatesOf(step), ledger, policy);
          ledger = first.ledger;
          if (!step.returned || !('employeeId' in first.outcome)) continue;
          ledger = refundAssignment(ledger, first.outcome);
          const refunded = first.outcome.amount;
          const later = history[(i + 1) % history.length] ?? step;
          const again = assignNext({ ...request, refunded }, candidatesOf(later), ledger, policy);
          ledger = again.ledger;
          for (const { debt } of ledger.entries) {
            expect(Math.abs(debt)).toBeLessThanOrEqual(unfairnessBound(ledger) + ROUNDING);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('accepted handoffs', () => {
  it('that nobody dealt widen the bound by what was taken and no more; what one is ahead by, others are owed', () => {
    const arbitraryTaking = fc.array(fc.option(fc.nat(people.length - 1)), { maxLength: 80 });
    fc.assert(
      fc.property(arbitraryHistory(), arbitraryTaking, (history, takers) => {
        const policy = parseAssignmentPolicy({ maxBonus: 0.5 });
        let ledger = emptyAssignmentLedger;
        for (const [i, step] of history.entries()) {
          const taken = people[takers[i] ?? -1];
          const request = { ...requestOf(step, i), ...(taken !== undefined && { taken }) };
          const { outcome, ledger: next } = assignNext(request, candidatesOf(step), ledger, policy);
          ledger = next;
          if (taken !== undefined) expect(outcome).toMatchObject({ employeeId: taken });
          for (const { debt } of ledger.entries)
            expect(Math.abs(debt)).toBeLessThanOrEqual(unfairnessBound(ledger) + ROUNDING);
          expect(ledger.entries.reduce((sum, { debt }) => sum + debt, 0)).toBeCloseTo(0, 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('whoever joins or returns, whatever was before', () => {
  it('changes nobody’s account, and gets no more than their share, what they are owed and one client', () => {
    fc.assert(
      fc.property(arbitraryHistory(), fc.nat(people.length), (history, who) => {
        const policy = parseAssignmentPolicy({ measure: 'clients' });
        let ledger = run(history, { measure: 'clients' });
        const staff = [...people, 'newcomer'];
        const entrant = staff[who] as string;
        const before = accounts(ledger).get(entrant) ?? { received: 0, debt: 0 };
        const others = accounts(ledger);
        let entitled = 0;
        for (let i = 0; i < 40; i++) {
          const candidates = staff.map((employeeId) => {
            return { employeeId, capacity: 100, openClients: 0, openHours: 0 };
          });
          const request = { clientId: `n-${i}`, role: 'keeper', hours: 1, at: '', day: '2026-02-02' };
          ledger = assignNext(request, candidates, ledger, policy).ledger;
          entitled += 1 / staff.length;
          const { received = 0 } = accounts(ledger).get(entrant) ?? {};
          expect(received - before.received).toBeLessThanOrEqual(entitled + before.debt + 1 + ROUNDING);
          if (i > 0) continue;
          for (const [id, { received, debt }] of others) {
            const now = accounts(ledger).get(id);
            expect((now?.debt ?? 0) + (now?.received ?? 0)).toBeCloseTo(debt + received + entitled, 6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('as long as everybody can take every client', () => {
  it('nobody is ahead by more than the largest client, nor owed more than a few', () => {
    const always = arbitraryHistory().map((history) =>
      history.map((step) => {
        const staff = step.staff.map((person) => {
          return { ...person, there: true, capacity: Math.max(person.capacity, 0.01), bonus: 0 };
        });
        return { ...step, staff };
      }),
    );
    const harmonic = people.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
    fc.assert(
      fc.property(always, (history) => {
        const { entries, largestStep } = run(history, {});
        for (const { debt } of entries) {
          expect(debt).toBeGreaterThanOrEqual(-largestStep - ROUNDING);
          expect(debt).toBeLessThanOrEqual((harmonic - 1) * largestStep + ROUNDING);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('where it is chance who can take a client', () => {
  it.each([1, 0.5, 0.25])(
    'with probability %d, nobody drifts by more than one and a half of the largest client',
    (probability) => {
      const policy = parseAssignmentPolicy({});
      const chance = chances(20_260_105);
      let ledger = emptyAssignmentLedger;
      for (let i = 0; i < 1_500; i++) {
        const candidates = Array.from({ length: 20 }, (_, k) => {
          const obstacles = chance() < probability ? [] : [absent];
          return { employeeId: `e-${k}`, capacity: 50 + 5 * k, openClients: 0, openHours: 0, obstacles };
        });
        const hours = 0.5 + 3.5 * chance();
        const request = { clientId: `c-${i}`, role: 'keeper', hours, at: '', day: '2026-01-05' };
        ledger = assignNext(request, candidates, ledger, policy).ledger;
        for (const { debt } of ledger.entries) expect(Math.abs(debt)).toBeLessThan(6);
      }
    },
  );
});

describe('against an adversary who always sets two people against each other who are owed the same', () => {
  it('the bound holds, and is not far off', () => {
    const policy = parseAssignmentPolicy({ measure: 'clients' });
    let ledger = emptyAssignmentLedger;
    let worst = 0;
    for (let i = 0; i < 3_000; i++) {
      const debts = people.map((employeeId) => accounts(ledger).get(employeeId)?.debt ?? 0);
      const pairs = people.flatMap((_, a) => people.flatMap((_, b) => (a < b ? [[a, b] as const] : [])));
      const gap = ([a, b]: readonly [number, number]) => Math.abs((debts[a] ?? 0) - (debts[b] ?? 0));
      const open = pairs.filter((pair) => gap(pair) < 1).toSorted((p, q) => gap(p) - gap(q));
      const [a, b] = open[i % Math.min(open.length, 3)] ?? [0, 1];
      const evening = ((debts[b] ?? 0) - (debts[a] ?? 0) + 1) / 2;
      const candidates = [
        { employeeId: people[a] as string, capacity: evening, openClients: 0, openHours: 0 },
        { employeeId: people[b] as string, capacity: 1 - evening, openClients: 0, openHours: 0 },
      ];
      const request = { clientId: `c-${i}`, role: 'keeper', hours: 1, at: '', day: '2026-01-05' };
      ledger = assignNext(request, candidates, ledger, policy).ledger;
      worst = Math.max(worst, ...ledger.entries.map(({ debt }) => Math.abs(debt)));
    }
    expect(worst).toBeLessThanOrEqual(unfairnessBound(ledger));
    expect(worst).toBeGreaterThan(unfairnessBound(ledger) * 0.6);
  });
});

describe('a batch', () => {
  it('gives exactly what the same clients give one by one', () => {
    const arbitraryCaps = fc.record(
      {
        openClients: fc.nat(70),
        utilisation: fc.constantFrom(0.5, 1, 2),
        newPerDay: fc.integer({ min: 1, max: 4 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(arbitraryHistory(), arbitraryPolicy, arbitraryCaps, (history, input, caps) => {
        const policy = parseAssignmentPolicy({ ...input, caps });
        const first = history[0]?.staff ?? [];
        const steps = history.map((step) => {
          const staff = step.staff.map((person, p) => {
            const { openClients = 0, openHours = 0 } = first[p] ?? {};
            return { ...person, openClients, openHours };
          });
          return { ...step, staff };
        });
        const entries = steps.map((step, i) => {
          return { request: requestOf(step, i), candidates: candidatesOf(step) };
        });
        const batch = assignMany(entries, emptyAssignmentLedger, policy);

        const held = new Map<string, { clients: number; hours: number }>();
        let ledger: AssignmentLedger = emptyAssignmentLedger;
        const outcomes = entries.map(({ request, candidates }) => {
          const current = candidates.map((candidate) => {
            const { clients = 0, hours = 0 } = held.get(candidate.employeeId) ?? {};
            const { openClients, openHours } = candidate;
            return { ...candidate, openClients: openClients + clients, openHours: openHours + hours };
          });
          const { outcome, ledger: next } = assignNext(request, current, ledger, policy);
          ledger = next;
          if ('employeeId' in outcome) {
            const { clients = 0, hours = 0 } = held.get(outcome.employeeId) ?? {};
            held.set(outcome.employeeId, { clients: clients + 1, hours: hours + request.hours });
          }
          return outcome;
        });
        expect(batch).toEqual({ outcomes, ledger });
      }),
      { numRuns: 80 },
    );
  });
});

function run(history: readonly Step[], input: AssignmentPolicyInput): AssignmentLedger {
  const policy = parseAssignmentPolicy(input);
  return history.reduce(
    (ledger, step, i) => assignNext(requestOf(step, i), candidatesOf(step), ledger, policy).ledger,
    emptyAssignmentLedger,
  );
}

const accounts = ({ entries }: AssignmentLedger) =>
  new Map(entries.map((entry) => [entry.employeeId, entry]));

/** Numbers from 0 to 1, the same ones every time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
