import { differingEvents } from '../../proposals/differing-events.ts';
import type { EventDifference, Proposal, ProposalDecision } from '../../proposals/proposal.ts';
import { runTogether } from '../execute.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';
import { decideOn, isAboutWho, requestOf } from './deciding.ts';
import { changesOf, type StoredProposal } from './proposal-documents.ts';
import type { DecisionOptions, ProposalResult } from './proposal-result.ts';

/** Does what was proposed where it still means the same, in one commit with saying so. */
export function approve(
  context: ServiceContext,
  id: string,
  { by, reason }: DecisionOptions,
): Promise<ProposalResult> {
  return decideOn(context, id, by, (stored, once) => {
    const decision = { by, at: context.now(), ...(reason !== undefined && { reason }) };
    return decide(once, stored, decision);
  });
}

async function decide(
  context: ServiceContext,
  stored: StoredProposal,
  decision: ProposalDecision,
): Promise<ProposalResult> {
  const { proposal } = stored;
  const { by, at: now } = decision;
  const head = { by, now, proposedBy: proposal.by };
  let differences: readonly EventDifference[] = [];
  let done: Proposal | undefined;
  const [result] = await runTogether(context, [requestOf(context, proposal, by)], ([only]) => {
    if (!only || !('events' in only)) return undefined;
    differences = differingEvents(proposal.events, only.events, proposal.command);
    if (differences.length > 0) return undefined;
    const eventIds = only.events.map((event) => event.id);
    done = { ...proposal, status: 'done', decision: { ...decision, eventIds } };
    return changesOf(done, stored, { ...head, type: 'proposalApproved', eventIds });
  });
  if (done) return { ok: true, proposal: done };
  if (result && 'error' in result) throw result.error;
  if (result && !result.ok) {
    const { refusal } = result;
    if (isAboutWho(refusal)) return { ok: false, reasons: refusal.reasons };
    const reasons = refusal.reasons.map(({ code }) => code);
    const refused: Proposal = { ...proposal, status: 'refused', decision: { ...decision, refusal } };
    await write(context, {
      documents: changesOf(refused, stored, { ...head, type: 'proposalRefused', reasons }),
    });
    return { ok: true, proposal: refused };
  }
  const stale: Proposal = { ...proposal, status: 'stale', decision: { ...decision, differences } };
  const differing = differences.flatMap(({ proposed, now: fresh }) => (proposed ?? fresh)?.type ?? []);
  await write(context, {
    documents: changesOf(stale, stored, { ...head, type: 'proposalFoundStale', differing }),
  });
  return { ok: true, proposal: stale };
}
