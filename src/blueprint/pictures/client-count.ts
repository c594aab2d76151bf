import type { Blueprint } from '../blueprint.ts';

/** How many clients stand in a state; the census of a store is a list of them. */
export interface ClientCount {
  readonly state: string;
  readonly clients: number;
}

/** The counts of one picture. A state that is not among them has no client. */
export interface CountsOfPicture {
  /** Undefined where no counts are shown at all. */
  readonly of: (state: string) => number | undefined;
  /** Clients in states that the blueprint does not know: they came there under another one. */
  readonly elsewhere: readonly ClientCount[];
}

/** Sorts counts by what the blueprint knows, so that no client is left out of the picture. */
export function countsOf({ states }: Blueprint, counts?: readonly ClientCount[]): CountsOfPicture {
  if (!counts) return { of: () => undefined, elsewhere: [] };
  const sums = new Map<string, number>();
  for (const { state, clients } of counts) sums.set(state, (sums.get(state) ?? 0) + clients);
  return {
    of: (state) => sums.get(state) ?? 0,
    elsewhere: [...sums]
      .filter(([state, clients]) => !Object.hasOwn(states, state) && clients > 0)
      .map(([state, clients]) => ({ state, clients })),
  };
}
