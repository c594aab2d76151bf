import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Work } from '../../work/define-work.ts';
import { changed } from '../changed-document.ts';
import type { ServiceContext } from '../service-context.ts';
import { printOf } from './print-of.ts';

const PLACE = { kind: 'workCursor', id: 'feed' };

/** How far the tasks have followed the log, and by which document. */
interface WorkInUse {
  readonly position: number;
  /** Absent where an earlier release wrote it. */
  readonly document?: string;
  /** The tasks' own facts that are personal, by this document or by one before. */
  readonly personal?: readonly string[];
}

/** As it is stored, if it is. */
export interface StoredWorkInUse {
  readonly stored: StoredDocument | undefined;
  readonly inUse: WorkInUse;
}

export async function readWorkInUse({
  store,
  tenant,
}: Pick<ServiceContext, 'store' | 'tenant'>): Promise<StoredWorkInUse> {
  const [stored] = await store.readDocuments(tenant, PLACE.kind, [PLACE.id]);
  return { stored, inUse: (stored?.body ?? { position: 0 }) as WorkInUse };
}

/**
 * Two documents that follow one log would each go past what the other one opens tasks on.
 * @throws WORK_NOT_CURRENT
 */
export function assertInUse({ inUse }: StoredWorkInUse, work: Work): void {
  if (inUse.document === undefined || inUse.document === printOf(work.document)) return;
  const message =
    'The tasks go by another document of work in queues: call refile() of a desk with the one that is to hold';
  throw new ConveyorError('WORK_NOT_CURRENT', message);
}

/** The place in the log, and the document that it is followed by from now on. */
export function inUseBy(work: Work, { stored, inUse }: StoredWorkInUse, position: number): DocumentChange {
  const own = Object.entries(work.document.facts).flatMap(([fact, { personal }]) => (personal ? [fact] : []));
  const personal = [...new Set([...(inUse.personal ?? []), ...own])].sort();
  const body: WorkInUse = { position, document: printOf(work.document), personal };
  return changed(stored, { ...PLACE, body });
}
