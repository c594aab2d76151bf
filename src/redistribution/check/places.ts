import type { FullClient, FullEmployee, FullProblem } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';
import type { Plan } from './plan.ts';
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

/** Clients without a holder or with one who may not have them. */
export function wrongPlaces(plan: Plan): readonly PlanViolation[] {
  return plan.problem.clients.flatMap((client): readonly PlanViolation[] => {
    const place = plan.after(client);
    if (place === undefined) return [{ code: 'NO_HOLDER', clientId: client.id }];
    return brokenRules(plan, client, place).map((rule) => ({
      code: 'NOT_ALLOWED',
      clientId: client.id,
      employeeId: place,
      rule,
    }));
  });
}

function brokenRules(plan: Plan, client: FullClient, place: string): readonly MoveRule[] {
  const { keeps, accepts } = plan.staff.get(place) as FullEmployee;
  const moves = place !== client.holder;
  const isFree = moves && !plan.mustGo(client) && !plan.isPinned(client);
  const pin = plan.pinOf(client);
  const broken: Readonly<Record<MoveRule, boolean>> = {
    keeps: !keeps,
    accepts: moves && !accepts,
    eligible: moves && client.eligible !== undefined && !client.eligible.includes(place),
    forbidden: plan.isForbidden(client.id, place),
    pins: pin !== undefined && pin !== place,
    protected:
      moves && !plan.mustGo(client) && plan.mates(client).some((mate) => mate.protected !== undefined),
    who: isFree && plan.onlyOrphans,
  };
  return (Object.keys(broken) as MoveRule[]).filter((rule) => broken[rule]);
}

/** Clients with one holder stay together; those who must go go together, to one who has some of the rest where there is a rest. */
export function splitHoldings(plan: Plan): readonly PlanViolation[] {
  return [...plan.holdings].flatMap(([holding, clients]): readonly PlanViolation[] => {
    const placesOf = (some: readonly FullClient[]) => new Set(some.map((one) => plan.after(one) ?? ''));
    const rest = clients.filter((one) => !plan.mustGo(one));
    const gone = placesOf(clients.filter(plan.mustGo));
    const isSplit = gone.size > 1 || rest.some((one) => placesOf(plan.mates(one)).size > 1);
    const isTorn = rest.length > 0 && [...gone].some((place) => !placesOf(rest).has(place));
    return isSplit || isTorn
      ? [{ code: 'HOLDING_SPLIT', holding, employeeIds: [...placesOf(clients)].sort() }]
      : [];
  });
}
