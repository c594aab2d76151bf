import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { BlueprintChange } from '../../blueprint/diff/diff-blueprints.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { ClientEvent } from '../../client/event.ts';
import { ConveyorError, isConveyorError } from '../../errors/conveyor-error.ts';
import type { StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { fingerprint } from '../fingerprint.ts';
import { write } from '../unit-of-work.ts';
import {
  type Archive,
  pointerIn,
  readBlueprint,
  readPointer,
  readStanding,
  type VersionPointer,
} from './blueprint-documents.ts';
import { differing } from './differing.ts';
import { listMigrations, type MigrationRecord } from './migration-document.ts';
import { assertSameRules, rulesIn, rulesToNote, said } from './rules-in-use.ts';
import { downgradeClient, logFor, upgradeClient } from './upgrade-client.ts';

/**
 * A client on the version of the deciding conveyor, with the events of its upgrade; or the reason why not.
 */
export type Upgraded =
  | { readonly client: Client; readonly events: readonly ClientEvent[] }
  | { readonly client: Client; readonly error: ConveyorError };

/**
 * Sees to it that a conveyor decides on clients of its own version only. A client that a migration has not
 * reached yet, or that its undoing has not, is moved first: within the same commit as what follows.
 */
export class ClientVersions {
  #isChecked = false;
  /** What to write down before the first write, where there is something. */
  #untold: { readonly document: StoredDocument | undefined } | undefined;

  constructor(
    private readonly conveyor: Conveyor,
    private readonly archive: Archive,
  ) {}

  /**
   * Looks once whether the tenant works by this conveyor's blueprint. That is the published one, or else the
   * rules in use under its version. Labels may be others.
   * @throws BLUEPRINT_NOT_CURRENT, BLUEPRINT_CONFLICT
   */
  async assertCurrent(): Promise<void> {
    if (this.#isChecked) return;
    const { blueprint } = this.conveyor;
    const { pointer, rules } = await readStanding(this.archive, blueprint.version);
    if (pointer) await this.#assertPublished(pointer);
    const news = pointer ? undefined : assertSameRules(rulesIn(rules), this.conveyor);
    this.#untold = news && { document: rules };
    this.#isChecked = true;
  }

  /**
   * The same, and writes down the rules at their first use. So other rules under the same version are
   * noticed.
   * @throws BLUEPRINT_NOT_CURRENT, BLUEPRINT_CONFLICT, REVISION_CONFLICT on two conflicts in a row.
   */
  async takeUp(since: Instant): Promise<void> {
    await this.assertCurrent();
    if (!this.#untold) return;
    const { document } = this.#untold;
    this.#isChecked = false;
    try {
      await this.#note(document, since);
    } catch (error) {
      if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
      await this.assertCurrent();
      if (!this.#untold) return;
      this.#isChecked = false;
      throw error;
    }
    this.#untold = undefined;
    this.#isChecked = true;
  }

  async #note(document: StoredDocument | undefined, since: Instant): Promise<void> {
    const note = await rulesToNote(this.archive, document, { conveyor: this.conveyor, since });
    await write(this.archive, { documents: [note] });
  }

  async #assertPublished(pointer: VersionPointer): Promise<void> {
    const { blueprint } = this.conveyor;
    if (pointer.current !== blueprint.version) throw notCurrent(blueprint, pointer);
    if (pointer.fingerprint === fingerprint(blueprint)) return;
    const published = await readBlueprint(this.archive, blueprint.version);
    const difference = published && differing(published.blueprint, this.conveyor);
    if (published && (!difference || difference.lacksFactsOnly || difference.addsRightsOnly)) return;
    throw notCurrent(blueprint, pointer, difference?.changes);
  }

  isOwn({ blueprintVersion }: Client): boolean {
    return blueprintVersion === this.conveyor.blueprint.version;
  }

  /**
   * The clients, each on the conveyor's version. Writes nothing; looks nothing up where they are there
   * already.
   */
  async upgrade(clients: readonly Client[], at: Instant): Promise<Upgraded[]> {
    const unmoved = (client: Client) => ({ client, events: [] });
    if (clients.every((client) => this.isOwn(client))) return clients.map(unmoved);
    const pointer = pointerIn(await readPointer(this.archive));
    if (!pointer) return clients.map(unmoved);
    const migrations = await listMigrations(this.archive);
    const upgraded: Upgraded[] = [];
    for (const client of clients) {
      if (this.isOwn(client)) upgraded.push(unmoved(client));
      else upgraded.push(await this.#moved(client, pointer, migrations, at));
    }
    return upgraded;
  }

  async #moved(
    client: Client,
    pointer: VersionPointer,
    migrations: readonly MigrationRecord[],
    at: Instant,
  ): Promise<Upgraded> {
    const { version } = this.conveyor.blueprint;
    const events: ClientEvent[] = [];
    let moved = client;
    for (let on = versionOf(client, pointer); on !== version; on = versionOf(moved, pointer)) {
      const step = stepFrom(on, version, migrations);
      if (!step) return { client, error: this.#unreachable(client, on) };
      const next = await this.#step(moved, step, on, at);
      if (!next) return { client, error: this.#unreachable(client, on) };
      events.push(next.event);
      moved = next.client;
    }
    return { client: moved, events };
  }

  async #step(client: Client, record: MigrationRecord, on: number, at: Instant) {
    const target = on === record.from ? record.to : record.from;
    const blueprint = await this.#blueprint(target);
    if (!blueprint) return undefined;
    const folding = this.conveyor;
    if (target === record.to) {
      const log = await logFor(this.archive, client, record.map);
      return upgradeClient(client, record, { blueprint, folding, at, log });
    }
    const { store, tenant } = this.archive;
    const history = (await store.history(tenant, client.id)).slice(0, client.revision);
    return downgradeClient(this.archive, client, history, record, { blueprint, folding, at });
  }

  async #blueprint(version: number): Promise<Blueprint | undefined> {
    const { blueprint } = this.conveyor;
    return version === blueprint.version
      ? blueprint
      : (await readBlueprint(this.archive, version))?.blueprint;
  }

  #unreachable({ id: clientId }: Client, version: number): ConveyorError {
    const { version: own } = this.conveyor.blueprint;
    const details = { clientId, version, conveyor: own };
    if (version > own) {
      const message = `Client "${clientId}" is on version ${version} of the blueprint, this conveyor is of version ${own}`;
      return new ConveyorError('BLUEPRINT_NOT_CURRENT', message, { details });
    }
    const message = `Client "${clientId}" is on version ${version} of the blueprint and no migration leads to ${own}`;
    return new ConveyorError('CLIENT_NOT_MIGRATED', message, { details });
  }
}

/** The version that a client counts as being on. */
export const versionOf = (
  { blueprintVersion = 0 }: Client,
  { first }: Pick<VersionPointer, 'first'>,
): number => Math.max(blueprintVersion, first);

/** The migration that leads a client nearer: one that is in force onwards, one that is undone back. */
function stepFrom(
  on: number,
  version: number,
  migrations: readonly MigrationRecord[],
): MigrationRecord | undefined {
  return on < version
    ? migrations.find(({ from, status }) => from === on && (status === 'applying' || status === 'applied'))
    : migrations.find(({ to, status }) => to === on && (status === 'undoing' || status === 'undone'));
}

function notCurrent(
  { version }: Blueprint,
  { current }: VersionPointer,
  differences?: readonly BlueprintChange[],
): ConveyorError {
  const details = { conveyor: version, current, ...(differences && { differences }) };
  const message =
    version === current
      ? `Another blueprint is published as version ${current}${differences ? ` (${said(differences)})` : ''}`
      : `The tenant works by version ${current} of the blueprint, this conveyor is of version ${version}: ${version > current ? 'migrate first' : 'start it with the current one'}`;
  return new ConveyorError('BLUEPRINT_NOT_CURRENT', message, { details });
}
