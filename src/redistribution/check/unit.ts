import { groupBy } from '../../conditions/group-by.ts';
import type { FullClient, FullEmployee, FullProblem } from '../problem.ts';

/**
 * Clients that go together. One client, those of a group of companies with one holder, or those of one that
 * must go.
 */
export interface Unit {
  readonly clients: readonly FullClient[];
  /** With whom it can stay; absent where it must go. */
  readonly current?: string;
  /** Where it goes by a decision by hand. */
  readonly pin?: string | undefined;
  /** Some of its group of companies is elsewhere, and it stays there. */
  readonly isSplit: boolean;
  readonly isProtected: boolean;
  /** Of clients that must go while others of their group stay: those others. */
  readonly rest: readonly Unit[];
}

/** A problem as the checker reads it. */
export interface Base {
  readonly problem: FullProblem;
  readonly staff: ReadonlyMap<string, FullEmployee>;
  /** Only clients may move that must. */
  readonly onlyDisplaced: boolean;
  readonly units: readonly Unit[];
  readonly unitOf: ReadonlyMap<FullClient, Unit>;
  readonly pinOf: ReadonlyMap<string, string>;
  isForbidden(clientId: string, employeeId: string): boolean;
}

export function readBase(problem: FullProblem): Base {
  const { employees, policy } = problem;
  const staff = new Map(employees.map((one) => [one.id, one]));
  const pinOf = new Map(policy.pins.map((pin) => [pin.clientId, pin.employeeId]));
  const forbidden = new Map<string, Set<string>>();
  for (const { clientId, employeeId } of policy.forbidden)
    forbidden.set(clientId, (forbidden.get(clientId) ?? new Set()).add(employeeId));
  const isForbidden = (clientId: string, employeeId: string) =>
    forbidden.get(clientId)?.has(employeeId) ?? false;
  const movable = policy.movable ?? (employees.some(({ keeps }) => !keeps) ? 'displaced' : 'all');
  const mustGo = (group: readonly FullClient[], holder: string | undefined) =>
    holder === undefined || !staff.get(holder)?.keeps || group.some(({ id }) => isForbidden(id, holder));
  const units = families(problem).flatMap((family) => unitsOf(family, { mustGo, pinOf }));
  const unitOf = new Map(units.flatMap((unit) => unit.clients.map((client) => [client, unit] as const)));
  return { problem, staff, onlyDisplaced: movable === 'displaced', units, unitOf, pinOf, isForbidden };
}

/** Groups of companies that are kept together, and clients that are alone. */
function families({ clients, policy }: FullProblem): readonly (readonly FullClient[])[] {
  const isKept = ({ accountGroup }: FullClient) => policy.keepGroupsTogether && accountGroup !== undefined;
  const groups = groupBy(clients.filter(isKept), ({ accountGroup }) => accountGroup);
  return [...clients.filter((client) => !isKept(client)).map((client) => [client]), ...groups.values()];
}

function unitsOf(
  family: readonly FullClient[],
  {
    mustGo,
    pinOf,
  }: Pick<Base, 'pinOf'> & {
    readonly mustGo: (group: readonly FullClient[], holder: string | undefined) => boolean;
  },
): readonly Unit[] {
  const byHolder = [...groupBy(family, ({ holder }) => holder)];
  const stays = byHolder.filter(([holder, group]) => !mustGo(group, holder));
  const leaving = byHolder.flatMap(([holder, group]) => (mustGo(group, holder) ? group : []));
  const isSplit = stays.length > 1 || (stays.length === 1 && leaving.length > 0);
  const pinIn = (group: readonly FullClient[]) => pinOf.get(group.find(({ id }) => pinOf.has(id))?.id ?? '');
  const pinOfAll = stays.length < 2 ? pinIn(family) : undefined;
  const staying = stays.map(([current, clients]): Unit => {
    const isProtected = clients.some((one) => one.protected !== undefined);
    const pin = pinOfAll ?? pinIn(clients);
    return { clients, current: current as string, pin, isSplit, isProtected, rest: [] };
  });
  if (leaving.length === 0) return staying;
  const pin = pinOfAll ?? pinIn(leaving);
  return [...staying, { clients: leaving, pin, isSplit: false, isProtected: false, rest: staying }];
}

/** Whether it stays with its current employee at any weights. */
export const isStuck = ({ onlyDisplaced }: Base, { current, pin, isSplit, isProtected }: Unit): boolean =>
  current !== undefined && pin === undefined && (onlyDisplaced || isSplit || isProtected);

/** Whether its move counts against the budgets of moves: it could stay, or could but for a pin. */
export const couldStay = ({ current }: Unit): boolean => current !== undefined;

/** Whether it could stay, and no decision by hand is about it. */
export const isFree = ({ current, pin }: Unit): boolean => current !== undefined && pin === undefined;

/** Everybody who may have it. */
export function ableToHave(base: Base, unit: Unit): readonly string[] {
  const { clients, current, pin, rest } = unit;
  if (pin !== undefined) return [pin];
  if (current !== undefined && isStuck(base, unit)) return [current];
  const named = clients.find(({ eligible }) => eligible)?.eligible;
  const asked = new Set(named ?? base.staff.keys());
  if (current !== undefined) asked.add(current);
  const places = rest.length > 0 ? new Set(rest.flatMap((one) => ableToHave(base, one))) : undefined;
  const others = clients.flatMap(({ eligible }) => (eligible ? [new Set(eligible)] : []));
  return [...asked].filter((id) => {
    if (id === current) return true;
    const { keeps, accepts } = base.staff.get(id) as FullEmployee;
    const isOpen = keeps && accepts && (!places || places.has(id));
    return (
      isOpen && others.every((list) => list.has(id)) && !clients.some((one) => base.isForbidden(one.id, id))
    );
  });
}
