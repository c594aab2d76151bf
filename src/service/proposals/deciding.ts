import type { Refusal } from '../../client/refusal.ts';
import type { Proposal } from '../../proposals/proposal.ts';
import type { ProposalReason } from '../../proposals/proposal-reason.ts';
import { assertSender, isService, resolveActor } from '../actors.ts';
import { type Request, toRequest } from '../request.ts';
import type { ServiceContext } from '../service-context.ts';
import { withRetries } from '../unit-of-work.ts';
import { commandIdOf, readProposal, type StoredProposal } from './proposal-documents.ts';

/** What keeps a decision from being made. */
interface Against {
  readonly ok: false;
  readonly reasons: readonly ProposalReason[];
}

/**
 * Decides on an open proposal, by a person. Where others commit first, it is read and decided anew: the
 * context that is handed over tries once.
 */
export function decideOn<Result>(
  context: ServiceContext,
  id: string,
  by: string,
  decide: (stored: StoredProposal, context: ServiceContext) => Promise<Result>,
): Promise<Result | Against> {
  assertSender(by);
  const once = { ...context, attempts: 1 };
  return withRetries(context, async () => {
    const stored = await readProposal(context, id, context.now());
    const reasons = stored ? await against(context, stored, by) : [unknown(id)];
    if (!stored || reasons.length > 0) return { ok: false, reasons };
    return decide(stored, once);
  });
}

const unknown = (proposalId: string): ProposalReason => ({ code: 'UNKNOWN_PROPOSAL', proposalId });

async function against(
  context: ServiceContext,
  { proposal }: StoredProposal,
  by: string,
): Promise<ProposalReason[]> {
  if (proposal.status !== 'open') return [{ code: 'PROPOSAL_CLOSED', proposal }];
  const { roles } = await resolveActor(context, by);
  return isService(context.conveyor, by) || roles.length === 0 ? [{ code: 'PERSON_NEEDED', by }] : [];
}

/** The command as somebody who decides would give it. */
export const requestOf = (context: ServiceContext, { id, command }: Proposal, by: string): Request => ({
  ...(toRequest(context, { command }, by) as Request),
  commandId: commandIdOf(id),
});

/** Whether it is refused for who asks: others may well do it. */
export const isAboutWho = ({ reasons }: Refusal): boolean =>
  reasons.some(({ code }) => code === 'NOT_AUTHORIZED' || code === 'WRONG_ROLE');
