import type { Blueprint } from '../../blueprint/blueprint.ts';
import { bareCauses } from '../../client/cause.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { ErasedTexts } from '../../erasure/erase-texts.ts';
import type { ServiceContext } from '../service-context.ts';
import { listBlueprints } from '../versions/blueprint-documents.ts';

/** Which facts are personal, and which reasons are names, by every version of the blueprint. */
export type PersonalWords = Pick<ErasedTexts, 'isPersonal' | 'isName'>;

export async function personalWords(
  context: ServiceContext,
  histories: readonly (readonly ClientEvent[])[],
): Promise<PersonalWords> {
  const published = await listBlueprints(context);
  const blueprints = [context.conveyor.blueprint, ...published.map(({ blueprint }) => blueprint)];
  const events = histories.flat();
  const [personal, known] = personalFacts(blueprints, events);
  const names = new Set<string>([...bareCauses, ...blueprints.flatMap(reasonsOf), ...events.flatMap(idsIn)]);
  return {
    // What no blueprint declares was a fact of one that nobody has any more.
    isPersonal: (fact) => personal.has(fact) || !known.has(fact),
    isName: (reason) => names.has(reason),
  };
}

/** Personal facts under all the names that they had, and all facts that are declared. */
function personalFacts(blueprints: readonly Blueprint[], events: readonly ClientEvent[]) {
  const [personal, known] = [new Set<string>(), new Set<string>()];
  for (const { facts } of blueprints) {
    for (const [path, fact] of Object.entries(facts)) {
      known.add(path);
      if (fact.personal) personal.add(path);
    }
  }
  for (const event of events.toReversed()) {
    if (event.type !== 'clientMigrated') continue;
    for (const [path, { to }] of Object.entries(event.facts ?? {}))
      if (to !== null && personal.has(to)) personal.add(path);
  }
  return [personal, known] as const;
}

/** Names by which the blueprint says why, today and before there were codes. */
function reasonsOf({ transfers, releaseReasons = {} }: Blueprint): string[] {
  const own = Object.entries(transfers).flatMap(([transfer, { reasons = {}, handoff }]) => [
    transfer,
    ...Object.keys({ ...reasons, ...handoff?.rejections, ...handoff?.onReturn?.reasons }),
  ]);
  return [...own, ...Object.keys(releaseReasons)];
}

/** Orders and other clients that stand as the reason of a hold, of a merge. */
function idsIn(event: ClientEvent): string[] {
  switch (event.type) {
    case 'orderRecorded':
      return [event.order.id];
    case 'clientOnboarded':
      return event.orders.map(({ id }) => id);
    case 'duplicateMerged':
      return [event.duplicateId, ...event.brought.orders.recent.map(({ id }) => id)];
    case 'mergedAway':
      return [event.into];
    default:
      return [];
  }
}
