import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Desk } from './desk.ts';
import { withRetries } from './execute.ts';
import {
  isSameBlueprint,
  listBlueprints,
  type PublishedBlueprint,
  pointerIn,
  pointing,
  publishing,
  readBlueprint,
  readPointer,
} from './versions/blueprint-documents.ts';

/**
 * The versions of the tenant's blueprint. Without a published one a conveyor of any version may work on the clients. With one, only
 * the current version may: a conveyor of another one gets BLUEPRINT_NOT_CURRENT with its first command.
 */
export interface Blueprints {
  /**
   * Keeps the conveyor's own blueprint for good under its version. The first that is published is current at once, every later one
   * becomes so by a migration (`createMigration`). Publishing the same again does nothing.
   * @throws BLUEPRINT_CONFLICT where another blueprint has that version or a later one is current.
   */
  publish(): Promise<PublishedBlueprint>;
  /** The version that the tenant works by; undefined where none is published. */
  current(): Promise<PublishedBlueprint | undefined>;
  /** A version that was published; undefined where there is none. */
  get(version: number): Promise<PublishedBlueprint | undefined>;
  /** All, oldest first. */
  list(): Promise<PublishedBlueprint[]>;
}

export function blueprintsService(desk: Desk): Blueprints {
  return {
    publish: () => withRetries(desk, () => publish(desk)),
    current: async () => {
      const pointer = pointerIn(await readPointer(desk));
      return pointer && readBlueprint(desk, pointer.current);
    },
    get: (version) => readBlueprint(desk, version),
    list: () => listBlueprints(desk),
  };
}

async function publish(desk: Desk): Promise<PublishedBlueprint> {
  const { store, tenant, conveyor } = desk;
  const { blueprint } = conveyor;
  const { version } = blueprint;
  const pointer = await readPointer(desk);
  const known = await readBlueprint(desk, version);
  if (known) {
    if (isSameBlueprint(known.blueprint, blueprint)) return known;
    throw conflict(`Another blueprint is published as version ${version}`, version);
  }
  const current = pointerIn(pointer)?.current;
  if (current !== undefined && current > version)
    throw conflict(`Version ${current} is current already`, version);
  const change = publishing(blueprint, desk.now());
  const documents = pointer ? [change] : [change, pointing(undefined, blueprint)];
  await store.commit(tenant, { clients: [], employees: [], outcomes: [], documents });
  return change.body as PublishedBlueprint;
}

const conflict = (message: string, version: number) =>
  new ConveyorError('BLUEPRINT_CONFLICT', message, { details: { version } });
