import type { Blueprint } from '../blueprint/blueprint.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { withMethods } from '../errors/with-methods.ts';
import { readRules } from './bring-forward.ts';
import { changed } from './changed-document.ts';
import type { ServiceContext } from './service-context.ts';
import { type Decided, unitOfWork } from './unit-of-work.ts';
import {
  listBlueprints,
  type PublishedBlueprint,
  placeOf,
  pointerIn,
  pointing,
  publishedIn,
  publishing,
  readBlueprint,
  readPointer,
  readPublication,
} from './versions/blueprint-documents.ts';
import { differing } from './versions/differing.ts';
import { type RulesRefused, refusedToChange } from './versions/may-change-rules.ts';
import type { RulesInUse } from './versions/rules-in-use.ts';

/**
 * The versions of the tenant's blueprint. Without a published one a conveyor of any version may work on the
 * clients, but under one version always by the same rules: others get BLUEPRINT_CONFLICT with the first
 * command (`details.differences` says in what they differ). What is added and changes nothing for clients
 * that are there (a fact, a role, a state, a transfer that a person chooses, a reason) is accepted, see
 * `inUse`. With a published one, only the current version may: a conveyor of another one gets
 * BLUEPRINT_NOT_CURRENT with its first command. Labels may always be others. The code of custom cadence rules
 * is not looked at.
 */
export interface Blueprints {
  /**
   * Keeps the conveyor's own blueprint for good under its version. The first that is published is current at
   * once, every later one becomes so by a migration (`createMigration`). Publishing the same again does
   * nothing; the first labels are kept. What only adds to the current one (see above) is kept under its
   * version, without a migration; processes that lack nothing but added facts and values go on.
   * `by` needs the right `changeRules` by what was published before, or else by the conveyor's own blueprint;
   * without it the program itself does it, and nobody is asked for authority.
   * @throws BLUEPRINT_CONFLICT where another blueprint has that version or a later one is current.
   */
  publish(): Promise<PublishedBlueprint>;
  /** The same for somebody, who is refused without that right. */
  publish(options: { readonly by: string }): Promise<PublishedBlueprint | RulesRefused>;
  /** The version that the tenant works by; undefined where none is published. */
  current(): Promise<PublishedBlueprint | undefined>;
  /** A version that was published; undefined where there is none. */
  get(version: number): Promise<PublishedBlueprint | undefined>;
  /** All, oldest first. */
  list(): Promise<PublishedBlueprint[]>;
  /**
   * The rules of a tenant without a published blueprint. They are kept under the conveyor's version, with
   * what was added since their first use. Written down at the first write; undefined before.
   */
  inUse(): Promise<RulesInUse | undefined>;
}

export function blueprintsService(context: ServiceContext): Blueprints {
  const publishAs = async (options?: { readonly by: string }) => {
    const refused = options && (await refusedToChange(context, await rulesInForce(context), options.by));
    return refused ?? unitOfWork(context, () => publish(context));
  };
  return withMethods<Blueprints>(
    'blueprints',
    {
      publish: publishAs as Blueprints['publish'],
      current: async () => {
        const pointer = pointerIn(await readPointer(context));
        return pointer && readBlueprint(context, pointer.current);
      },
      get: (version) => readBlueprint(context, version),
      list: () => listBlueprints(context),
      inUse: () => readRules(context),
    },
    { get: ['version: string'], publish: [{ by: 'any?' }] },
  );
}

/** The version that is current, or the conveyor's own where none is. */
async function rulesInForce(context: ServiceContext): Promise<Blueprint> {
  const pointer = pointerIn(await readPointer(context));
  const published = pointer && (await readBlueprint(context, pointer.current));
  return published?.blueprint ?? context.conveyor.blueprint;
}

async function publish(context: ServiceContext): Promise<Decided<PublishedBlueprint>> {
  const { blueprint } = context.conveyor;
  const { version } = blueprint;
  const pointer = await readPointer(context);
  const document = await readPublication(context, version);
  const known = publishedIn(document);
  if (known) {
    const { blueprint: before } = known;
    const difference = differing(before, context.conveyor);
    if (!difference || difference.lacksFactsOnly) return { outcome: known };
    const { changes: additions, isAdditive } = difference;
    if (pointerIn(pointer)?.current !== version || !isAdditive)
      throw conflict(`Another blueprint is published as version ${version}`, version);
    const more: PublishedBlueprint = { ...known, blueprint, additions };
    const documents = [changed(document, { ...placeOf(version), body: more }), pointing(pointer, blueprint)];
    return { outcome: more, work: { documents } };
  }
  if (!pointer) await context.versions.assertCurrent();
  const current = pointerIn(pointer)?.current;
  if (current !== undefined && current > version)
    throw conflict(`Version ${current} is current already`, version);
  const change = publishing(blueprint, context.now());
  const documents = pointer ? [change] : [change, pointing(undefined, blueprint)];
  return { outcome: change.body as PublishedBlueprint, work: { documents } };
}

const conflict = (message: string, version: number) =>
  new ConveyorError('BLUEPRINT_CONFLICT', message, { details: { version } });
