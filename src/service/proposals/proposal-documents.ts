import type { Proposal } from '../../proposals/proposal.ts';
import type {
  ProposalEvent,
  ProposalEventPayloads,
  ProposalEventType,
} from '../../proposals/proposal-event.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import type { ServiceContext } from '../service-context.ts';

/** The kind of a proposal, and of the list of those that are open. */
export const PROPOSALS = 'proposal';
const OPEN = { kind: 'openProposals', id: 'open' };

/** What the list says of a proposal. */
interface OpenItem {
  readonly proposalId: string;
  readonly to: string;
  readonly clientId: string;
  readonly expiresAt?: Instant;
}

/** A proposal as it is stored. */
export interface StoredProposal {
  readonly proposal: Proposal;
  readonly document: StoredDocument;
}

/** The proposal as of now: nobody writes that it has expired. Undefined where there is none. */
export async function readProposal(
  { store, tenant }: ServiceContext,
  id: string,
  now: Instant,
): Promise<StoredProposal | undefined> {
  const [document] = await store.readDocuments(tenant, PROPOSALS, [id]);
  return document && { document, proposal: asOf(document.body as Proposal, now) };
}

function asOf(proposal: Proposal, now: Instant): Proposal {
  return isOver(proposal, now) && proposal.status === 'open' ? { ...proposal, status: 'expired' } : proposal;
}

const isOver = ({ expiresAt }: Pick<OpenItem, 'expiresAt'>, now: Instant) =>
  expiresAt !== undefined && expiresAt <= now;

/** Those that are open now, oldest first. */
export async function readOpen(
  context: ServiceContext,
  { to, clientId }: { readonly to?: string | undefined; readonly clientId?: string | undefined },
  now: Instant,
): Promise<Proposal[]> {
  const { store, tenant } = context;
  const ids = itemsIn(await readList(context)).flatMap((item) => {
    const isAsked =
      (to === undefined || item.to === to) && (clientId === undefined || item.clientId === clientId);
    return isAsked && !isOver(item, now) ? [item.proposalId] : [];
  });
  const found = ids.length === 0 ? [] : await store.readDocuments(tenant, PROPOSALS, ids);
  return found
    .map(({ body }) => body as Proposal)
    .filter(({ status }) => status === 'open')
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** What happened to a proposal, by whom and when. */
type Happened = {
  readonly [Type in ProposalEventType]: {
    readonly type: Type;
    readonly by: string;
    readonly now: Instant;
  } & ProposalEventPayloads[Type];
}[ProposalEventType];

/** The proposal with what happened to it, and the list with it or without; what expired leaves the list. */
export function changesOf(
  list: StoredDocument | undefined,
  proposal: Proposal,
  stored: StoredProposal | undefined,
  { type, by, now, ...payload }: Happened,
): DocumentChange[] {
  const { id, command, clientId, to, status, expiresAt } = proposal;
  const change = changed(stored?.document, { kind: PROPOSALS, id, body: proposal });
  const event = {
    id: `@@${PROPOSALS}/${id}#${change.revision}`,
    proposalId: id,
    type,
    happenedAt: now,
    recordedAt: now,
    by,
    command: { type: command.type, clientId },
    ...(type === 'proposalApproved' && { commandId: commandIdOf(id) }),
    ...payload,
  } as unknown as ProposalEvent;
  const others = itemsIn(list).filter((item) => item.proposalId !== id && !isOver(item, now));
  const own = { proposalId: id, to, clientId, ...(expiresAt !== undefined && { expiresAt }) };
  const items = status === 'open' ? [...others, own] : others;
  return [{ ...change, events: [event] }, changed(list, { ...OPEN, body: { items } })];
}

/** Under which id an approved command is done. */
export const commandIdOf = (proposalId: string): string => `proposal ${proposalId}`;

/** The list of those that are open, as it is stored. */
export async function readList({ store, tenant }: ServiceContext): Promise<StoredDocument | undefined> {
  return (await store.readDocuments(tenant, OPEN.kind, [OPEN.id]))[0];
}

const itemsIn = (list: StoredDocument | undefined) =>
  ((list?.body ?? { items: [] }) as { readonly items: readonly OpenItem[] }).items;
