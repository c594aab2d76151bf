import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { isStuck, type Unit } from '../check/unit.ts';
import type { FullClient, RedistributionProblem } from '../problem.ts';
import type { Protection } from '../protection-schema.ts';
import { type AnalysedProposal, type ReadPlan, readPlan, readProblem } from './read-plan.ts';
import { type ReceiverOption, receiversOf } from './receivers.ts';

/** Why a plan leaves a client where it is, or that it does not. */
export type WhyStays =
  /** It moves to somebody else. */
  | { readonly code: 'MOVES'; readonly to: string }
  /** It is protected, for this reason. */
  | { readonly code: 'PROTECTED'; readonly why: Protection }
  /** It was decided by hand. */
  | { readonly code: 'PINNED' }
  /** Only clients move that must. */
  | { readonly code: 'ONLY_DISPLACED_MOVE' }
  /** Its group of companies is split, and stays as it is split. */
  | { readonly code: 'GROUP_IS_SPLIT' }
  /** Nobody else may have it. */
  | { readonly code: 'NOBODY_ELSE_ELIGIBLE' }
  /** Nobody who can have it would be better; `best` is who comes nearest. */
  | { readonly code: 'NOT_BETTER'; readonly best: ReceiverOption }
  /** With somebody it would be better, but limits are in the way: of `best`, who would be best of all. */
  | { readonly code: 'LIMITS'; readonly best: ReceiverOption }
  /** It would be better with `best`: the search has ended before it saw so. */
  | { readonly code: 'NOT_FOUND'; readonly best: ReceiverOption };

/** Differences below this part of the objective are none. */
const NEGLIGIBLE = 1e-9;

/**
 * Why a client did not move, all else as planned. Either a rule holds it, or nobody would be better; then it
 * says by how much, rule by rule. A client that moves together with its group of companies is judged with it.
 * @throws INVALID_PROBLEM. INVALID_PLAN where a move is not of this problem, or the client is not in it.
 */
export function whyStays(
  problem: RedistributionProblem,
  proposal: AnalysedProposal,
  clientId: string,
): WhyStays {
  return withArguments('whyStays', { problem, proposal, 'clientId: string': clientId }, () =>
    whyOf(problem, proposal, clientId),
  );
}

function whyOf(problem: RedistributionProblem, proposal: AnalysedProposal, clientId: string): WhyStays {
  const plan = readPlan(readProblem(problem), proposal);
  const { client, unit } = find(plan, clientId);
  const place = plan.placeOf(client);
  if (place !== undefined && place !== client.holder) return { code: 'MOVES', to: place };
  if (unit.pin !== undefined) return { code: 'PINNED' };
  const rule = heldBy(plan, unit);
  if (rule) return rule;
  const others = receiversOf(plan, unit).filter(({ employeeId }) => employeeId !== place);
  const [best] = others;
  if (!best) return { code: 'NOBODY_ELSE_ELIGIBLE' };
  const isBetter = ({ difference }: ReceiverOption) => difference < -NEGLIGIBLE;
  if (best.breaks.length === 0 && isBetter(best)) return { code: 'NOT_FOUND', best };
  const barred = others.find((one) => one.breaks.length > 0 && isBetter(one));
  if (barred) return { code: 'LIMITS', best: barred };
  return { code: 'NOT_BETTER', best };
}

/**
 * Who could have a client, ranked. First those who can, the least difference of the objective first, with the
 * difference by rule; then those whom a limit keeps from it. Exact, all else as planned.
 * @throws INVALID_PROBLEM. INVALID_PLAN where a move is not of this problem, or the client is not in it.
 */
export function rankReceivers(
  problem: RedistributionProblem,
  proposal: AnalysedProposal,
  clientId: string,
): readonly ReceiverOption[] {
  return withArguments('rankReceivers', { problem, proposal, 'clientId: string': clientId }, () => {
    const plan = readPlan(readProblem(problem), proposal);
    return receiversOf(plan, find(plan, clientId).unit);
  });
}

function find({ base }: ReadPlan, clientId: string): { client: FullClient; unit: Unit } {
  const client = base.problem.clients.find(({ id }) => id === clientId);
  const unit = client && base.unitOf.get(client);
  if (client && unit) return { client, unit };
  if (typeof clientId !== 'string') throw new TypeError('No client');
  const problem = { path: 'clientId', ...fault('NO_SUCH_CLIENT', { clientId }) };
  throw invalidInput('INVALID_PLAN', 'a client of the problem', [problem]);
}

function heldBy({ base }: ReadPlan, unit: Unit): WhyStays | undefined {
  const why = unit.clients.find((one) => one.protected !== undefined)?.protected;
  if (why !== undefined && unit.current !== undefined) return { code: 'PROTECTED', why };
  if (!isStuck(base, unit)) return undefined;
  return { code: unit.isSplit ? 'GROUP_IS_SPLIT' : 'ONLY_DISPLACED_MOVE' };
}
