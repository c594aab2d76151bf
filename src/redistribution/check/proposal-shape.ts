import * as z from 'zod';
import { examine } from '../../errors/admit.ts';
import type { PlanViolation } from './violation.ts';

const amount = z.number();
const moves = z.array(z.object({ clientId: z.string(), from: z.string().optional(), to: z.string() }));
const price = z.object({ rule: z.string(), employeeId: z.string().optional(), price: amount });
const worth = z.object({ clientId: z.string(), price: amount });

const proposalShape = z.object({
  moves,
  objective: z.object({
    total: amount,
    load: amount,
    potential: amount,
    disruption: amount,
    similarity: amount,
    coverage: amount,
    // Plans of earlier builds knew none.
    cost: amount.default(0),
    nearness: amount,
  }),
  bound: amount,
  gap: amount,
  start: amount.optional(),
  attained: amount.optional(),
  status: z.enum(['optimal', 'feasible']),
  certificate: z.object({ prices: z.array(price).default([]), clients: z.array(worth).optional() }),
  near: moves.optional(),
});

/** A proposal as the checker reads it: what it does not judge is left out. */
export type ClaimedProposal = z.output<typeof proposalShape>;

/** Anything at all, as a proposal or as what keeps it from being one. */
export function readProposal(
  proposal: unknown,
): { readonly claimed: ClaimedProposal } | { readonly violations: readonly PlanViolation[] } {
  const { data, problems } = examine(proposalShape, proposal);
  if (data) return { claimed: data };
  return { violations: problems.map(({ path, message }) => ({ code: 'MALFORMED', path, message })) };
}
