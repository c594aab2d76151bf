import { withArguments } from '../../errors/with-arguments.ts';
import { labelSchema } from '../../locales/label-schema.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { type BlueprintChange, changesBetween } from './diff-blueprints.ts';

/** In what a blueprint differs from one that is stored, and what kind of difference it is. */
export interface ContentDifference {
  readonly changes: readonly BlueprintChange[];
  /**
   * Nothing of this changes what happens to clients that are already registered, unless somebody chooses it.
   */
  readonly isAdditive: boolean;
  /**
   * It lacks nothing of the stored one but facts, or values of facts. Whoever works by it decides alike, and
   * keeps what it does not know of.
   */
  readonly lacksFactsOnly: boolean;
  /**
   * Somebody may do more than before: an action that an earlier version of the library did not know, say.
   */
  readonly addsRightsOnly: boolean;
}

/** What a blueprint is beside one that is stored, labels left out: a rewording changes no decision. */
export function contentDifference(stored: Blueprint, own: Blueprint): ContentDifference {
  const changes = contentChanges(stored, own);
  const back = contentChanges(own, stored);
  return {
    changes,
    isAdditive: changes.every((change) => adds(change, stored)),
    lacksFactsOnly: back.every((change) => change.of === 'fact' && adds(change, own)),
    addsRightsOnly: changes.every(isRightAdded),
  };
}

const contentChanges = (before: Blueprint, after: Blueprint): readonly BlueprintChange[] =>
  changesBetween(unlabelled(before), unlabelled(after));

/**
 * What of a change needs the next version and a migration. Empty where labels alone are others, and where all
 * is additive: nothing of it changes what happens to clients that are there, unless somebody chooses it.
 * Takes blueprints as they were written, or as conveyors have them.
 * @example
 * if (changesToMigrate(before, after).length === 0) await sales.blueprints.publish();
 */
export const changesToMigrate = (
  before: BlueprintInput | Blueprint,
  after: BlueprintInput | Blueprint,
): readonly BlueprintChange[] =>
  withArguments('changesToMigrate', { before, after }, () => {
    const [old, fresh] = [withDefaults(before), withDefaults(after)];
    return contentChanges(old, fresh).filter((change) => !adds(change, old));
  });

const ONE_MORE_REASON = /^(reasons|handoff\.rejections|handoff\.onReturn\.reasons)\.[^.]+$/;

const isRightAdded = ({ of, part, before, after }: BlueprintChange) =>
  (of === 'role' || of === 'service') && part !== undefined && /^may\b/.test(part) && isMore(before, after);

const isMore = (before: unknown, after: unknown) =>
  Array.isArray(before) && Array.isArray(after) && before.every((value) => after.includes(value));

function adds(change: BlueprintChange, { states }: Blueprint): boolean {
  const { of, part, before, after } = change;
  if (of === 'fact' && part === 'values') return isMore(before, after);
  if (isRightAdded(change) || part === 'mayRead' || part === 'mayPropose') return true;
  if (before !== undefined) return false;
  if (of === 'transfer' && part === undefined) {
    const { trigger, from } = after as Blueprint['transfers'][string];
    return trigger.kind === 'person' || from.every((state) => !Object.hasOwn(states, state));
  }
  if (of === 'transfer') return ONE_MORE_REASON.test(part as string);
  return part === undefined && of !== 'cadence' && of !== 'blueprint';
}

function unlabelled({ language: _, entryLabels: __, ...blueprint }: Blueprint): Blueprint {
  const facts = Object.entries(blueprint.facts).map(([path, fact]) => [
    path,
    { ...fact, valueLabels: undefined, personal: undefined },
  ]);
  // Who is told of a transfer decides nothing, either.
  const transfers = Object.entries(blueprint.transfers).map(([id, { technical: _, ...transfer }]) => [
    id,
    transfer,
  ]);
  // Names and parameters of one's own may look like a label.
  const { entries, cadence } = blueprint;
  return {
    ...(withoutLabels({
      ...blueprint,
      facts: Object.fromEntries(facts),
      transfers: Object.fromEntries(transfers),
    }) as Blueprint),
    entries,
    cadence,
  };
}

function withoutLabels(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLabels);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([name, part]) => name !== 'label' || !isLabel(part));
  return Object.fromEntries(parts.map(([name, part]) => [name, withoutLabels(part)]));
}

/** Something that is declared may have the name `label`. */
const isLabel = (part: unknown) => labelSchema.safeParse(part).success;
