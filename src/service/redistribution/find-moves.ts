import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { Problem } from '../../errors/problem.ts';
import { parsing } from '../../redistribution/parse-problem.ts';
import type { PlanFigures } from '../../redistribution/plan/plan.ts';
import type { PlanBasis } from '../../redistribution/plan/plan-basis.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import { type PlannedMove, planFigures } from '../../redistribution/plan/plan-figures.ts';
import { type PlanBase, stayingNear, toPlanProblem } from '../../redistribution/plan/to-plan-problem.ts';
import type { RedistributionProposal } from '../../redistribution/proposal.ts';
import { judgingAlone, type NearProposal, planning } from '../../redistribution/redistribute.ts';
import { inTurns } from '../../time/in-turns.ts';
import { turn } from '../../time/turn.ts';
import type { Searching } from './plan-input.ts';
import { type PlanImpossible, type PlanRefused, refusedPlan } from './plan-options.ts';
import { type Part, toPart } from './plan-repository.ts';

/** What is to be solved. */
interface Task {
  readonly base: PlanBase;
  readonly basis: Pick<PlanBasis, 'role' | 'reason' | 'policy'>;
  readonly decisions: HandDecisions;
  /**
   * The moves that are to stay as they are wherever they can. They guide the search; what is found is judged
   * by the policy alone.
   */
  readonly near?: NearProposal | undefined;
  readonly searching?: Searching;
}

/** Moves with all that is kept of how they were found. */
export interface FoundMoves {
  readonly ok: true;
  readonly moves: readonly PlannedMove[];
  readonly proposal: RedistributionProposal;
  readonly figures: PlanFigures;
}

/** Solves a plan's problem, or says why it has no solution. */
export async function findMoves({
  base,
  basis,
  decisions,
  near,
  searching = {},
}: Task): Promise<FoundMoves | PlanRefused | PlanImpossible> {
  const { role } = basis;
  if (base.clients.length === 0 || base.staff.length === 0) {
    return refusedPlan({ code: 'NOTHING_TO_REDISTRIBUTE', role });
  }
  const given = toPlanProblem(base, basis, decisions);
  await turn();
  const parsed = await attempt(() => inTurns(parsing(given)));
  if ('problems' in parsed) return refusedPlan({ code: 'CONTRADICTION', problems: parsed.problems });
  const { found, compiled } = await inTurns(
    planning(near ? stayingNear(parsed) : parsed, { ...searching, stayNear: near }),
  );
  if (!found.ok) return found;
  await turn();
  const proposal = near
    ? await inTurns(judgingAlone(compiled, found.proposal, parsed.policy, { ...searching, stayNear: near }))
    : found.proposal;
  await turn();
  const { measures, moves } = await inTurns(planFigures(compiled, proposal));
  const { objective, bound, gap, status, start, attained } = proposal;
  return { ok: true, moves, proposal, figures: { measures, objective, bound, gap, status, start, attained } };
}

/** What was found, as documents. Prices of clients, of which there may be many, follow the proposal. */
export function toMoveParts(planId: string, version: number, { moves, proposal }: FoundMoves) {
  const { moves: _, certificate, ...rest } = proposal;
  const { clients = [], ...others } = certificate;
  const kept = toPart(planId, `moves-${version}`, moves);
  const claims = toPart<object>(planId, `proposal-${version}`, [
    { ...rest, certificate: others },
    ...clients,
  ]);
  return {
    moves: kept.part,
    proposal: claims.part,
    documents: [...kept.documents, ...claims.documents],
  } satisfies { moves: Part; proposal: Part; documents: unknown };
}

/** What is wrong with the problem itself comes back as data: who decided it by hand can put it right. */
async function attempt<Found>(
  search: () => Promise<Found>,
): Promise<Found | { readonly problems: readonly Problem[] }> {
  try {
    return await search();
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_PROBLEM')) throw error;
    return { problems: error.details.problems as readonly Problem[] };
  }
}
