import { amountsOf } from '../amounts.ts';
import { measuresOf, type PlanMeasures } from '../measures.ts';
import { causesOf, type MoveCause } from '../move-preview.ts';
import { parseProblem } from '../parse-problem.ts';
import { situationOf } from '../parts.ts';
import type { RedistributionProblem } from '../problem.ts';
import type { ProposedMove, RedistributionProposal } from '../proposal.ts';

/** A move of a plan with why the client moves at all. */
export interface PlannedMove extends ProposedMove {
  readonly cause: MoveCause;
}

/** What a proposal comes to, without the full preview: in one look at the problem. */
export function planFigures(
  problem: RedistributionProblem,
  { moves, gap }: Pick<RedistributionProposal, 'moves' | 'gap'>,
): { readonly measures: PlanMeasures; readonly moves: readonly PlannedMove[] } {
  const full = parseProblem(problem);
  const places = new Map(moves.map(({ clientId, to }) => [clientId, to]));
  const causes = causesOf({ situation: situationOf(full), amounts: amountsOf(full) }, moves);
  return {
    measures: measuresOf(full, ({ id, holder }) => places.get(id) ?? holder, gap),
    moves: moves.map((move) => ({ ...move, cause: causes.get(move.clientId) ?? 'PINNED' })),
  };
}
