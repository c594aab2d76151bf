import { withLimitsOfToday } from '../earlier/limits-of-handoff.ts';
import { examine } from '../errors/admit.ts';
import { type Blueprint, blueprintSchema } from './blueprint.ts';
import { BlueprintError } from './blueprint-error.ts';

/** Blueprints of conveyors that were defined: they have all their defaults, and nobody can change them. */
const known = /* @__PURE__ */ new WeakSet<object>();

/** From now on {@link withDefaults} takes this frozen blueprint as it is. */
export function knowAsWhole(blueprint: Blueprint): void {
  known.add(blueprint);
}

/**
 * A blueprint as it was written, or as a conveyor has it, with all its defaults.
 * @throws BlueprintError where it is not of its form; what it means is not checked
 */
export function withDefaults(blueprint: object): Blueprint {
  return known.has(blueprint) ? (blueprint as Blueprint) : formed(blueprint);
}

/** A copy of the form of a blueprint. */
export function formed(input: unknown): Blueprint {
  const { data, problems } = examine(blueprintSchema, withLimitsOfToday(input));
  if (!data) throw new BlueprintError(problems);
  return data;
}
