/** A node of what may be a condition, where it is, and how many levels down (the root is at level 1). */
export interface Place {
  readonly node: unknown;
  readonly path: readonly PropertyKey[];
  readonly level: number;
}

const maxLevels = 16;
const maxParts = 500;

/** Every node, in no promised order. The stack is explicit: hostile depth costs no more than hostile length. */
export function* placesOf(json: unknown): Generator<Place, void> {
  const stack: Place[] = [{ node: json, path: [], level: 1 }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    yield place;
    for (const part of partsOf(place)) stack.push(part);
  }
}

function* partsOf({ node, path, level }: Place): Generator<Place, void> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'not') yield { node: value, path: [...path, key], level: level + 1 };
    if ((key !== 'all' && key !== 'any') || !Array.isArray(value)) continue;
    for (const [index, part] of value.entries()) {
      yield { node: part, path: [...path, key, index], level: level + 1 };
    }
  }
}

/** What makes a condition too large to be looked at any closer. */
export function limitProblem(json: unknown): { path: PropertyKey[]; message: string } | undefined {
  let parts = 0;
  for (const { path, level } of placesOf(json)) {
    parts += 1;
    if (level > maxLevels)
      return { path: [...path], message: `must not be nested deeper than ${maxLevels} levels` };
    if (parts > maxParts) return { path: [], message: `must not have more than ${maxParts} parts` };
  }
  return undefined;
}
