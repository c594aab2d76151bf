import type { BlueprintInput } from '../blueprint/blueprint-input.ts';
import type { ConveyorOptions } from '../client/conveyor.ts';
import { conveyorForms, defineConveyor } from '../client/define-conveyor.ts';
import type { WorkBudget } from '../conditions/analysis/work-budget.ts';
import { assertOptions } from '../errors/assert-options.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { LintFinding } from './finding.ts';
import { LintContext } from './lint-context.ts';
import { lintAutomatic } from './rules/automatic.ts';
import { lintConditions } from './rules/conditions.ts';
import { lintDeadEnds } from './rules/dead-ends.ts';
import { lintDeadlines } from './rules/deadlines.ts';
import { lintFacts } from './rules/facts.ts';
import { lintFinals } from './rules/finals.ts';
import { lintWhatWasLeft } from './rules/not-analysed.ts';
import { lintPingPong } from './rules/ping-pong.ts';
import { lintRoles } from './rules/roles.ts';

/** What the lint needs to know beside the blueprint. */
export interface LintOptions extends ConveyorOptions {
  /**
   * Own facts that something outside the blueprint makes use of: rules of assignment and redistribution,
   * reports. Where it is given, every other fact that nothing uses is said; without it only those that nobody
   * supplies either.
   */
  readonly usedElsewhere?: readonly string[];
  /** How much may be computed. Default: about a second of CPU, a hundred times what the presets take. */
  readonly budget?: WorkBudget;
}

/**
 * What in a valid blueprint is certainly there and probably a mistake. Examples: conditions that are never
 * met, transfers that others always forestall, deadlines that contradict each other, ways round without an
 * end, states that nothing leads out of, facts that nobody supplies, load that no norm speaks of. What cannot
 * be shown is not said. Findings come in the order of the rules, with a client who shows the finding where a
 * bounded search found one. The same blueprint gives the same findings.
 *
 * However large the blueprint, the lint takes about a second of CPU at most: its steps are counted, and what
 * was not looked at whole is said (`not-analysed`).
 *
 * What is said holds for clients who came in under this blueprint, and takes no account of overrides, merges,
 * migrations and opening balances.
 * @throws BlueprintError where the blueprint is not valid.
 * @example lintBlueprint(mixed()); // []
 */
export function lintBlueprint(blueprint: BlueprintInput, options: LintOptions = {}): readonly LintFinding[] {
  return withArguments('lintBlueprint', { blueprint, options }, () => {
    assertOptions('lintBlueprint', options, { ...conveyorForms, usedElsewhere: 'any?', budget: 'object?' });
    return findingsIn(blueprint, options);
  });
}

function findingsIn(
  blueprint: BlueprintInput,
  { usedElsewhere, budget, ...options }: LintOptions,
): readonly LintFinding[] {
  const context = new LintContext(defineConveyor(blueprint, options), budget);
  return [
    ...lintConditions(context),
    ...lintAutomatic(context),
    ...lintDeadlines(context),
    ...lintPingPong(context),
    ...lintDeadEnds(context),
    ...lintFinals(context),
    ...lintFacts(context, usedElsewhere),
    ...lintRoles(context),
    ...lintWhatWasLeft(context),
  ];
}
