import { EVERYBODY, type Frame, type Instance } from './instance.ts';
import { employeeOf, type SharedInstance } from './shared-instance.ts';

const HELD = 0;
const KEPT = 1;
const GAINED = 2;
/** How a row tells its scope. */
export const scopes = { held: HELD, kept: KEPT, gained: GAINED } as const;

/**
 * Limits, then balances, as rows in arrays. A row asks for `low <= sum <= high`, at a cost of `weight * (sum
 * - target)^2`.
 */
export interface Rows {
  readonly count: number;
  readonly measure: Int32Array;
  readonly scope: Uint8Array;
  /** -1 for everybody. */
  readonly employee: Int32Array;
  /** Finite: clamped to 0 and to the maximum that the sum can reach. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly weight: Float64Array;
  readonly target: Float64Array;
  /** The rows of employee j are `list[start[j]]` up to `list[start[j + 1]]`. */
  readonly start: Int32Array;
  readonly list: Int32Array;
  /** The rows of everybody together. */
  readonly common: Int32Array;
  /** By measure: whether it has an amount per entry, not per item. */
  readonly perEntry: Uint8Array;
  /** Whether some row treats current entries differently. */
  readonly distinguishesCurrent: boolean;
}

export const toRows = (instance: Instance): Rows => rowsWith(instance, (rows) => reachOf(instance, rows));

/** Rows of an instance whose items share their lists. */
export const toSharedRows = (instance: SharedInstance): Rows =>
  rowsWith(instance, (rows) => sharedReachOf(instance, rows));

/** Rows without their limits, from which the reachable maximum is computed. */
type Reaching = Pick<
  Rows,
  'count' | 'measure' | 'scope' | 'employee' | 'start' | 'list' | 'common' | 'perEntry'
>;

function rowsWith(instance: Frame, reaching: (rows: Reaching) => Float64Array): Rows {
  const { limits, balances, employees, measures } = instance;
  const count = limits.length + balances.length;
  const perEntry = Uint8Array.from(measures, ({ length }) => Number(length !== instance.items));
  const measure = new Int32Array(count);
  const scope = new Uint8Array(count);
  const employee = new Int32Array(count);
  for (const [r, row] of [...limits, ...balances].entries()) {
    measure[r] = row.measure;
    scope[r] = 'scope' in row ? scopes[row.scope] : HELD;
    employee[r] = row.employee;
  }
  const rows = { count, measure, scope, employee, perEntry, ...byEmployee(employee, employees) };
  const reach = reaching(rows);
  return {
    ...rows,
    low: Float64Array.from({ length: count }, (_, r) => Math.max(limits[r]?.min ?? 0, 0)),
    high: Float64Array.from({ length: count }, (_, r) =>
      Math.min(limits[r]?.max ?? Infinity, reach[r] as number),
    ),
    weight: Float64Array.from({ length: count }, (_, r) => balances[r - limits.length]?.weight ?? 0),
    target: Float64Array.from({ length: count }, (_, r) => balances[r - limits.length]?.target ?? 0),
    distinguishesCurrent: scope.some((one) => one !== HELD),
  };
}

/** Whether a row counts an entry. */
export function counts(scope: number, isCurrent: boolean): boolean {
  return scope === HELD || (scope === KEPT) === isCurrent;
}

function byEmployee(employee: Int32Array, employees: number) {
  const start = new Int32Array(employees + 1);
  const own = Int32Array.from(employee.keys()).filter((r) => employee[r] !== EVERYBODY);
  for (const r of own) start[(employee[r] as number) + 1]!++;
  for (let j = 0; j < employees; j++) start[j + 1]! += start[j] as number;
  const next = start.slice();
  const list = new Int32Array(own.length);
  for (const r of own) list[next[employee[r] as number]!++] = r;
  const common = Int32Array.from(employee.keys()).filter((r) => employee[r] === EVERYBODY);
  return { start, list, common };
}

/** The maximum that each row's sum can reach. */
function reachOf({ items, start, employee, current, measures }: Instance, rows: Reaching): Float64Array {
  const reach = new Float64Array(rows.count);
  const most = new Float64Array(measures.length);
  for (let i = 0; i < items; i++) {
    most.fill(0);
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const isCurrent = current[i] === e;
      const j = employee[e] as number;
      for (let at = rows.start[j] as number; at < (rows.start[j + 1] as number); at++) {
        const r = rows.list[at] as number;
        const d = rows.measure[r] as number;
        if (counts(rows.scope[r] as number, isCurrent))
          reach[r]! += measures[d]![rows.perEntry[d] ? e : i] as number;
      }
      if (isCurrent || rows.common.length === 0) continue;
      for (let d = 0; d < most.length; d++) {
        most[d] = Math.max(most[d] as number, measures[d]![rows.perEntry[d] ? e : i] as number);
      }
    }
    for (const r of rows.common) reach[r]! += most[rows.measure[r] as number] as number;
  }
  return reach;
}

/** The same, list by list. */
function sharedReachOf(instance: SharedInstance, rows: Reaching): Float64Array {
  const sums = instance.measures.map((_, d) => reachOfMeasure(instance, d, rows.perEntry[d] === 1));
  return Float64Array.from({ length: rows.count }, (_, r) => {
    const { held, kept, gained } = sums[rows.measure[r] as number] as (typeof sums)[number];
    const j = rows.employee[r] as number;
    if (j === EVERYBODY) return gained;
    if (rows.scope[r] === HELD) return held[j] as number;
    return rows.scope[r] === KEPT ? (kept[j] as number) : (held[j] as number) - (kept[j] as number);
  });
}

function reachOfMeasure(instance: SharedInstance, d: number, isPerEntry: boolean) {
  const { items, employees, start, current, listOf, listStart, candidates } = instance;
  const amounts = instance.measures[d] as Float64Array;
  const [held, kept] = [new Float64Array(employees), new Float64Array(employees)];
  const ofList = new Float64Array(listStart.length - 1);
  let gained = 0;
  for (let i = 0; i < items; i++) {
    const own = current[i] as number;
    const [from, to] = [start[i] as number, start[i + 1] as number];
    if (own >= 0) kept[employeeOf(instance, i, own)]! += amounts[isPerEntry ? own : i] as number;
    if (!isPerEntry) {
      ofList[listOf[i] as number]! += amounts[i] as number;
      if (to - from > (own < 0 ? 0 : 1)) gained += amounts[i] as number;
      continue;
    }
    let most = 0;
    for (let e = from; e < to; e++) {
      held[employeeOf(instance, i, e)]! += amounts[e] as number;
      if (e !== own) most = Math.max(most, amounts[e] as number);
    }
    gained += most;
  }
  for (let l = 0; l + 1 < listStart.length; l++)
    for (let at = listStart[l] as number; at < (listStart[l + 1] as number); at++)
      held[candidates[at] as number]! += ofList[l] as number;
  return { held, kept, gained };
}
