import type { Command } from '../client/command.ts';
import { describeEvent, explain } from '../client/explain.ts';
import { fill, type WordOptions } from '../client/words.ts';
import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import type { Proposal } from './proposal.ts';
import type { ProposalEvent } from './proposal-event.ts';
import type { ProposalReason } from './proposal-reason.ts';

/** A proposal in words: who asks whom and why, a line for each event, and what came of it. */
export function describeProposal(proposal: Proposal, options: WordOptions<Dictionary>): string {
  return withArguments('describeProposal', { proposal, ...inWords('describeProposal', options) }, () => {
    const { proposals: words } = options.dictionary;
    const { status, events, decision, command } = proposal;
    const { refusal, differences = [], by: decider, reason } = decision ?? {};
    return [
      fill(words.asks, { ...proposal, action: actionOf(command, options) }, options),
      ...events.map((event) => `– ${describeEvent(event, options)}`),
      fill(words.statuses[status], { ...proposal, decider, reason }, options),
      ...(refusal ? [explain(refusal, options)] : []),
      ...differences.map(({ proposed, now }) => {
        const template = proposed && now ? words.changed : proposed ? words.gone : words.added;
        const said = {
          proposed: proposed && describeEvent(proposed, options),
          now: now && describeEvent(now, options),
        };
        return `– ${fill(template, said, options)}`;
      }),
    ].join('\n');
  });
}

/** What happened to a proposal, one line without its date. */
export function describeProposalEvent(event: ProposalEvent, options: WordOptions<Dictionary>): string {
  return withArguments(
    'describeProposalEvent',
    { event, ...inWords('describeProposalEvent', options) },
    () => {
      const { command, type } = event;
      const values = { ...event, action: actionOf(command, options), clientId: command.clientId };
      return fill(options.dictionary.proposals.events[type], values, options);
    },
  );
}

/** Why nothing was proposed, or nothing decided, a line for each reason. */
export function explainProposal(
  refusal: { readonly reasons: readonly ProposalReason[] },
  options: WordOptions<Dictionary>,
): string {
  return withArguments('explainProposal', { refusal, ...inWords('explainProposal', options) }, () => {
    const { refusals, statuses } = options.dictionary.proposals;
    return refusal.reasons
      .map((reason) => {
        switch (reason.code) {
          case 'UNKNOWN_PROPOSAL':
          case 'PERSON_NEEDED':
            return fill(refusals[reason.code], reason, options);
          case 'PROPOSAL_CLOSED': {
            const { proposal } = reason;
            const decider = proposal.decision?.by;
            const status = fill(statuses[proposal.status], { ...proposal, decider }, options);
            return fill(refusals.PROPOSAL_CLOSED, { proposalId: proposal.id, status }, options);
          }
          default:
            return explain({ reasons: [reason] }, options);
        }
      })
      .join('\n');
  });
}

const actionOf = ({ type }: Pick<Command, 'type'>, { dictionary }: WordOptions<Dictionary>): string =>
  type === 'advanceTime' ? dictionary.proposals.advanceTime : dictionary.things.actions[type];
