import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import type { Instant } from '../../time/instant.ts';
import { loadIn } from '../../workforce/client-load.ts';
import type { Employee } from '../../workforce/employee.ts';
import type { ProblemClient } from '../problem.ts';
import type { Protection } from '../protection-schema.ts';
import { buysLateBy } from './buys-late.ts';
import { clientValues } from './client-values.ts';
import { eligibility } from './eligibility.ts';
import { pairing } from './pairing.ts';
import type { PlanBasis } from './plan-basis.ts';
import { protection } from './protection.ts';

/** A client as a plan sees it, and the revision that it was read at. */
export interface ClientRow {
  readonly client: ProblemClient;
  readonly revision: number;
  readonly state: string;
  /** Whether its purchases were overdue. */
  readonly overdue: boolean;
  /** It belongs to a segment that goes to others: it is not to stay with its holder. */
  readonly mustGo?: boolean;
}

/**
 * A client as a plan sees it. Undefined if nobody holds it in the role and it is not taken from a pool.
 * @throws INVALID_CONDITION
 */
export function planClients(
  { role, reason, policy }: PlanBasis,
  staff: readonly Employee[],
  rules: ClientRules,
): (client: Client, now: Instant, isFetched: boolean) => ClientRow | undefined {
  const { blueprint, facts, readerOf } = rules;
  const ofRole = staff.filter(({ roles, leftAt }) => roles.includes(role) && !leftAt);
  const valuesOf = clientValues(policy, rules);
  const eligibleFor = policy.eligible && eligibility(policy.eligible, ofRole, rules);
  const pairOf = pairing(policy, ofRole, rules);
  const protectionOf = protection(policy, role, rules);
  const inSegment =
    reason.kind === 'newSegment'
      ? compileCondition<Client>(reason.when, { facts, readerOf, timeZone: blueprint.timeZone })
      : undefined;
  const isOverdue = buysLateBy(rules);

  return (client, now, isFetched) => {
    const holder = client.custody[role]?.employeeId;
    if (holder === undefined && !isFetched) return undefined;
    const segment = reason.kind === 'newSegment' && inSegment?.evaluate(client, now) === 'yes';
    const team = segment ? reason.employeeIds : undefined;
    const able = eligibleFor?.(client, now);
    const eligible = team && able ? able.filter((id) => team.includes(id)) : (team ?? able);
    const mustGo = team !== undefined && holder !== undefined && !team.includes(holder);
    const why = holder === undefined || mustGo ? undefined : (protectionOf(client, now) ?? standsBy(holder));
    const hours = loadIn(client, role, blueprint);
    return {
      client: {
        id: client.id,
        ...(holder !== undefined && { holder }),
        hours,
        ...pairOf(client, now, hours),
        ...valuesOf(client, now),
        ...(eligible && { eligible: [...eligible] }),
        ...(why !== undefined && { protected: why }),
      },
      revision: client.revision,
      state: client.state,
      overdue: isOverdue(client, now),
      ...(mustGo && { mustGo }),
    };
  };

  /** Why the plan's reason leaves a client with its holder. */
  function standsBy(holder: string): Protection | undefined {
    if (reason.kind === 'newSegment') return { code: 'NOT_OF_SEGMENT' };
    if (reason.kind === 'overload' && !reason.employeeIds?.includes(holder)) return { code: 'NO_OVERLOAD' };
    return undefined;
  }
}
