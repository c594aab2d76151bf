import type { Instance, Limit } from '../../../src/redistribution/solver/model/instance.ts';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';

/** The kinds of generalized assignment problems that the literature compares by; D and E are the hard ones. */
export type Kind = 'C' | 'D' | 'E';

/**
 * A generalized assignment problem by the published recipe (Chu and Beasley 1997; E: Yagiura, Ibaraki and Glover 2004): resource a, cost c,
 * and capacities of 0.8 times the mean demand.
 */
export function generalizedAssignment(kind: Kind, items: number, employees: number, seed: number): Instance {
  const random = seededRandom(seed);
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const draw = {
    C: () => [whole(5, 25), whole(10, 50)],
    D: () => {
      const a = whole(1, 100);
      return [a, 111 - a + whole(-10, 10)];
    },
    E: () => {
      const a = 1 - 10 * Math.log(1 - random());
      return [Math.ceil(a), Math.max(0, Math.round(1000 / a - 10 * random()))];
    },
  }[kind] as () => [number, number];
  const entries = items * employees;
  const amounts = new Float64Array(entries);
  const cost = new Float64Array(entries);
  const demand = new Float64Array(employees);
  for (let e = 0; e < entries; e++) {
    const [a, c] = draw();
    amounts[e] = a;
    cost[e] = c;
    demand[e % employees]! += a;
  }
  return {
    items,
    employees,
    start: Int32Array.from({ length: items + 1 }, (_, i) => i * employees),
    employee: Int32Array.from({ length: entries }, (_, e) => e % employees),
    cost,
    current: new Int32Array(items).fill(-1),
    measures: [amounts],
    limits: Array.from(demand, (sum, employee) => ceiling(employee, Math.floor((0.8 * sum) / employees))),
    balances: [],
  };
}

/**
 * A client base from which a tenth of the employees leave: about eight may have each client, clients of those who stay may stay at no
 * cost, and the hours of everybody who stays end within 5% of the mean.
 */
export function departures(items: number, employees: number, seed: number): Instance {
  const random = seededRandom(seed);
  const leavers = Math.max(1, Math.round(employees / 10));
  const width = Math.min(8, employees - leavers);
  const hours = new Float64Array(items);
  const start = new Int32Array(items + 1);
  const employee = new Int32Array(items * width);
  const cost = new Float64Array(items * width);
  const current = new Int32Array(items).fill(-1);
  let total = 0;
  for (let i = 0; i < items; i++) {
    hours[i] = 50 + Math.floor(random() * random() * 400);
    total += hours[i] as number;
    const holder = Math.floor(random() * employees);
    const eligible = new Set(holder >= leavers ? [holder] : []);
    while (eligible.size < width) eligible.add(leavers + Math.floor(random() * (employees - leavers)));
    const value = Math.floor((hours[i] as number) * (0.5 + 4 * random() * random()));
    let e = i * width;
    for (const j of [...eligible].sort((a, b) => a - b)) {
      if (j === holder) current[i] = e;
      employee[e] = j;
      cost[e++] = j === holder ? 0 : Math.round(value * (0.5 + random()));
    }
    start[i + 1] = e;
  }
  const mean = total / (employees - leavers);
  const limits = Array.from({ length: employees - leavers }, (_, j): Limit => {
    return {
      ...ceiling(leavers + j, Math.floor(mean * 1.05)),
      min: Math.ceil(mean * 0.95),
    };
  });
  return { items, employees, start, employee, cost, current, measures: [hours], limits, balances: [] };
}

/**
 * The same base after one more employee has left: everybody else holds what they were given, and has room for a hundredth more. Also
 * says where everything is now: the entry of each item, or -1 of what the leaver had.
 */
export function afterLeaving(
  instance: Instance,
  chosen: Int32Array,
  leaver: number,
): { readonly instance: Instance; readonly held: Int32Array } {
  const { items, limits } = instance;
  const start = new Int32Array(items + 1);
  const held = new Int32Array(items).fill(-1);
  const kept = instance.employee.reduce((count, j) => count + Number(j !== leaver), 0);
  const employee = new Int32Array(kept);
  const cost = new Float64Array(kept);
  let at = 0;
  for (let i = 0; i < items; i++) {
    for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) {
      if (instance.employee[e] === leaver) continue;
      const isHeld = e === chosen[i];
      if (isHeld) held[i] = at;
      employee[at] = instance.employee[e] as number;
      cost[at++] = isHeld ? 0 : Math.max(1, instance.cost[e] as number);
    }
    start[i + 1] = at;
  }
  const rest = limits.filter((limit) => limit.employee !== leaver);
  const wider = rest.map((limit) => ({ ...limit, max: Math.ceil(limit.max * 1.01) }));
  return { instance: { ...instance, start, employee, cost, current: held, limits: wider }, held };
}

function ceiling(employee: number, max: number): Limit {
  return { measure: 0, scope: 'held', employee, min: 0, max };
}
