import * as z from 'zod';
import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { CommandInput } from '../../client/command.ts';
import { storeKeySchema } from '../../conditions/id-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { admit } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import type { Proposal } from '../../proposals/proposal.ts';
import type { ProposalReason } from '../../proposals/proposal-reason.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { assertSender } from '../actors.ts';
import { assertKeys, keyIfAny } from '../assert-key.ts';
import { contextOf } from '../context-of.ts';
import type { Sales } from '../create-sales.ts';
import { dryRun } from '../dry-run.ts';
import { type Request, toRequest } from '../request.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { approve } from './approve.ts';
import { changesOf, readOpen, readProposal, unlistExpired } from './proposal-documents.ts';
import type { DecisionOptions, ProposalResult } from './proposal-result.ts';
import { reject } from './reject.ts';

/** What is proposed. */
export interface ProposalInput {
  readonly command: CommandInput;
  /** The employee who is asked: one who may do it. Whoever else may do it can decide, too. */
  readonly to: string;
  /** Why, in the proposer's words. */
  readonly why?: string;
  /** Until when it can be approved, ISO-8601; left out, it stays open. */
  readonly expiresAt?: string;
  /**
   * Names the proposal, so that it can be made again safely: what is there already is told again. Default: an
   * id of the shell's.
   */
  readonly id?: string;
}

/** Commands that some may only propose, and people decide on. */
export interface Proposals {
  /**
   * Keeps a proposal of a service whose `mayPropose` has the command, or of whoever may do it with any
   * client. Nothing is done yet. It holds the events that the command would make now, by the employee who
   * is asked. Reads what `execute` would, and writes the proposal alone.
   * @throws INVALID_COMMAND, and INVALID_PROPOSAL where the rest is none.
   */
  propose(input: ProposalInput, options: { readonly by: string }): Promise<ProposalResult>;
  /**
   * Decides the command anew, by whoever approves, and does it where it means what was proposed. The proposal
   * is `done` then, in one commit with the command; `stale` where it would mean something else, `refused`
   * where it is not possible any more. Who may not do it approves nothing, and the proposal stays open.
   */
  approve(proposalId: string, options: DecisionOptions): Promise<ProposalResult>;
  /** Closes the proposal: by whoever was asked, or may do what is proposed. */
  reject(proposalId: string, options: DecisionOptions): Promise<ProposalResult>;
  /** The proposal as of now; undefined for an unknown one. Reads it alone. */
  get(proposalId: string): Promise<Proposal | undefined>;
  /** What nobody has decided on yet, oldest first: what an employee was asked, or what is about a client. */
  open(query?: { readonly to?: string; readonly clientId?: string }): Promise<Proposal[]>;
}

/** Opens proposals on sales: an assistant or a script proposes commands, a person approves them. */
export function openProposals<Names extends ConveyorNames>(sales: Sales<Names>): Proposals {
  return withArguments('openProposals', { sales }, () => {
    const context = contextOf(sales);
    const inTurn = <Result>(id: string, work: () => Promise<Result>) => {
      assertKeys({ proposalId: id });
      return context.turns.take(new Set([`@proposal ${id}`]), work);
    };
    return withMethods<Proposals>(
      'proposals',
      {
        propose: (input, { by }) => propose(context, input, by),
        approve: (id, options) => inTurn(id, () => approve(context, id, options)),
        reject: (id, options) => inTurn(id, () => reject(context, id, options)),
        get: async (id) => {
          assertKeys({ proposalId: id });
          return (await readProposal(context, id, context.now()))?.proposal;
        },
        open: async (query = {}) => readOpen(context, query, context.now()),
      },
      {
        propose: ['input', { by: 'any' }],
        approve: ['proposalId: string', { by: 'any', reason: 'string?' }],
        reject: ['proposalId: string', { by: 'any', reason: 'string?' }],
        get: ['proposalId: string'],
        open: [['query', { to: keyIfAny, clientId: keyIfAny }]],
      },
    );
  });
}

const inputSchema = z.strictObject({
  command: z.unknown(),
  to: storeKeySchema,
  why: z.exactOptional(z.string().max(2_000)),
  expiresAt: z.exactOptional(instantSchema),
  id: z.exactOptional(storeKeySchema),
});

async function propose(context: ServiceContext, input: ProposalInput, by: string): Promise<ProposalResult> {
  assertSender(by);
  const data = admit(inputSchema, input, 'INVALID_PROPOSAL', 'a proposal');
  const request = toRequest(context, { command: data.command }, data.to);
  if ('problems' in request) throw invalidInput('INVALID_COMMAND', 'a command', request.problems);
  const reasons = await againstProposing(context, request, by);
  if (reasons.length > 0) return { ok: false, reasons };
  const { command: _, id = context.newId(), ...said } = data;
  await unlistExpired(context);
  return unitOfWork(context, async (): Promise<Decided<ProposalResult>> => {
    const now = context.now();
    const known = await readProposal(context, id, now);
    if (known) return { outcome: { ok: true, proposal: known.proposal } };
    const told = await dryRun(context, request);
    if (!told.ok) return { outcome: { ok: false, reasons: told.refusal.reasons } };
    const proposal = proposed(request, { ...said, id, by, at: now }, told.events);
    const { to, expiresAt } = proposal;
    const documents = changesOf(proposal, undefined, {
      type: 'proposalMade',
      by,
      now,
      to,
      ...(expiresAt !== undefined && { expiresAt }),
    });
    return { outcome: { ok: true, proposal }, work: { documents } };
  });
}

type Said = Pick<Proposal, 'id' | 'by' | 'to' | 'at' | 'why' | 'expiresAt'>;

const proposed = ({ command }: Request, said: Said, events: Proposal['events']): Proposal => ({
  ...said,
  status: 'open',
  clientId: command.clientId,
  command,
  events,
});

/** Services propose what the blueprint says; so may whoever may do it with any client. */
async function againstProposing(
  context: ServiceContext,
  { command: { type } }: Request,
  by: string,
): Promise<readonly ProposalReason[]> {
  const { services } = context.conveyor.blueprint;
  const action = type === 'advanceTime' ? 'override' : type;
  const proposes = lookup(services, by)?.mayPropose ?? [];
  return proposes.includes(action) ? [] : unauthorizedTo(context, action, by);
}
