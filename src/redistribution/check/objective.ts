import type { FullClient } from '../problem.ts';
import type { ObjectiveParts } from '../proposal.ts';
import { heldBy } from './measure.ts';
import type { ClaimedProposal } from './proposal-shape.ts';
import type { Base } from './unit.ts';
import type { PlanViolation } from './violation.ts';
import type { Weighing } from './weighing.ts';

/** What it costs that clients are where they are after the plan. */
export function objectiveOf(
  { problem: { clients } }: Base,
  weighing: Weighing,
  after: (client: FullClient) => string,
): ObjectiveParts {
  const sums = { load: 0, potential: 0, disruption: 0, similarity: 0, coverage: 0, cost: 0, nearness: 0 };
  for (const client of clients) {
    const parts = weighing.partsOf(client, after(client));
    for (const part of Object.keys(parts) as (keyof typeof parts)[]) sums[part] += parts[part];
  }
  const held = heldBy(clients, after);
  for (const { rule, employeeId, target, weight } of weighing.balances)
    sums[rule] += weight * ((held[rule].get(employeeId) ?? 0) - target) ** 2;
  return { total: Object.values(sums).reduce((sum, part) => sum + part, 0), ...sums };
}

/** The parts of the objective that are not what the plan says. */
export function wrongObjective(
  actual: ObjectiveParts,
  { objective }: ClaimedProposal,
): readonly PlanViolation[] {
  const slack = 1e-8 * Math.max(1, actual.total);
  return (Object.keys(actual) as (keyof ObjectiveParts)[])
    .filter((part) => !(Math.abs(objective[part] - actual[part]) <= slack))
    .map((part) => ({ code: 'WRONG_OBJECTIVE', part, actual: actual[part] }));
}
