import type { Conveyor } from '../../client/conveyor.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import {
  pointerIn,
  pointing,
  publishing,
  readBlueprint,
  readPointer,
  readStanding,
} from '../versions/blueprint-documents.ts';
import { differing } from '../versions/differing.ts';
import { type MigrationRecord, readMigration, recorded } from '../versions/migration-document.ts';
import { assertSameRules, rulesIn } from '../versions/rules-in-use.ts';
import type { MigrationServiceContext } from './migration-service-context.ts';

/**
 * Starts a migration or its undoing in one commit. Both blueprints are published, the target becomes the
 * current one, and what is to be done is written down.
 * @throws BLUEPRINT_CONFLICT where other blueprints are published under these versions, BLUEPRINT_NOT_CURRENT
 * where the tenant does not work by the one that is left.
 */
export async function begin(
  context: MigrationServiceContext,
  document: StoredDocument | undefined,
  record: MigrationRecord,
  { leaving, target }: { readonly leaving: Conveyor; readonly target: Conveyor },
): Promise<DocumentChange[]> {
  const pointer = await readPointer(context);
  try {
    await assertCurrent(context, pointer, leaving);
  } catch (error) {
    // Somebody else may have begun the same since the document was read: whoever tries again will join them.
    const now = await readMigration(context, record.to);
    if (now?.revision === document?.revision) throw error;
    throw new ConveyorError('REVISION_CONFLICT', 'Somebody else has begun the migration', { cause: error });
  }
  const published = await Promise.all([leaving, target].map((conveyor) => publication(context, conveyor)));
  const first = pointer ?? { kind: '', id: '', revision: 0, body: { first: leaving.blueprint.version } };
  const pointed = pointing(first, target.blueprint);
  return [
    ...published.flatMap((change) => change ?? []),
    pointer ? pointed : { ...pointed, revision: 1, expected: { is: 'absent' } },
    recorded(document, record),
  ];
}

async function assertCurrent(
  context: MigrationServiceContext,
  document: StoredDocument | undefined,
  conveyor: Conveyor,
): Promise<void> {
  const { blueprint } = conveyor;
  const pointer = pointerIn(document);
  if (!pointer) {
    assertSameRules(rulesIn((await readStanding(context, blueprint.version)).rules), conveyor);
    return;
  }
  const published = await readBlueprint(context, pointer.current);
  if (published && !differing(published.blueprint, conveyor)) return;
  const details = { version: blueprint.version, current: pointer.current };
  const message = `The tenant works by version ${pointer.current} of the blueprint, not by this version ${blueprint.version}`;
  throw new ConveyorError('BLUEPRINT_NOT_CURRENT', message, { details });
}

async function publication(
  context: MigrationServiceContext,
  conveyor: Conveyor,
): Promise<DocumentChange | undefined> {
  const { blueprint } = conveyor;
  const known = await readBlueprint(context, blueprint.version);
  if (!known) return publishing(blueprint, context.now());
  if (!differing(known.blueprint, conveyor)) return undefined;
  const { version } = blueprint;
  throw new ConveyorError('BLUEPRINT_CONFLICT', `Another blueprint is published as version ${version}`, {
    details: { version },
  });
}
