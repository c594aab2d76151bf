import type { Blueprint } from '../blueprint.ts';
import type { MigrationDecisions } from './decisions.ts';
import type { FactImage, MigrationMap } from './migration-map.ts';

type Decided = Record<string, string | null>;

/**
 * The way back, as far as it is clear: what one name alone became returns to that name. What several became,
 * and what is new, is left to the same names and to whoever decides.
 */
export function inverseDecisions(map: MigrationMap, after: Blueprint): Required<MigrationDecisions> {
  const states = Object.entries(map.states).map(([from, { to }]) => [from, to] as const);
  return {
    states: inverted(states, after.states) as Record<string, string>,
    roles: inverted(Object.entries(map.roles), after.roles),
    custody: invertedCustody(map, states, after),
    transfers: inverted(Object.entries(map.transfers), after.transfers),
    holds: inverted(Object.entries(map.holds), after.holds),
    facts: Object.fromEntries(
      Object.entries(map.facts).flatMap(([fact, image]) =>
        image.to === null ? [] : [[image.to, invertedFact(fact, image)]],
      ),
    ),
  };
}

function inverted(
  images: readonly (readonly [string, string | null])[],
  after: Readonly<Record<string, unknown>>,
): Decided {
  const decided: Decided = {};
  for (const name of Object.keys(after)) {
    const sources = images.flatMap(([from, to]) => (to === name ? [from] : []));
    const [only] = sources;
    if (sources.length === 1 && only !== undefined && only !== name) decided[name] = only;
  }
  return decided;
}

/** Of states that one state alone became: what one role alone became there. */
function invertedCustody(
  { custody }: MigrationMap,
  states: readonly (readonly [string, string])[],
  after: Blueprint,
): Record<string, Decided> {
  return Object.fromEntries(
    Object.keys(after.states).flatMap((state) => {
      const sources = states.flatMap(([from, to]) => (to === state ? [custody[from]] : []));
      const [only] = sources;
      if (sources.length !== 1 || !only) return [];
      const images = Object.entries(only);
      const back = images.filter(
        ([, to]) => to !== null && images.filter(([, other]) => other === to).length === 1,
      );
      return [[state, Object.fromEntries(back.map(([from, to]) => [to, from]))]];
    }),
  );
}

function invertedFact(to: string, { values = {} }: FactImage) {
  const back = Object.entries(values).flatMap(([old, now]) => (now === null ? [] : [[now, old] as const]));
  const clear = back.filter(([now], i) => back.findIndex(([other]) => other === now) === i);
  return { to, values: Object.fromEntries(clear) };
}
