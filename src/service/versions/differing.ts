import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { ContentDifference } from '../../blueprint/diff/content-changes.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { givenPart } from '../../client/given-part.ts';
import { fingerprint } from '../fingerprint.ts';

/**
 * In what the conveyor's blueprint differs from one that is stored; undefined where they decide the same,
 * whatever the labels.
 * @throws MIGRATING_NEEDED where a conveyor without that part has another one.
 */
export function differing(stored: Blueprint, { blueprint, rules }: Conveyor): ContentDifference | undefined {
  if (fingerprint(stored) === fingerprint(blueprint)) return undefined;
  const difference = givenPart('migrating', rules).contentDifference(stored, blueprint);
  return difference.changes.length > 0 ? difference : undefined;
}
