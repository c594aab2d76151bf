import { defineConveyor, type Explanation } from 'sales-conveyor';
import {
  type AssignmentCandidate,
  type AssignmentLedger,
  type AssignmentObstacle,
  type AssignmentOutcome,
  type AssignmentPolicyInput,
  type AssignmentRequest,
  assignNext,
  describeAssignment,
  emptyAssignmentLedger,
  parseAssignmentPolicy,
  refundAssignment,
} from 'sales-conveyor/assignment';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';

const monday = '2026-01-05';

/** A department that deals clients round and remembers. */
class Dealing {
  ledger: AssignmentLedger = emptyAssignmentLedger;
  day = monday;
  #made = 0;

  constructor(
    readonly input: AssignmentPolicyInput = {},
    public staff: AssignmentCandidate[] = [able('ivanova', 100), able('petrov', 100)],
  ) {}

  deal(request: Partial<AssignmentRequest> = {}): AssignmentOutcome {
    const clientId = `client-${++this.#made}`;
    const at = `${this.day}T09:00:${String(this.#made).padStart(2, '0')}.000Z`;
    const whole = { clientId, role: 'clientManager', hours: 2, at, day: this.day, ...request };
    const { outcome, ledger } = assignNext(whole, this.staff, this.ledger, parseAssignmentPolicy(this.input));
    this.ledger = ledger;
    return outcome;
  }

  winners(count: number): string[] {
    return Array.from({ length: count }, () => winner(this.deal()));
  }

  debt(employeeId: string): number | undefined {
    return this.ledger.entries.find((entry) => entry.employeeId === employeeId)?.debt;
  }
}

function able(employeeId: string, capacity: number, more: Partial<AssignmentCandidate> = {}) {
  return { employeeId, capacity, openClients: 0, openHours: 0, ...more };
}

function away(employeeId: string, obstacle: AssignmentObstacle = { code: 'ABSENT' }) {
  return able(employeeId, 100, { obstacles: [obstacle] });
}

const winner = (outcome: AssignmentOutcome) => ('employeeId' in outcome ? outcome.employeeId : 'nobody');
const figures = ({ candidates }: AssignmentOutcome, id: string) =>
  candidates.find(({ employeeId }) => employeeId === id);

describe('who gets the next client', () => {
  it('people of the same capacity take turns', () => {
    expect(new Dealing().winners(4)).toEqual(['ivanova', 'petrov', 'ivanova', 'petrov']);
  });

  it('twice the capacity gets twice the clients, evenly spread', () => {
    const dealing = new Dealing({}, [able('ivanova', 130), able('petrov', 65)]);
    expect(dealing.winners(6)).toEqual(['ivanova', 'petrov', 'ivanova', 'ivanova', 'petrov', 'ivanova']);
  });

  it('a heavy client counts more than a light one', () => {
    const dealing = new Dealing();
    expect(winner(dealing.deal({ hours: 6 }))).toBe('ivanova');
    expect(dealing.winners(3)).toEqual(['petrov', 'petrov', 'petrov']);
  });

  it('by clients every client counts the same', () => {
    const dealing = new Dealing({ measure: 'clients' });
    expect(winner(dealing.deal({ hours: 6 }))).toBe('ivanova');
    expect(dealing.winners(2)).toEqual(['petrov', 'ivanova']);
  });

  it('clients without load are dealt round, too', () => {
    const dealing = new Dealing();
    const four = Array.from({ length: 4 }, () => winner(dealing.deal({ hours: 0 })));
    expect(four).toEqual(['ivanova', 'petrov', 'ivanova', 'petrov']);
  });

  it('of equals the one whose latest assignment is oldest, a newcomer first of all', () => {
    const dealing = new Dealing();
    dealing.winners(2);
    dealing.staff = [...dealing.staff, able('novikova', 100)];
    expect(dealing.winners(3)).toEqual(['novikova', 'ivanova', 'petrov']);
  });

  it('a newcomer begins with nothing owed, whatever the others received before', () => {
    const dealing = new Dealing();
    dealing.winners(50);
    dealing.staff = [...dealing.staff, able('novikova', 100)];
    const next = dealing.winners(30).filter((id) => id === 'novikova');
    expect(next).toHaveLength(10);
  });

  it('whoever comes back from an absence goes on with their own debt and is not flooded', () => {
    const dealing = new Dealing();
    dealing.deal();
    const debt = dealing.debt('petrov');
    dealing.staff = [able('ivanova', 100), away('petrov')];
    expect(new Set(dealing.winners(20))).toEqual(new Set(['ivanova']));
    expect(dealing.debt('petrov')).toBe(debt);
    dealing.staff = [able('ivanova', 100), able('petrov', 100)];
    expect(dealing.winners(4)).toEqual(['petrov', 'ivanova', 'petrov', 'ivanova']);
  });

  it('affinity goes before fairness for as much debt as the bonus, and is charged all the same', () => {
    const dealing = new Dealing({ maxBonus: 3 }, [able('ivanova', 100), able('petrov', 100, { bonus: 50 })]);
    const five = Array.from({ length: 5 }, () => dealing.deal());
    expect(five.map(winner)).toEqual(['petrov', 'petrov', 'ivanova', 'petrov', 'ivanova']);
    expect(five.map((outcome) => figures(outcome, 'petrov')?.bonus)).toEqual([3, 3, 3, 3, 3]);
  });
});

