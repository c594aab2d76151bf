import { ConveyorError } from '../../errors/conveyor-error.ts';
import { strayMoves } from '../check/places.ts';
import { type Base, readBase } from '../check/unit.ts';
import { type Weighing, weigh } from '../check/weighing.ts';
import { parseProblem } from '../parse-problem.ts';
import type { FullClient, RedistributionProblem } from '../problem.ts';
import type { ProposedMove, RedistributionProposal } from '../proposal.ts';

/** A plan as the checker reads it: with whom every client is, and what that weighs. */
export interface ReadPlan {
  readonly base: Base;
  readonly weighing: Weighing;
  /** With whom the client is after the plan; undefined where nobody holds it. */
  placeOf(client: FullClient): string | undefined;
}

/** As much of a proposal as analysis looks at. */
export type AnalysedProposal = Pick<RedistributionProposal, 'moves' | 'near'>;

/** A problem as it is read once for several plans. */
export function readProblem(problem: RedistributionProblem): Base {
  return readBase(parseProblem(problem));
}

/** @throws INVALID_PLAN where a move is not of this problem: `details.moves` */
export function readPlan(base: Base, { moves, near }: AnalysedProposal): ReadPlan {
  const stray = strayMoves(base.problem, moves);
  if (stray.length > 0) {
    throw new ConveyorError('INVALID_PLAN', 'The proposal has moves that are none of this problem', {
      details: { moves: stray.flatMap((one) => (one.code === 'NOT_A_MOVE' ? [one.move] : [])) },
    });
  }
  const to = new Map(moves.map((move: ProposedMove) => [move.clientId, move.to]));
  return { base, weighing: weigh(base, near), placeOf: ({ id, holder }) => to.get(id) ?? holder };
}
