import { isSameCause } from '../../client/cause.ts';
import { hoursWith } from '../amounts.ts';
import { brokenRules } from '../check/check-plan.ts';
import type { PlanViolation } from '../check/violation.ts';
import { filledIn } from '../parse-problem.ts';
import type { ProblemClient, ProblemEmployee, RedistributionProblem } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';
import type { ClientRow } from './plan-client.ts';
import type { StaffRow } from './plan-staff.ts';
import type { PlanBase } from './to-plan-problem.ts';

/**
 * What may have changed of a client that a plan moves. `gone`: nobody holds it in the role any more, or it is
 * no client any more.
 */
export type ClientAspect = 'gone' | 'holder' | 'hours' | 'accountGroup' | 'protected' | 'eligible' | 'other';
/** What may have changed of an employee; `gone`: no longer of the role. */
export type EmployeeAspect = 'gone' | 'capacity' | 'accepts' | 'keeps' | 'other';

/** A client that is not as a plan took it, as it was and as it is. */
export interface StaleClient {
  readonly clientId: string;
  /** Revisions when planned and now; the client's history says what happened between them. */
  readonly revision: { readonly planned: number; readonly now?: number | undefined };
  readonly changed: readonly ClientAspect[];
  readonly planned: ProblemClient;
  readonly now?: ProblemClient | undefined;
}

/** An employee who is not as a plan took them, as they were and as they are. */
export interface StaleEmployee {
  readonly employeeId: string;
  readonly revision: { readonly planned: number; readonly now?: number | undefined };
  readonly changed: readonly EmployeeAspect[];
  readonly planned: ProblemEmployee;
  readonly now?: ProblemEmployee | undefined;
}

/**
 * Why a plan cannot be applied any more: what it rests on has changed. Nothing was applied; `rebase` makes it
 * anew.
 */
export interface StalePlan {
  readonly planId: string;
  readonly clients: readonly StaleClient[];
  readonly employees: readonly StaleEmployee[];
  /** Hard rules that the moves would break by now, such as a receiver's capacity. */
  readonly violations: readonly PlanViolation[];
}

/** What is to be compared. */
interface Comparison {
  readonly planId: string;
  readonly base: PlanBase;
  readonly fresh: PlanBase;
  readonly freshProblem: RedistributionProblem;
  readonly moves: readonly ProposedMove[];
  readonly staleOn: 'substance' | 'anyChange';
}

/**
 * What has changed since a plan was made and matters to it; undefined where nothing does. What matters is
 * that the clients that move are with whom they were, weigh what they weighed and may go where they go; that
 * who gives and who gains can do what they could; and that the moves keep every hard rule as things are now.
 * With `anyChange`, every client and employee has to have the revision it had; so it is where nobody holds a
 * client in the role any more, or there is nobody to hold one: all of them are gone.
 */
export function stalenessOf(comparison: Comparison): StalePlan | undefined {
  const { planId, base, fresh, moves, staleOn } = comparison;
  const toOf = new Map(moves.map(({ clientId, to }) => [clientId, to]));
  const involved = new Set(moves.flatMap(({ from, to }) => (from === undefined ? [to] : [from, to])));
  const isStrict = staleOn === 'anyChange' || fresh.clients.length === 0 || fresh.staff.length === 0;
  const clients = staleClients(base.clients, fresh.clients, toOf, isStrict);
  const employees = staleEmployees(base.staff, fresh.staff, involved, isStrict);
  const violations = clients.length + employees.length > 0 ? [] : brokenNow(comparison, involved);
  if (clients.length + employees.length + violations.length === 0) return undefined;
  return { planId, clients, employees, violations };
}

function staleClients(
  planned: readonly ClientRow[],
  fresh: readonly ClientRow[],
  toOf: ReadonlyMap<string, string>,
  isStrict: boolean,
): readonly StaleClient[] {
  const now = new Map(fresh.map((row) => [row.client.id, row]));
  return planned.flatMap((row): readonly StaleClient[] => {
    const { client, revision } = row;
    const to = toOf.get(client.id);
    if (to === undefined && !isStrict) return [];
    const then = now.get(client.id);
    if (then?.revision === revision && !isTimeDependent(row, then, to)) return [];
    const found = changesOf(client, then?.client, to);
    const changed: readonly ClientAspect[] =
      found.length === 0 && isStrict && then?.revision !== revision ? ['other'] : found;
    if (changed.length === 0) return [];
    return [
      {
        clientId: client.id,
        revision: { planned: revision, now: then?.revision },
        changed,
        planned: client,
        now: then?.client,
      },
    ];
  });
}

/** A condition may change its answer by the time alone, or by the employee. */
const isTimeDependent = (a: ClientRow, b: ClientRow, to: string | undefined) =>
  hoursWith(a.client, to) !== hoursWith(b.client, to) ||
  !isSameCause(a.client.protected, b.client.protected) ||
  a.client.eligible?.length !== b.client.eligible?.length;

function changesOf(
  planned: ProblemClient,
  now: ProblemClient | undefined,
  to: string | undefined,
): readonly ClientAspect[] {
  if (!now) return ['gone'];
  const found: ClientAspect[] = [];
  if (now.holder !== planned.holder) found.push('holder');
  if (to === undefined) return found;
  if (hoursWith(now, to) !== hoursWith(planned, to)) found.push('hours');
  if (now.accountGroup !== planned.accountGroup) found.push('accountGroup');
  if (now.protected !== undefined && planned.protected === undefined) found.push('protected');
  if (now.eligible && !now.eligible.includes(to)) found.push('eligible');
  return found;
}

function staleEmployees(
  planned: readonly StaffRow[],
  fresh: readonly StaffRow[],
  involved: ReadonlySet<string>,
  isStrict: boolean,
): readonly StaleEmployee[] {
  const now = new Map(fresh.map((row) => [row.employee.id, row]));
  return planned.flatMap(({ employee, revision }): readonly StaleEmployee[] => {
    const then = now.get(employee.id);
    const isInvolved = involved.has(employee.id);
    if (then?.revision === revision || (!isInvolved && !isStrict)) return [];
    const found: EmployeeAspect[] = [];
    if (!then) found.push('gone');
    else if (isInvolved) {
      for (const aspect of ['capacity', 'accepts', 'keeps'] as const) {
        if (then.employee[aspect] !== employee[aspect]) found.push(aspect);
      }
    }
    if (found.length === 0 && isStrict) found.push('other');
    if (found.length === 0) return [];
    return [
      {
        employeeId: employee.id,
        revision: { planned: revision, now: then?.revision },
        changed: found,
        planned: employee,
        now: then?.employee,
      },
    ];
  });
}

/** Of limits, only those of who gives or gains: what others have come to since is not this plan's doing. */
function brokenNow(
  { freshProblem, moves }: Comparison,
  involved: ReadonlySet<string>,
): readonly PlanViolation[] {
  const movers = new Set(moves.map(({ clientId }) => clientId));
  return brokenRules(filledIn(freshProblem), moves).filter((violation) => {
    switch (violation.code) {
      case 'LIMIT_BROKEN':
        return violation.employeeId === undefined || involved.has(violation.employeeId);
      case 'NO_HOLDER':
      case 'NOT_ALLOWED':
        return movers.has(violation.clientId);
      default:
        return true;
    }
  });
}
