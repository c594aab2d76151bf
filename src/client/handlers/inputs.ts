import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { FactShape, Money } from '../../conditions/fact-schema.ts';
import { toFactValue } from '../../conditions/fact-value.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { Instant } from '../../time/instant.ts';
import { endOf } from '../../workforce/presence.ts';
import { isFor } from '../authority.ts';
import type { Client, LearnedFact } from '../client.ts';
import type { DecisionScope, Staff } from '../decision-context.ts';
import type { MomentOf, RefusalDetails, RefusalReason } from '../refusal.ts';

/** A name that the blueprint does not have, with those that would do. */
export function unknownName(
  kind: RefusalDetails['UNKNOWN_NAME']['kind'],
  name: string,
  known: object,
): RefusalReason {
  return { code: 'UNKNOWN_NAME', kind, name, known: Object.keys(known) };
}

/** One of the reasons that the blueprint lists has to be given. */
export const reasonNeeded = (known: object, given?: string, transfer?: string): RefusalReason => ({
  code: 'REASON_NEEDED',
  field: 'reason',
  ...(given !== undefined && { given }),
  ...(transfer !== undefined && { transfer }),
  known: Object.keys(known),
});

/** The role takes part in the client's state. */
export function takesPart({ state }: Client, role: string, { rules }: DecisionScope): RefusalReason[] {
  const roles = rules.states[state]?.roles;
  return roles?.has(role) ? [] : [{ code: 'ROLE_NOT_IN_STATE', role, state, roles: [...(roles ?? [])] }];
}

/** What is recorded has happened: a moment after now is a mistake. */
export function notInFuture(
  field: string,
  at: Instant | undefined,
  { now }: DecisionScope,
  of?: MomentOf,
): RefusalReason[] {
  return at !== undefined && at > now ? [{ code: 'IN_THE_FUTURE', field, at, now, ...of }] : [];
}

/** What is to end has not ended yet. */
export function notInPast(field: string, at: Instant | undefined, { now }: DecisionScope): RefusalReason[] {
  if (at === undefined || at > now) return [];
  return [{ code: 'INVALID_VALUE', field, problem: { code: 'PAST', at } }];
}

/**
 * Whether an employee may hold a client in a role from then on, as far as the staff is known. They must have
 * the role, have been hired by then and not have left by now, as told or as known before.
 */
export function fitForRole(
  employeeId: string,
  role: string,
  { staff, now, toldAt: today = now }: DecisionScope,
  since: Instant = now,
): RefusalReason[] {
  const reasons = notOnStaff(employeeId, staff, since, today);
  const employee = staff && lookup(staff, employeeId);
  if (employee && !employee.roles.includes(role))
    reasons.push({ code: 'EMPLOYEE_LACKS_ROLE', employeeId, role });
  return reasons;
}

/** Why an employee is not on the staff, as far as it is known: not hired, or gone, by then. */
export function notOnStaff(
  employeeId: string,
  staff: Staff | undefined,
  hiredBy: Instant,
  leftBy: Instant,
): RefusalReason[] {
  if (!staff) return [];
  const employee = lookup(staff, employeeId);
  if (!employee) return [{ code: 'UNKNOWN_EMPLOYEE', employeeId }];
  const { hiredAt } = employee;
  const reasons: RefusalReason[] = [];
  if (hiredAt && hiredAt > hiredBy) reasons.push({ code: 'EMPLOYEE_NOT_HIRED_YET', employeeId, hiredAt });
  const leftAt = endOf(employee);
  if (leftAt && leftAt <= leftBy) reasons.push({ code: 'EMPLOYEE_LEFT', employeeId, leftAt });
  return reasons;
}

/** Nobody is handed a client by themselves, in the role in which they hold it. */
export const givenBySelf = (from: Handoff['from'], role: string, employeeId: string): RefusalReason[] =>
  from.role === role && from.employeeId === employeeId ? [{ code: 'ALREADY_HELD', role, employeeId }] : [];

/** What is compared with the department's amounts is in its currency: another one would count nowhere. */
export const inOtherCurrency = (
  field: string,
  value: unknown,
  { currency }: Blueprint,
): RefusalReason<'INVALID_VALUE'>[] =>
  value && (value as Money).currency !== currency
    ? [{ code: 'INVALID_VALUE', field, problem: wrongValue({ type: 'money', values: [currency] }) }]
    : [];

const wrongValue = ({ type, values }: FactShape) =>
  ({ code: 'WRONG_VALUE', type, ...(values && { values: [...values] }) }) as const;

/** Checks values of the blueprint's own facts, and who says them, by their declarations; all at once. */
export function learnedFacts(
  values: Readonly<Record<string, unknown>>,
  origin: Pick<LearnedFact, 'source' | 'at'>,
  scope: DecisionScope,
): { facts: Record<string, LearnedFact>; reasons: RefusalReason[] } {
  const { facts: declared, creditLimit } = scope.rules.blueprint;
  const facts: Record<string, LearnedFact> = {};
  const reasons: RefusalReason[] = [];
  for (const [path, value] of Object.entries(values)) {
    const declaration = lookup(declared, path);
    if (!declaration) {
      reasons.push(unknownName('fact', path, declared));
      continue;
    }
    const { suppliedBy: roles } = declaration;
    if (roles && roles.length > 0 && !isFor(roles, scope)) {
      reasons.push({ code: 'INVALID_VALUE', field: `facts.${path}`, problem: { code: 'SAID_BY', roles } });
      continue;
    }
    // `null` says that the value is not known any more.
    const kept = value === null ? null : toFactValue(value, declaration);
    if (path === creditLimit?.fact || path === creditLimit?.group?.limit)
      reasons.push(...inOtherCurrency(`facts.${path}`, kept, scope.rules.blueprint));
    if (kept !== undefined) facts[path] = { value: kept, ...origin };
    else reasons.push({ code: 'INVALID_VALUE', field: `facts.${path}`, problem: wrongValue(declaration) });
  }
  return { facts, reasons };
}