describe('caps', () => {
  const full = (outcome: AssignmentOutcome) => figures(outcome, 'ivanova')?.obstacles;

  it('of open clients and of utilisation look at what is held now', () => {
    const held = { openClients: 40, openHours: 84 };
    const staff = [able('ivanova', 100, held), able('petrov', 100)];
    const dealing = new Dealing({ caps: { openClients: 40, utilisation: 0.85 } }, staff);
    expect(full(dealing.deal())).toEqual([
      { code: 'OVER_CAP', cap: 'openClients', limit: 40, actual: 41 },
      { code: 'OVER_CAP', cap: 'utilisation', limit: 0.85, actual: 0.86 },
    ]);
    expect(full(dealing.deal({ hours: 1 }))).toHaveLength(1);
  });

  it('of new clients begin anew with the day and with Monday', () => {
    const dealing = new Dealing({ caps: { newPerDay: 1, newPerWeek: 2 } }, [able('ivanova', 100)]);
    expect(dealing.winners(2)).toEqual(['ivanova', 'nobody']);
    dealing.day = '2026-01-06';
    expect(dealing.winners(2)).toEqual(['ivanova', 'nobody']);
    dealing.day = '2026-01-11';
    expect(full(dealing.deal())).toEqual([{ code: 'OVER_CAP', cap: 'newPerWeek', limit: 2, actual: 3 }]);
    dealing.day = '2026-01-12';
    expect(dealing.winners(1)).toEqual(['ivanova']);
  });
});

describe('where nobody can', () => {
  it('the client goes to the pool of the role, with everybody’s reasons and nothing charged', () => {
    const staff = [
      away('ivanova'),
      able('petrov', 0),
      away('sidorov', { code: 'LACKS_ROLE', role: 'clientManager' }),
    ];
    const dealing = new Dealing({}, staff);
    const outcome = dealing.deal();
    expect(outcome).toMatchObject({ pool: 'clientManager', reason: ['ABSENT', 'LACKS_ROLE', 'NO_CAPACITY'] });
    expect(outcome.candidates.map(({ present }) => present)).toEqual([false, true, true]);
    expect(dealing.ledger).toBe(emptyAssignmentLedger);
  });

  it('because there is nobody, it says so', () => {
    expect(new Dealing({}, []).deal()).toMatchObject({ pool: 'clientManager', reason: ['NO_CANDIDATES'] });
  });

  it('because the client is held, everybody’s reason says it', () => {
    const hold = { code: 'ON_HOLD', hold: 'locked', reason: 'court' } as const;
    const outcome = new Dealing().deal({ obstacles: [hold] });
    expect(outcome).toMatchObject({ pool: 'clientManager', reason: ['ON_HOLD'] });
    expect(figures(outcome, 'petrov')?.obstacles).toEqual([hold]);
  });
});

describe('a client that is given back', () => {
  it('without a refund still counts as received: rejecting brings no easier ones', () => {
    const dealing = new Dealing();
    const first = dealing.deal();
    expect([winner(first), ...dealing.winners(2)]).toEqual(['ivanova', 'petrov', 'ivanova']);
  });

  it('with a refund does not, and entitles nobody a second time', () => {
    const dealing = new Dealing();
    const first = dealing.deal();
    if (!('employeeId' in first)) throw new Error('nobody');
    dealing.ledger = refundAssignment(dealing.ledger, first);
    dealing.staff = [away('ivanova'), able('petrov', 100)];
    expect(winner(dealing.deal({ refunded: first.amount }))).toBe('petrov');
    expect([dealing.debt('ivanova'), dealing.debt('petrov')]).toEqual([1, -1]);
  });
});

describe('bad input', () => {
  it('names every figure that is none and everybody who comes twice', () => {
    const staff = [able('ivanova', Number.NaN), able('petrov', 1, { openHours: -1 }), able('petrov', 1)];
    expect(() => new Dealing({}, staff).deal({ hours: Number.POSITIVE_INFINITY })).toThrow(
      expect.objectContaining({
        code: 'INVALID_ASSIGNMENT',
        details: {
          problems: ['hours', 'ivanova.capacity', 'petrov.openHours', 'petrov'].map((path) =>
            expect.objectContaining({ path }),
          ),
        },
      }),
    );
  });

  it('in a policy is refused with every fault', () => {
    const input = { measure: 'euros', caps: { newPerDay: 0.5 } } as never;
    expect(() => parseAssignmentPolicy(input)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ASSIGNMENT',
        details: {
          problems: [
            expect.objectContaining({ path: 'measure' }),
            expect.objectContaining({ path: 'caps.newPerDay' }),
          ],
        },
      }),
    );
  });
});

