import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { Instant } from '../time/instant.ts';
import { changed } from './changed-document.ts';
import { inParts } from './execute.ts';
import type { ServiceContext } from './service-context.ts';
import { unitOfWork } from './unit-of-work.ts';

/** Due work that failed every time it was tried. */
export interface DueAside {
  readonly clientId: string;
  /** When it failed first. */
  readonly since: Instant;
  /**
   * Runs in which it failed. From the fifth on, `runDue` leaves it alone until the client changes or
   * `retryDue` is called.
   */
  readonly failures: number;
  /** Why, the last time. */
  readonly code: ConveyorError['code'];
  readonly message: string;
}

/** What failed, and of which revision of the client; none where the client cannot be read. */
type Item = DueAside & { readonly revision?: number };

/** Failed in so many runs, work is put aside. */
const TRIED = 5;
/** So many clients are remembered; what fails beyond them is tried in every run. */
const KEPT = 1_000;

const PLACE = { kind: 'dueAside', id: 'clients' } as const;

/** Which due work has failed before. One document, so that a run reads it once. */
export class FailedWork {
  private constructor(private readonly items: ReadonlyMap<string, Item>) {}

  static async of(context: ServiceContext): Promise<FailedWork> {
    return new FailedWork(byClient((await read(context)).items));
  }

  knows(clientId: string): boolean {
    return this.items.has(clientId);
  }

  /** Those to work on: all but clients that are put aside and have not changed since. */
  async triable(context: ServiceContext, clientIds: readonly string[]): Promise<string[]> {
    const put = clientIds.filter((id) => isAside(this.items.get(id)));
    if (put.length === 0) return [...clientIds];
    const revisions = await revisionsOf(context, put);
    const left = new Set(put.filter((id) => revisions.get(id) === this.items.get(id)?.revision));
    return clientIds.filter((id) => !left.has(id));
  }

  /** Remembers what has failed, and forgets what has been done. */
  async note(
    context: ServiceContext,
    mended: readonly string[],
    failures: readonly { readonly clientId: string; readonly error: ConveyorError }[],
  ): Promise<void> {
    const lasting = failures.filter(({ error }) => !isPassing(error));
    if (lasting.length + mended.length === 0) return;
    const revisions = await revisionsOf(
      context,
      lasting.map(({ clientId }) => clientId),
    );
    const at = context.now();
    await change(context, (before) => {
      const items = byClient(before);
      for (const id of mended) items.delete(id);
      for (const { clientId, error } of lasting) {
        const revision = revisions.get(clientId);
        const known = items.get(clientId);
        const same = known?.revision === revision ? known : undefined;
        const { code, message } = error;
        const { since = at, failures: count = 0 } = same ?? {};
        const item = { clientId, since, failures: count + 1, code, message };
        if (known || items.size < KEPT)
          items.set(clientId, { ...item, ...(revision !== undefined && { revision }) });
      }
      return [...items.values()];
    });
  }
}

/** What `runDue` leaves alone by now, and why. */
export async function listAside(context: ServiceContext): Promise<DueAside[]> {
  const items = (await read(context)).items.filter(isAside);
  const revisions = await revisionsOf(
    context,
    items.map(({ clientId }) => clientId),
  );
  const left = items.filter(({ clientId, revision }) => revisions.get(clientId) === revision);
  return left.map(({ revision: _, ...aside }) => aside);
}

/** Lets the next run try again: all that is put aside, or these clients only. Gives back whom. */
export async function retryAside(context: ServiceContext, clientIds?: readonly string[]): Promise<string[]> {
  let tried: string[] = [];
  await change(context, (items) => {
    const isMeant = (item: Item) => isAside(item) && (clientIds?.includes(item.clientId) ?? true);
    tried = items.filter(isMeant).map(({ clientId }) => clientId);
    return tried.length > 0 ? items.filter((item) => !isMeant(item)) : items;
  });
  return tried;
}

/** Nobody's own fault: the store, or a conflict with others. */
function isPassing({ code }: ConveyorError): boolean {
  return /^STORE_|^REVISION_CONFLICT$|^COMMAND_ALREADY_RECORDED$|^BLUEPRINT_NOT_CURRENT$/.test(code);
}

const isAside = (item: Item | undefined) => item !== undefined && item.failures >= TRIED;

const byClient = (items: readonly Item[]) => new Map(items.map((item) => [item.clientId, item]));

/** Of those that can be read. */
async function revisionsOf(
  { store, tenant }: ServiceContext,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const found = await inParts(ids, (some) => store.readClients(tenant, some));
  return new Map(found.flatMap((one) => ('error' in one ? [] : [[one.id, one.revision] as const])));
}

async function read({ store, tenant }: ServiceContext) {
  const [document] = await store.readDocuments(tenant, PLACE.kind, [PLACE.id]);
  return { document, items: (document?.body as { items: readonly Item[] } | undefined)?.items ?? [] };
}

function change(context: ServiceContext, next: (items: readonly Item[]) => readonly Item[]): Promise<void> {
  return unitOfWork(context, async () => {
    const { document, items } = await read(context);
    const after = next(items);
    if (after === items) return { outcome: undefined };
    const documents = [changed(document, { ...PLACE, body: { items: after } })];
    return { outcome: undefined, work: { documents } };
  });
}
