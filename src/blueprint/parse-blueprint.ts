import type { Problem } from '../errors/problem.ts';
import type { Blueprint } from './blueprint.ts';
import { BlueprintError } from './blueprint-error.ts';
import { checkCadence } from './check/cadence.ts';
import { checkNames } from './check/names.ts';
import { reportTo } from './check/report.ts';
import { checkRoles } from './check/roles.ts';
import { checkStates } from './check/states.ts';
import { checkTransfers } from './check/transfers.ts';
import { checkWorkingTime } from './check/working-time.ts';
import { factShapes } from './fact-shapes.ts';
import { formed } from './with-defaults.ts';

/**
 * Validates a blueprint and fills in its defaults. `cadenceRules` names the custom rules that it may use.
 * @throws BlueprintError with every problem that was found: of shape first, and where the shape is right, of
 * meaning.
 */
export function parseBlueprint(input: unknown, cadenceRules: readonly string[] = []): Blueprint {
  const data = formed(input);
  const problems = problemsOf(data, cadenceRules);
  if (problems.length > 0) throw new BlueprintError(problems);
  return data;
}

function problemsOf(blueprint: Blueprint, cadenceRules: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const report = reportTo(problems);
  const facts = factShapes(blueprint.facts);
  checkNames(blueprint, facts, report);
  checkStates(blueprint, report);
  checkRoles(blueprint, facts, report);
  checkTransfers(blueprint, facts, report);
  checkCadence(blueprint, cadenceRules, report);
  checkWorkingTime(blueprint, report);
  return problems;
}
