import { withArguments } from '../../errors/with-arguments.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { normalForm } from './normal-form.ts';

/** What a change is a part of; `blueprint` is what belongs to the whole. */
export type BlueprintSection =
  | 'blueprint'
  | 'fact'
  | 'role'
  | 'grade'
  | 'service'
  | 'hold'
  | 'state'
  | 'entry'
  | 'transfer'
  | 'cadence';

/** The parts of a blueprint that are declared by name. */
export const sections = {
  fact: 'facts',
  role: 'roles',
  grade: 'grades',
  service: 'services',
  hold: 'holds',
  state: 'states',
  entry: 'entries',
  transfer: 'transfers',
  cadence: 'cadence',
} as const satisfies Readonly<Record<Exclude<BlueprintSection, 'blueprint'>, keyof Blueprint>>;

/** One difference. Without `before` it was not there, without `after` it is gone. */
export interface BlueprintChange {
  readonly of: BlueprintSection;
  /** Which state, role, transfer, ...; absent for the whole blueprint. */
  readonly name?: string;
  /**
   * Which part of it, such as `when` or `handoff.acceptWithin`; absent where all of it was added or
   * removed.
   */
  readonly part?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Parts that are looked into; every other part is compared as a whole. A star stands for any name. */
const containers = new Set([
  'entryLabels',
  'workingTime',
  'workingTime.dates',
  'may',
  'load',
  'loadBy',
  'loadBy.factors',
  'valueLabels',
  'reasons',
  'handoff',
  'handoff.rejections',
  'handoff.rejections.*',
  'handoff.onReturn',
  'handoff.onReturn.reasons',
]);

/**
 * Everything in which the second blueprint differs from the first, version and labels included. Empty exactly
 * where both say the same, as they were written or as conveyors have them. The order of keys, and of names in
 * lists that say only which ones, means nothing.
 */
export function diffBlueprints(
  before: BlueprintInput | Blueprint,
  after: BlueprintInput | Blueprint,
): readonly BlueprintChange[] {
  return withArguments('diffBlueprints', { before, after }, () =>
    changesBetween(withDefaults(before), withDefaults(after)),
  );
}

/** The same of blueprints that have all their defaults. */
export function changesBetween(before: Blueprint, after: Blueprint): readonly BlueprintChange[] {
  const [a, b] = inShiftsAlike(normalForm(before), normalForm(after));
  const named = Object.entries(sections).flatMap(([of, section]) =>
    changesOfSection(of as BlueprintSection, a[section], b[section]),
  );
  const own = (blueprint: Blueprint) =>
    Object.fromEntries(Object.entries(blueprint).filter(([key]) => !isSection(key)));
  return [
    ...changesWithin(own(a), own(b), '').map((change) => ({ of: 'blueprint' as const, ...change })),
    ...named,
  ];
}

/** One working time in shifts is told from another one in shifts only. */
function inShiftsAlike(...pair: readonly [Blueprint, Blueprint]): readonly [Blueprint, Blueprint] {
  if (!pair.some(({ workingTime }) => 'shifts' in workingTime)) return pair;
  return pair.map((blueprint): Blueprint => {
    const { workingTime } = blueprint;
    if ('shifts' in workingTime) return blueprint;
    const { days, from, to, ...rest } = workingTime;
    return { ...blueprint, workingTime: { shifts: [{ days, from, to }], ...rest } };
  }) as [Blueprint, Blueprint];
}

const isSection = (key: string) => (Object.values(sections) as string[]).includes(key);

type Named = Readonly<Record<string, unknown>>;

function changesOfSection(of: BlueprintSection, before: Named, after: Named): BlueprintChange[] {
  return keysOf(before, after).flatMap((name): BlueprintChange[] => {
    const [a, b] = [before[name], after[name]];
    if (of === 'cadence') return isSame(a, b) ? [] : [{ of, name, ...sides(a, b) }];
    if (!isPlain(a) || !isPlain(b)) return isSame(a, b) ? [] : [{ of, name, ...sides(a, b) }];
    return changesWithin(a, b, '').map((change) => ({ of, name, ...change }));
  });
}

function changesWithin(before: Named, after: Named, path: string): Omit<BlueprintChange, 'of'>[] {
  return keysOf(before, after).flatMap((key) => {
    const part = path ? `${path}.${key}` : key;
    const [a, b] = [before[key], after[key]];
    if (isPlain(a) && isPlain(b) && isContainer(part, path)) return changesWithin(a, b, part);
    return isSame(a, b) ? [] : [{ part, ...sides(a, b) }];
  });
}

const isContainer = (part: string, parent: string) => containers.has(part) || containers.has(`${parent}.*`);

const sides = (before: unknown, after: unknown) => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

/** Keys in the order of the second, those that it no longer has at the end. */
const keysOf = (before: Named, after: Named) => [...new Set([...Object.keys(after), ...Object.keys(before)])];

const isPlain = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Both are in normal form, so their keys stand in the same order. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
