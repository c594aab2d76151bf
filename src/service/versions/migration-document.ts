import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import { changed } from '../changed-document.ts';
import { type Archive, documentsOf, versionId } from './blueprint-documents.ts';

/** A migration that was begun, and how far it is. */
export interface MigrationRecord {
  readonly from: number;
  readonly to: number;
  readonly map: MigrationMap;
  readonly status: 'applying' | 'applied' | 'undoing' | 'undone';
  /** Who began what is under way. */
  readonly by: string;
  /** The way back for clients that have moved on since; present once undoing has begun. */
  readonly back?: MigrationMap;
  /** Where the sweep over all clients is; absent at its beginning. */
  readonly cursor?: string;
  /** Clients that were moved so far by what is under way. */
  readonly done: number;
  /** Clients that the undoing could not simply restore. */
  readonly movedOn?: readonly string[];
}

const MIGRATIONS = 'blueprintMigration';

/** The migration to a version, if one was ever begun. */
export async function readMigration(
  { store, tenant }: Archive,
  to: number,
): Promise<StoredDocument | undefined> {
  const [document] = await store.readDocuments(tenant, MIGRATIONS, [versionId(to)]);
  return document;
}

export const migrationIn = (document: StoredDocument) => document.body as MigrationRecord;

export async function listMigrations(archive: Archive): Promise<MigrationRecord[]> {
  return (await documentsOf(archive, MIGRATIONS)).map(migrationIn);
}

export function recorded(document: StoredDocument | undefined, body: MigrationRecord): DocumentChange {
  return changed(document, { kind: MIGRATIONS, id: versionId(body.to), body });
}