describe('in words', () => {
  const conveyor = defineConveyor(mixed());

  it('an assignment names who gets the client and everybody’s figures', () => {
    const staff = [
      able('ivanova', 130, { openClients: 40, openHours: 65 }),
      able('petrov', 65, { openClients: 1 }),
      away('sidorov', { code: 'ABSENT', until: '2026-01-09T00:00:00.000Z' }),
    ];
    const outcome = new Dealing({}, staff).deal();
    expect(describeAssignment(outcome, { dictionary: en, conveyor }).split('\n')).toEqual([
      'client-1 goes to ivanova as “client manager”: owed 1.33 h, 2 of 3 could take the client.',
      'ivanova: owed 0 h + share 1.33 h + bonus 0 h = 1.33 h, then −0.67 h; received 0 h, holds 40 clients (65 h of 130 h, 50%)',
      'petrov: owed 0 h + share 0.67 h + bonus 0 h = 0.67 h, then 0.67 h; received 0 h, holds 1 client (0 h of 65 h, 0%)',
      'sidorov cannot: absent through 8 Jan 2026',
    ]);
    expect(describeAssignment(outcome, { conveyor, dictionary: ru })).toContain('Кому: ivanova');
  });

  it('facts of employees are said by their labels', () => {
    const skilled = {
      fact: 'employee.skills',
      is: 'includes',
      value: 'fish',
      actual: ['dairy'],
      needed: 'fish',
    } as const;
    const explanation: Explanation = {
      truth: 'no',
      tree: { ...skilled, truth: 'no' },
      missing: [],
      nearest: [],
    };
    const outcome = new Dealing({}, [away('ivanova', { code: 'NOT_ELIGIBLE', explanation })]).deal();
    expect(describeAssignment(outcome, { dictionary: en, conveyor })).toContain(
      'Skills: “fish” is among them; now: “dairy”',
    );
    expect(describeAssignment(outcome, { conveyor, dictionary: ru })).toContain('Навыки');
  });

  it('a pool names everybody’s reasons', () => {
    const staff = [
      able('ivanova', 100, { openHours: 99 }),
      away('petrov', { code: 'LEFT', leftAt: '2026-01-01T00:00:00.000Z' }),
    ];
    const outcome = new Dealing({ caps: { utilisation: 0.85, openClients: 0 } }, staff).deal();
    expect(describeAssignment(outcome, { conveyor, dictionary: ru }).split('\n')).toEqual([
      'client-1: в общей базе роли «клиентский менеджер», взять клиента некому.',
      'ivanova — нельзя: клиентов стало бы 1, а можно не больше 0; загрузка стала бы 101\u00a0%, а можно не больше 85\u00a0%',
      'petrov — нельзя: на работе до 01.01.2026; клиентов стало бы 1, а можно не больше 0',
    ]);
  });
});

describe('a refund', () => {
  const policy = parseAssignmentPolicy({ measure: 'clients' });
  const assigned = (day: string, ledger = emptyAssignmentLedger) => {
    const request = { clientId: day, role: 'clientManager', hours: 1, at: `${day}T09:00:00.000Z`, day };
    const candidate = { employeeId: 'ivanova', capacity: 100, openClients: 0, openHours: 0 };
    return assignNext(request, [candidate], ledger, policy).ledger;
  };
  const charge = { employeeId: 'ivanova', amount: 1 };
  const latest = (ledger: typeof emptyAssignmentLedger) => ledger.entries[0]?.latest;

  it("gives back the day's and the week's cap with the debt", () => {
    const ledger = assigned('2026-01-06', assigned('2026-01-05'));
    expect(latest(ledger)).toMatchObject({ onDay: 1, inWeek: 2 });
    expect(latest(refundAssignment(ledger, { ...charge, day: '2026-01-06' }))).toMatchObject({
      onDay: 0,
      inWeek: 1,
    });
    expect(latest(refundAssignment(ledger, { ...charge, day: '2026-01-05' }))).toMatchObject({
      onDay: 1,
      inWeek: 1,
    });
  });

  it('of another week gives back no cap of this one', () => {
    const ledger = assigned('2026-01-13', assigned('2026-01-05'));
    expect(latest(refundAssignment(ledger, { ...charge, day: '2026-01-05' }))).toEqual(latest(ledger));
  });
});
