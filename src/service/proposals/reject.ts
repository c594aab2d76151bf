import type { Proposal } from '../../proposals/proposal.ts';
import { dryRun } from '../dry-run.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';
import { decideOn, isAboutWho, requestOf } from './deciding.ts';
import { changesOf } from './proposal-documents.ts';
import type { DecisionOptions, ProposalResult } from './proposal-result.ts';

/** Closes a proposal without doing anything. */
export function reject(
  context: ServiceContext,
  id: string,
  { by, reason }: DecisionOptions,
): Promise<ProposalResult> {
  return decideOn(context, id, by, async (stored, once): Promise<ProposalResult> => {
    const { proposal } = stored;
    const told = by === proposal.to ? undefined : await dryRun(once, requestOf(once, proposal, by));
    if (told && !told.ok && isAboutWho(told.refusal)) return { ok: false, reasons: told.refusal.reasons };
    const now = context.now();
    const decision = { by, at: now, ...(reason !== undefined && { reason }) };
    const rejected: Proposal = { ...proposal, status: 'rejected', decision };
    const event = { type: 'proposalRejected', by, now, proposedBy: proposal.by } as const;
    await write(once, { documents: changesOf(rejected, stored, event) });
    return { ok: true, proposal: rejected };
  });
}
