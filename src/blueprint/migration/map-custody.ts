import type { Blueprint, BlueprintState } from '../blueprint.ts';
import type { MigrationDecisions } from './decisions.ts';
import type { MigrationMap } from './migration-map.ts';
import type { Unmapped } from './unmapped.ts';

/** What the roles of each state become in its image. */
export function mapCustody(
  before: Blueprint,
  after: Blueprint,
  { states, roles }: Pick<MigrationMap, 'states' | 'roles'>,
  decided: NonNullable<MigrationDecisions['custody']> = {},
) {
  const images: Record<string, Record<string, string | null>> = {};
  const unmapped: Unmapped[] = [];
  for (const [state, old] of Object.entries(before.states)) {
    const target = states[state] && after.states[states[state].to];
    if (!target) continue;
    const ofState: Record<string, string | null> = {};
    images[state] = ofState;
    const taken = new Set<string>();
    for (const role of rolesOf(old)) {
      const isDecided = Object.hasOwn(decided[state] ?? {}, role);
      const image = isDecided ? decided[state]?.[role] : roles[role];
      if (image === undefined) continue;
      ofState[role] = image;
      if (image === null) continue;
      const why = faultOf(image, { isResponsible: role === old.responsible, isDecided, target, taken });
      if (why) unmapped.push({ kind: 'custody', state, role, why });
      taken.add(image);
    }
  }
  return { images, unmapped };
}

function faultOf(
  image: string,
  {
    isResponsible,
    isDecided,
    target,
    taken,
  }: {
    readonly isResponsible: boolean;
    readonly isDecided: boolean;
    readonly target: BlueprintState;
    readonly taken: ReadonlySet<string>;
  },
) {
  if (taken.has(image)) return 'twoBecomeOne';
  if (!rolesOf(target).includes(image)) return 'noPart';
  return isResponsible && !isDecided && image !== target.responsible ? 'notResponsible' : undefined;
}

/** The responsible role first. */
export const rolesOf = ({ responsible, supporting }: BlueprintState): string[] => [
  ...(responsible === undefined ? [] : [responsible]),
  ...supporting.filter((role) => role !== responsible),
];
