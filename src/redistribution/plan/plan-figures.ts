import type { Steps } from '../../time/in-turns.ts';
import type { Compiled } from '../compile.ts';
import { measuring, type PlanMeasures } from '../measures.ts';
import { findingCauses, type MoveCause } from '../move-preview.ts';
import type { ProposedMove, RedistributionProposal } from '../proposal.ts';

/** A move of a plan with why the client moves at all. */
export interface PlannedMove extends ProposedMove {
  readonly cause: MoveCause;
}

/** Moves between two steps. */
const AT_ONCE = 10_000;

/** What a proposal comes to, without the full preview, from how its problem was understood. */
export function* planFigures(
  compiled: Pick<Compiled, 'indexed' | 'amounts'>,
  { moves, gap }: Pick<RedistributionProposal, 'moves' | 'gap'>,
): Steps<{ readonly measures: PlanMeasures; readonly moves: readonly PlannedMove[] }> {
  const places = new Map(moves.map(({ clientId, to }) => [clientId, to]));
  const causes = yield* findingCauses(compiled, moves);
  yield;
  const { problem } = compiled.indexed;
  const measures = yield* measuring(problem, ({ id, holder }) => places.get(id) ?? holder, gap);
  yield;
  const planned: PlannedMove[] = [];
  for (const move of moves) {
    planned.push({ ...move, cause: causes.get(move.clientId) ?? 'PINNED' });
    if (planned.length % AT_ONCE === 0) yield;
  }
  return { measures, moves: planned };
}
