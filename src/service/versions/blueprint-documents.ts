import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { BlueprintChange } from '../../blueprint/diff/diff-blueprints.ts';
import type { DocumentChange, Store, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Watch } from '../observation.ts';
import { pages } from '../pages.ts';

/** One version of the tenant's blueprint, as it is stored. */
export interface PublishedBlueprint {
  readonly version: number;
  readonly blueprint: Blueprint;
  readonly publishedAt: Instant;
  /** What was added since under the same version, the last time that something was. */
  readonly additions?: readonly BlueprintChange[];
}

/** Which version the tenant works by. */
export interface VersionPointer {
  /** The first that was ever published: clients from before count as being on it. */
  readonly first: number;
  readonly current: number;
  /** Tells the current one from another blueprint under the same number. */
  readonly fingerprint: string;
}

/** What of the shell the documents are read with. */
export interface Archive {
  readonly store: Store;
  readonly tenant: string;
  readonly watch?: Watch | undefined;
}

const BLUEPRINTS = 'blueprint';
const POINTER = { kind: 'blueprintPointer', id: 'current' } as const;

/** Numbers as texts in the order of numbers. */
export const versionId = (version: number): string => String(version).padStart(12, '0');

export async function readPointer({ store, tenant }: Archive): Promise<StoredDocument | undefined> {
  const [document] = await store.readDocuments(tenant, POINTER.kind, [POINTER.id]);
  return document;
}

/** The pointer, and what a tenant that has published nothing keeps of the version: in one read. */
export async function readStanding(
  { store, tenant }: Archive,
  version: number,
): Promise<{ readonly pointer: VersionPointer | undefined; readonly rules: StoredDocument | undefined }> {
  const documents = await store.readDocuments(tenant, POINTER.kind, [POINTER.id, versionId(version)]);
  const pointer = pointerIn(documents.find(({ id }) => id === POINTER.id));
  return { pointer, rules: documents.find(({ id }) => id !== POINTER.id) };
}

/** Beside the pointer, by version: the rules that a tenant works by without having published them. */
export const rulesPlace = (version: number) => ({ kind: POINTER.kind, id: versionId(version) });

export const pointerIn = (document: StoredDocument | undefined) =>
  document?.body as VersionPointer | undefined;

export const readBlueprint = async (archive: Archive, version: number) =>
  publishedIn(await readPublication(archive, version));

export const publishedIn = (document: StoredDocument | undefined) =>
  document?.body as PublishedBlueprint | undefined;

/** A published version as it is stored. */
export async function readPublication(
  { store, tenant }: Archive,
  version: number,
): Promise<StoredDocument | undefined> {
  const [document] = await store.readDocuments(tenant, BLUEPRINTS, [versionId(version)]);
  return document;
}

export async function listBlueprints(archive: Archive): Promise<PublishedBlueprint[]> {
  return (await documentsOf(archive, BLUEPRINTS)).map(({ body }) => body as PublishedBlueprint);
}

/** All documents of a kind, by id. */
export async function documentsOf({ store, tenant }: Archive, kind: string): Promise<StoredDocument[]> {
  const documents: StoredDocument[] = [];
  const stored = pages((start) => store.queryDocuments(tenant, { kind, limit: 1_000, ...start }));
  for await (const page of stored) documents.push(...page.documents);
  return documents;
}

export const placeOf = (version: number) => ({ kind: BLUEPRINTS, id: versionId(version) });

export function publishing(blueprint: Blueprint, publishedAt: Instant): DocumentChange {
  const { version } = blueprint;
  const body: PublishedBlueprint = { version, blueprint, publishedAt };
  return changed(undefined, { ...placeOf(version), body });
}

/** Makes a blueprint the current one. */
export function pointing(document: StoredDocument | undefined, blueprint: Blueprint): DocumentChange {
  const { version: current } = blueprint;
  const first = pointerIn(document)?.first ?? current;
  const body: VersionPointer = { first, current, fingerprint: fingerprint(blueprint) };
  return changed(document, { ...POINTER, body });
}
