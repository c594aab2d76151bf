import type { Instance } from '../instance.ts';

/** Items that cost the same with whoever gets them, by who may get them: there are few such lists, and many items. */
export interface Lists {
  /** By item: its list, or -1 where costs differ from one to another. */
  readonly of: Int32Array;
  /** Employees in the order of the entries. */
  readonly employees: readonly Int32Array[];
}

export function toLists({ items, start, employee, cost, home }: Instance): Lists {
  const of = new Int32Array(items).fill(-1);
  const employees: Int32Array[] = [];
  const known = new Map<number, number[]>();
  let last = -1;
  for (let i = 0; i < items; i++) {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    const own = home[i] as number;
    const away = cost[own === from ? from + 1 : from];
    let isSame = to - from > 2;
    for (let e = from; isSame && e < to; e++) isSame = e === own || cost[e] === away;
    if (!isSame || (own >= 0 && (cost[own] as number) > (away as number))) continue;
    const list = employee.subarray(from, to);
    if (last < 0 || !areEqual(list, employees[last] as Int32Array)) {
      const hash = hashOf(list);
      const alike = known.get(hash) ?? [];
      const found = alike.find((at) => areEqual(list, employees[at] as Int32Array));
      last = found ?? employees.push(list.slice()) - 1;
      if (found === undefined) known.set(hash, [...alike, last]);
    }
    of[i] = last;
  }
  return { of, employees };
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function hashOf(list: Int32Array): number {
  let hash = list.length;
  for (let at = 0; at < list.length; at++) hash = (Math.imul(hash, 31) + (list[at] as number)) | 0;
  return hash;
}
