import type { Steps } from '../time/in-turns.ts';
import { attainedOf, gapOf } from './attained.ts';
import type { Compiled } from './compile.ts';
import { leftAsItIs } from './greedy-plan.ts';
import type { ClientGroup } from './indexed-problem.ts';
import { weighing } from './objective.ts';
import { provenBy, toMultipliers } from './own-prices.ts';
import type { ProposedMove, RedistributionProposal } from './proposal.ts';
import { receiversOf } from './solver/model/shared-instance.ts';
import type { Solution } from './solver/model/solution.ts';

/** Turns a feasible solution into a proposal: moves of clients. */
export function* toProposal(
  compiled: Compiled,
  solution: Solution & { readonly chosen: Int32Array },
  near?: readonly ProposedMove[],
): Steps<RedistributionProposal> {
  const { instance, indexed } = compiled;
  const { chosen, multipliers, stopped } = solution;
  const receivers = receiversOf(instance, chosen);
  const objective = yield* weighing(compiled, receivers);
  const { total } = objective;
  yield;
  const left = yield* leftAsItIs(compiled);
  yield;
  const without = left && receiversOf(instance, left);
  const start = without && (yield* weighing(compiled, without)).total;
  yield;
  const canStay = without && indexed.groups.every(({ current }, i) => without[i] === current);
  const { certificate, bound } = provenBy(compiled, multipliers);
  yield;
  const isProven = total - bound <= 1e-9 * Math.max(1, total);
  const moves: ProposedMove[] = [];
  for (const [i, group] of indexed.groups.entries()) {
    for (const move of movesOf(group, indexed.employees[receivers[i] as number]?.id as string))
      moves.push(move);
    if (i % AT_ONCE === AT_ONCE - 1) yield;
  }
  return {
    moves: moves.sort((a, b) => (a.clientId < b.clientId ? -1 : 1)),
    objective,
    bound: Math.min(bound, total),
    gap: isProven ? 0 : gapOf(total, bound),
    ...(start !== undefined && { start }),
    ...(start !== undefined && canStay && { attained: attainedOf(start, total, bound) }),
    status: isProven ? 'optimal' : 'feasible',
    stopped,
    certificate,
    ...(near && { near }),
  };
}

/** Groups turned into moves between two steps. */
const AT_ONCE = 20_000;

function movesOf({ clients }: ClientGroup, to: string): readonly ProposedMove[] {
  return clients
    .filter(({ holder }) => holder !== to)
    .map(({ id, holder }) =>
      holder === undefined ? { clientId: id, to } : { clientId: id, from: holder, to },
    );
}

/** An earlier plan as a start of the search; -1 for groups that it does not place. */
export function toStart(
  compiled: Compiled,
  { moves, certificate }: Pick<RedistributionProposal, 'moves' | 'certificate'>,
) {
  const { indexed, instance } = compiled;
  const { groups, indexOf } = indexed;
  const receivers = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to)]));
  const chosen = Int32Array.from(groups, ({ clients, current, choices }, i) => {
    const [first] = clients;
    const place = first && receivers.has(first.id) ? receivers.get(first.id) : current;
    const at = place === undefined ? -1 : choices.indexOf(place);
    return at < 0 ? -1 : (instance.start[i] as number) + at;
  });
  const { prices } = certificate;
  return { chosen, ...(prices && { multipliers: toMultipliers(compiled, prices) }) };
}
