import type { Compiled } from './compile.ts';
import { objectiveOf } from './objective.ts';
import type { Part } from './parts.ts';
import { byId } from './parts.ts';
import type { ProposedMove, RedistributionProposal } from './proposal.ts';
import { roundingOf } from './solver/check.ts';
import type { Solution } from './solver/solution.ts';

/** A solution that holds, as moves of clients. */
export function toProposal(
  compiled: Compiled,
  solution: Solution & { readonly chosen: Int32Array; readonly objective: number },
  near?: readonly ProposedMove[],
): RedistributionProposal {
  const { instance, situation, scale } = compiled;
  const { chosen, multipliers, stopped, objective: whole, bound } = solution;
  const receivers = chosen.map((entry) => instance.employee[entry] as number);
  const objective = objectiveOf(compiled, receivers);
  const moves = situation.parts.flatMap((part, i) =>
    movesOf(part, situation.employees[receivers[i] as number]?.id as string),
  );
  return {
    moves: moves.sort((a, b) => byId({ id: a.clientId }, { id: b.clientId })),
    objective,
    bound: Math.min(bound / scale, objective.total),
    gap: whole > bound ? (whole - bound) / Math.max(whole, 1) : 0,
    status: whole <= bound + roundingOf(instance, whole) ? 'optimal' : 'feasible',
    stopped,
    certificate: {
      objective: whole,
      bound,
      scale: multipliers.scale,
      limits: [...multipliers.limits],
      balances: [...multipliers.balances],
    },
    ...(near && { near }),
  };
}

function movesOf({ clients }: Part, to: string): readonly ProposedMove[] {
  return clients
    .filter(({ holder }) => holder !== to)
    .map(({ id, holder }) =>
      holder === undefined ? { clientId: id, to } : { clientId: id, from: holder, to },
    );
}

/** Where an earlier plan puts the parts, as a solution to go on from; -1 for what it cannot say. */
export function toStart(
  { situation, instance }: Compiled,
  { moves, certificate }: Pick<RedistributionProposal, 'moves' | 'certificate'>,
) {
  const { parts, indexOf } = situation;
  const receivers = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to)]));
  const chosen = Int32Array.from(parts, ({ clients, home, choices }, i) => {
    const [first] = clients;
    const place = first && receivers.has(first.id) ? receivers.get(first.id) : home;
    const at = place === undefined ? -1 : choices.indexOf(place);
    return at < 0 ? -1 : (instance.start[i] as number) + at;
  });
  const { scale, limits, balances } = certificate;
  const isSame = limits.length === instance.limits.length && balances.length === instance.balances.length;
  if (!isSame) return { chosen };
  return {
    chosen,
    multipliers: { scale, limits: Float64Array.from(limits), balances: Float64Array.from(balances) },
  };
}
