import type { FullClient, FullEmployee, FullProblem } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';
import { type Base, isFree, type Unit } from './unit.ts';
import type { MoveRule, PlanViolation } from './violation.ts';

/** Moves of a plan that cannot be read as moves of this problem. */
export function strayMoves(
  { clients, employees }: FullProblem,
  moves: readonly ProposedMove[],
): readonly PlanViolation[] {
  const staff = new Set(employees.map(({ id }) => id));
  const holders = new Map(clients.map(({ id, holder }) => [id, holder]));
  const seen = new Set<string>();
  const isStray = ({ clientId, from, to }: ProposedMove) => {
    const known = holders.has(clientId) && staff.has(to) && !seen.has(clientId);
    seen.add(clientId);
    return !known || holders.get(clientId) !== from || from === to;
  };
  return moves.filter(isStray).map((move) => ({ code: 'NOT_A_MOVE', move }));
}

/** Clients with a holder who may not have them. */
export function wrongPlaces(base: Base, after: (client: FullClient) => string): readonly PlanViolation[] {
  return base.units.flatMap((unit) =>
    unit.clients.flatMap((client) =>
      brokenRules(base, unit, client, after(client)).map((rule): PlanViolation => {
        return { code: 'NOT_ALLOWED', clientId: client.id, employeeId: after(client), rule };
      }),
    ),
  );
}

function brokenRules(base: Base, unit: Unit, client: FullClient, place: string): readonly MoveRule[] {
  const { keeps, accepts } = base.staff.get(place) as FullEmployee;
  const moves = place !== client.holder;
  const isOwn = moves && isFree(unit);
  const pin = base.pinOf.get(client.id);
  const broken: Readonly<Record<MoveRule, boolean>> = {
    keeps: !keeps,
    accepts: moves && !accepts,
    eligible: moves && client.eligible !== undefined && !client.eligible.includes(place),
    forbidden: base.isForbidden(client.id, place),
    pins: pin !== undefined && pin !== place,
    protected: moves && unit.current !== undefined && unit.isProtected,
    split: isOwn && unit.isSplit,
    movable: isOwn && base.onlyDisplaced,
  };
  return (Object.keys(broken) as MoveRule[]).filter((rule) => broken[rule]);
}

/**
 * Clients that go together are together. Those who must go are with one who has some of the rest where there
 * is a rest.
 */
export function splitGroups(base: Base, after: (client: FullClient) => string): readonly PlanViolation[] {
  const placesOf = (units: readonly Unit[]) =>
    new Set(units.flatMap(({ clients }) => clients.map((one) => after(one))));
  const torn = base.units.filter((unit) => {
    const [place = '', ...others] = placesOf([unit]);
    if (others.length > 0) return true;
    return unit.rest.length > 0 && unit.pin === undefined && !placesOf(unit.rest).has(place);
  });
  const names = new Set(torn.map(({ clients: [first] }) => first?.accountGroup as string));
  return [...names].map((accountGroup) => {
    const units = base.units.filter(({ clients: [first] }) => first?.accountGroup === accountGroup);
    return { code: 'GROUP_SPLIT', accountGroup, employeeIds: [...placesOf(units)].sort() };
  });
}
