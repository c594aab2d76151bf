import { withLimitsOfToday } from '../earlier/limits-of-handoff.ts';
import { toProblems } from '../errors/problem.ts';
import { type Blueprint, blueprintSchema } from './blueprint.ts';
import { BlueprintError } from './blueprint-error.ts';

/**
 * A blueprint as it was written, or as a conveyor has it, with all its defaults.
 * @throws BlueprintError where it is not of its form; what it means is not checked
 */
export function withDefaults(blueprint: unknown): Blueprint {
  const { data, error } = blueprintSchema.safeParse(withLimitsOfToday(blueprint));
  if (error) throw new BlueprintError(toProblems(error));
  return data;
}
