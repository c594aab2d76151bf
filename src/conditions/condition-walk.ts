import { issue } from '../errors/problem.ts';

/** A node of what may be a condition, where it is, and its level. The root is at level 1. */
export interface Place {
  readonly node: unknown;
  readonly path: readonly PropertyKey[];
  readonly level: number;
}

const maxLevels = 16;
const maxParts = 500;

/**
 * Every node in the order of reading. The stack is explicit: hostile depth costs no more than hostile length.
 */
export function* placesOf(json: unknown): Generator<Place, void> {
  const stack: Place[] = [{ node: json, path: [], level: 1 }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    yield place;
    for (const part of partsOf(place).reverse()) stack.push(part);
  }
}

function partsOf({ node, path, level }: Place): Place[] {
  if (typeof node !== 'object' || node === null) return [];
  const { all, any, not } = node as Readonly<Record<string, unknown>>;
  const place = (part: unknown, ...steps: PropertyKey[]) => ({
    node: part,
    path: [...path, ...steps],
    level: level + 1,
  });
  const places = (key: string, parts: unknown) =>
    Array.isArray(parts) ? parts.map((part: unknown, index) => place(part, key, index)) : [];
  return [...places('all', all), ...places('any', any), ...(not === undefined ? [] : [place(not, 'not')])];
}

/** What makes a condition too large to be looked at any closer. */
export function limitProblem(
  json: unknown,
): (ReturnType<typeof issue> & { readonly path: PropertyKey[] }) | undefined {
  let parts = 0;
  for (const { path, level } of placesOf(json)) {
    parts += 1;
    if (level > maxLevels) return { path: [...path], ...issue('TOO_DEEP', { most: maxLevels }) };
    if (parts > maxParts) return { path: [], ...issue('TOO_MANY_PARTS', { most: maxParts }) };
  }
  return undefined;
}
