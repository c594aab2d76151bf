import type { HolderObstacle } from './infeasible.ts';
import type { FullClient, FullEmployee, FullProblem } from './problem.ts';

type Clients = readonly FullClient[];

/** The rules of who may have which clients; employees are indices. */
export interface HardRules {
  /** Only clients may move that must. */
  readonly onlyDisplaced: boolean;
  /** -1 where nobody holds it. */
  holderOf(client: FullClient): number;
  /** The pin of any of them. */
  pinOf(clients: Clients): number | undefined;
  mustGo(clients: Clients, holder: number): boolean;
  /** A list of one. */
  only(employee: number): readonly number[];
  /** The employees who may have all of them, ascending; `current` may keep them. */
  ableToHave(clients: Clients, current?: number): readonly number[];
  /** What keeps the employee from being given them. */
  obstacleTo(clients: Clients, employee: number): HolderObstacle | undefined;
}

export function hardRulesOf(
  { policy }: FullProblem,
  employees: readonly FullEmployee[],
  indexOf: ReadonlyMap<string, number>,
): HardRules {
  const at = (id: string) => indexOf.get(id) as number;
  const { movable = employees.some(({ keeps }) => !keeps) ? 'displaced' : 'all' } = policy;
  const pins = new Map(policy.pins.map(({ clientId, employeeId }) => [clientId, at(employeeId)]));
  const forbidden = new Map<string, Set<number>>();
  for (const { clientId, employeeId } of policy.forbidden) {
    forbidden.set(clientId, (forbidden.get(clientId) ?? new Set()).add(at(employeeId)));
  }
  const open = employees.flatMap(({ accepts, keeps }, e) => (accepts && keeps ? [e] : []));
  const isOpen = new Set(open);
  const isForbidden = (clients: Clients, e: number) =>
    forbidden.size > 0 && clients.some(({ id }) => forbidden.get(id)?.has(e));
  const alone = employees.map((_, e) => [e]);
  // Equal lists are one and the same: most clients share a few.
  const shared = new Map<string, readonly number[]>();
  const known = new Map<readonly string[], readonly number[]>();
  const receiversOf = ({ eligible }: FullClient): readonly number[] => {
    if (!eligible) return open;
    const list = known.get(eligible) ?? receiversAmong(eligible);
    known.set(eligible, list);
    return list;
  };
  const receiversAmong = (eligible: readonly string[]): readonly number[] => {
    const named = eligible.map(at);
    const key = named.join();
    const list = shared.get(key) ?? [...new Set(named)].filter((e) => isOpen.has(e)).sort((a, b) => a - b);
    shared.set(key, list);
    return list;
  };
  const withHome = new Map<readonly number[], Map<number, readonly number[]>>();
  const joinedBy = (able: readonly number[], current: number): readonly number[] => {
    const known = withHome.get(able) ?? new Map<number, readonly number[]>();
    withHome.set(able, known);
    const list =
      known.get(current) ?? (able.includes(current) ? able : [...able, current].sort((a, b) => a - b));
    known.set(current, list);
    return list;
  };

  return {
    onlyDisplaced: movable === 'displaced',
    holderOf: ({ holder }) => (holder === undefined ? -1 : at(holder)),
    pinOf: (clients) => {
      const pinned = pins.size > 0 && clients.find(({ id }) => pins.has(id));
      return pinned ? pins.get(pinned.id) : undefined;
    },
    mustGo: (clients, holder) => holder < 0 || !employees[holder]?.keeps || isForbidden(clients, holder),
    only: (e) => alone[e] as readonly number[],
    ableToHave: (clients, current = -1) => {
      const [one] = clients;
      if (one && clients.length === 1 && forbidden.size === 0)
        return current < 0 ? receiversOf(one) : joinedBy(receiversOf(one), current);
      const [first = open, ...rest] = clients.map(receiversOf);
      const others = rest.filter((list) => list !== first).map((list) => new Set(list));
      const isAble = (e: number) => others.every((list) => list.has(e)) && !isForbidden(clients, e);
      const able = others.length === 0 && forbidden.size === 0 ? first : first.filter(isAble);
      return current < 0 ? able : joinedBy(able, current);
    },
    obstacleTo: (clients, e) => {
      const { id, keeps, accepts } = employees[e] as FullEmployee;
      if (!keeps) return 'KEEPS_NONE';
      if (!accepts) return 'ACCEPTS_NONE';
      if (isForbidden(clients, e)) return 'FORBIDDEN';
      return clients.some(({ eligible }) => eligible && !eligible.includes(id)) ? 'NOT_ELIGIBLE' : undefined;
    },
  };
}
