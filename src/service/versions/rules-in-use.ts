import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { BlueprintChange } from '../../blueprint/diff/diff-blueprints.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { ConveyorError, isConveyorError } from '../../errors/conveyor-error.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { type Archive, rulesPlace } from './blueprint-documents.ts';
import { differing } from './differing.ts';

/** The rules that a tenant works by under a version that was never published. */
export interface RulesInUse {
  readonly version: number;
  readonly blueprint: Blueprint;
  /** When they were first worked by, as they are now. */
  readonly since: Instant;
  /** What was added under the same version, the last time that something was. */
  readonly additions?: readonly BlueprintChange[];
  /**
   * Present while due dates may be stored that come from earlier rules: clients were there before these
   * rules.
   */
  readonly unswept?: Unswept;
}

/** How far the due dates are known to be by other rules. */
export interface Unswept {
  /** Clients that stood behind when they were last counted. */
  readonly behind?: Behind;
  /** Where bringing them forward has got to. */
  readonly cursor?: string;
}

/** Clients with a deadline that has come by the rules of now, but is stored as a later one. */
export interface Behind {
  readonly clients: number;
  /** When they were counted. */
  readonly asOf: Instant;
}

export const rulesIn = (document: StoredDocument | undefined) => document?.body as RulesInUse | undefined;

/** The next revision of what is known of the rules. */
export const rulesNoted = (document: StoredDocument | undefined, body: RulesInUse): DocumentChange =>
  changed(document, { ...rulesPlace(body.version), body });

/**
 * What has to be written down before the blueprint is worked by; undefined where it is known.
 * A blueprint that lacks only facts that were added since goes on.
 * @throws BLUEPRINT_CONFLICT where other rules are in use under its version, and more is different than that
 * something was added.
 */
export function assertSameRules(
  known: RulesInUse | undefined,
  conveyor: Conveyor,
): 'new' | 'more' | undefined {
  if (!known) return 'new';
  const difference = differing(known.blueprint, conveyor);
  if (!difference) return undefined;
  if (difference.isAdditive) return 'more';
  if (difference.lacksFactsOnly) return undefined;
  const { changes: differences } = difference;
  const { version } = conveyor.blueprint;
  const details = { version, since: known.since, differences };
  const message = `Version ${version} of the blueprint is in use with other rules (${said(differences)}): give these the next version and migrate`;
  throw new ConveyorError('BLUEPRINT_CONFLICT', message, { details });
}

/** The rules as they are to be written down at their first use, or with what was added to them. */
export async function rulesToNote(
  archive: Archive,
  document: StoredDocument | undefined,
  { conveyor, since }: { readonly conveyor: Conveyor; readonly since: Instant },
): Promise<DocumentChange> {
  const known = rulesIn(document);
  const { blueprint } = conveyor;
  const { version } = blueprint;
  if (known) {
    const additions = differing(known.blueprint, conveyor)?.changes ?? [];
    return rulesNoted(document, { ...known, blueprint, since, additions });
  }
  const isUnswept = await hasClients(archive);
  return rulesNoted(undefined, { version, blueprint, since, ...(isUnswept && { unswept: {} }) });
}

async function hasClients({ store, tenant }: Archive): Promise<boolean> {
  try {
    return (await store.queryClients(tenant, { limit: 1 })).clients.length > 0;
  } catch (error) {
    if (isConveyorError(error, 'CORRUPT_RECORD')) return true;
    throw error;
  }
}

const NAMED = 3;

export function said(differences: readonly BlueprintChange[]): string {
  const names = differences.map(({ of, name, part }) => [of, name, part].filter(Boolean).join(' '));
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  return [...names.slice(0, NAMED), ...more].join('; ');
}
