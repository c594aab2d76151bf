import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { Proposal } from '../../proposals/proposal.ts';
import type {
  ProposalEvent,
  ProposalEventPayloads,
  ProposalEventType,
} from '../../proposals/proposal-event.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';

export const PROPOSALS = 'proposal';

/** The document in which earlier releases kept what is open. It is read, and left as it is. */
const EARLIER = { kind: 'openProposals', id: 'open' };

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

const isOver = ({ expiresAt }: Pick<Proposal, 'expiresAt'>, now: Instant) =>
  expiresAt !== undefined && expiresAt <= now;

const EXPIRING = 'expires';

/** In which lists a proposal stands while it is open: by the moment at which it was made. */
export function listsOf({ status, to, clientId, at, expiresAt }: Proposal): Pick<StoredDocument, 'lists'> {
  if (status !== 'open') return {};
  const end = expiresAt !== undefined && { [EXPIRING]: expiresAt };
  return { lists: { open: at, [`to ${to}`]: at, [`client ${clientId}`]: at, ...end } };
}

/** Those that are open now, oldest first. */
export async function readOpen(
  context: ServiceContext,
  { to, clientId }: { readonly to?: string | undefined; readonly clientId?: string | undefined },
  now: Instant,
): Promise<Proposal[]> {
  const { store, tenant } = context;
  const ofOne = to === undefined ? 'open' : `to ${to}`;
  const query = {
    kind: PROPOSALS,
    list: clientId === undefined ? ofOne : `client ${clientId}`,
    limit: 1_000,
  };
  const found = new Map<string, Proposal>();
  const keep = (documents: readonly StoredDocument[]) => {
    for (const { id, body } of documents) found.set(id, asOf(body as Proposal, now));
  };
  keep(await listedEarlier(context));
  const listed = pages((start) => store.queryDocuments(tenant, { ...query, ...start }));
  for await (const { documents } of listed) keep(documents);
  return [...found.values()]
    .filter(
      (one) =>
        one.status === 'open' &&
        (to === undefined || one.to === to) &&
        (clientId === undefined || one.clientId === clientId),
    )
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

async function listedEarlier({ store, tenant }: ServiceContext): Promise<readonly StoredDocument[]> {
  const [list] = await store.readDocuments(tenant, EARLIER.kind, [EARLIER.id]);
  if (!list) return [];
  const { items } = list.body as { readonly items: readonly { readonly proposalId: string }[] };
  const ids = items.map(({ proposalId }) => proposalId);
  return ids.length === 0 ? [] : store.readDocuments(tenant, PROPOSALS, ids);
}

/** At most this many are taken off their lists at once. */
const TOGETHER = 50;

/** What has expired leaves its lists, so that these stay short. Whoever else is at it may go first. */
export async function unlistExpired(context: ServiceContext): Promise<void> {
  const { store, tenant } = context;
  const now = context.now();
  const query = { kind: PROPOSALS, list: EXPIRING, limit: TOGETHER };
  const { documents } = await store.queryDocuments(tenant, query);
  const over = documents.filter(({ body }) => isOver(body as Proposal, now));
  if (over.length === 0) return;
  const bare = over.map((document) => changed(document, { ...document, lists: {} }));
  try {
    await write(context, { documents: bare });
  } catch (error) {
    if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
  }
}

/** What happened to a proposal, by whom and when. */
type Happened = {
  readonly [Type in ProposalEventType]: {
    readonly type: Type;
    readonly by: string;
    readonly now: Instant;
  } & ProposalEventPayloads[Type];
}[ProposalEventType];

/** The proposal with what happened to it. */
export function changesOf(
  proposal: Proposal,
  stored: StoredProposal | undefined,
  { type, by, now, ...payload }: Happened,
): DocumentChange[] {
  const { id, command, clientId } = proposal;
  const change = changed(stored?.document, { kind: PROPOSALS, id, body: proposal, ...listsOf(proposal) });
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
  return [{ ...change, events: [event] }];
}

/** Under which id an approved command is done. */
export const commandIdOf = (proposalId: string): string => `proposal ${proposalId}`;
