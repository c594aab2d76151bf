import type { RedistributionPolicyInput } from '../policy.ts';
import type { RedistributionProblem } from '../problem.ts';
import type { PlanBasis } from './plan-basis.ts';
import type { ClientRow } from './plan-client.ts';
import type { HandDecisions } from './plan-edit.ts';
import type { StaffRow } from './plan-staff.ts';

/** All that a plan is made from: the clients and the staff of a role at one look. */
export interface PlanBase {
  /** By id. */
  readonly clients: readonly ClientRow[];
  readonly staff: readonly StaffRow[];
}

/**
 * What a client costs that ends elsewhere than in the edited plan. It is more than anything that could be
 * gained by it.
 */
const NEARNESS = 10;

/** The problem that a base is under its policy and what has been decided by hand. */
export function toPlanProblem(
  { clients, staff }: PlanBase,
  { reason, policy }: Pick<PlanBasis, 'reason' | 'policy'>,
  { pins, forbidden }: HandDecisions,
): RedistributionProblem {
  const pinned = new Set(pins.map(({ clientId }) => clientId));
  const gone = clients.flatMap(({ client: { id, holder }, mustGo }) =>
    mustGo && holder !== undefined && !pinned.has(id) ? [{ clientId: id, employeeId: holder }] : [],
  );
  const movable = policy.movable ?? (movesDisplacedOnly(reason) ? 'displaced' : 'all');
  return {
    clients: clients.map(({ client }) => client),
    employees: staff.map(({ employee }) => employee),
    policy: {
      ...solverPolicyOf(policy),
      movable,
      pins: [...pins],
      forbidden: [...forbidden, ...gone],
    },
  };
}

const movesDisplacedOnly = ({ kind }: PlanBasis['reason']) =>
  kind === 'departure' || kind === 'absence' || kind === 'return';

/**
 * The same problem for a search that keeps to an earlier plan wherever it can. It guides the search: no plan
 * is judged by it.
 */
export function stayingNear<Problem extends RedistributionProblem>(problem: Problem): Problem {
  const { policy } = problem;
  const nearness = Math.max(policy?.weights?.nearness ?? 0, NEARNESS);
  return { ...problem, policy: { ...policy, weights: { ...policy?.weights, nearness } } };
}

/** What of a plan's policy the solver knows. */
const solverPolicyOf = ({
  weights,
  limits,
  keepGroupsTogether,
}: PlanBasis['policy']): RedistributionPolicyInput => ({ weights, limits, keepGroupsTogether });

/** Of decisions by hand, those on clients and employees that are there. */
export function knownDecisions(
  { clients, staff }: PlanBase,
  { pins, forbidden }: HandDecisions,
): HandDecisions {
  const known = new Set(clients.map(({ client }) => client.id));
  const people = new Set(staff.map(({ employee }) => employee.id));
  const isKnown = (pair: HandDecisions['pins'][number]) =>
    known.has(pair.clientId) && people.has(pair.employeeId);
  return { pins: pins.filter(isKnown), forbidden: forbidden.filter(isKnown) };
}
