import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import type { Instant } from '../../time/instant.ts';
import type { Employee } from '../../workforce/employee.ts';
import { ofEmployee, type ProblemClient } from '../problem.ts';
import { eligibility } from './eligibility.ts';
import type { PlanPolicy } from './plan-policy.ts';

/**
 * What the policy says of clients and employees together. Hours and cost of a client with each of the staff
 * for whom a condition holds.
 * @throws INVALID_CONDITION
 */
export function pairing(
  { pairs = [] }: Pick<PlanPolicy, 'pairs'>,
  staff: readonly Employee[],
  rules: ClientRules,
): (client: Client, now: Instant, hours: number) => Pick<ProblemClient, 'hoursBy' | 'costBy'> {
  const said = pairs.map(({ when, ...rest }) => ({ ...rest, meant: eligibility(when, staff, rules) }));
  return (client, now, hours) => {
    const hoursBy: Record<string, number> = {};
    const costBy: Record<string, number> = {};
    for (const { meant, hoursFactor, cost } of said) {
      for (const id of meant(client, now)) {
        if (hoursFactor !== undefined) hoursBy[id] = (ofEmployee(hoursBy, id) ?? hours) * hoursFactor;
        if (cost !== undefined) costBy[id] = (ofEmployee(costBy, id) ?? 0) + cost;
      }
    }
    return {
      ...(Object.keys(hoursBy).length > 0 && { hoursBy }),
      ...(Object.keys(costBy).length > 0 && { costBy }),
    };
  };
}
