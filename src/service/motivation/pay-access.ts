import type { PayReason } from '../../motivation/records/pay-reason.ts';
import { resolveActor } from '../actors.ts';
import type { ServiceContext } from '../service-context.ts';

/** Which roles, beside the employee, may see anybody's pay, and close months. */
export interface PayAccess {
  /** Default: those that the blueprint lets manage employees. */
  readonly see?: readonly string[] | undefined;
  readonly close?: readonly string[] | undefined;
}

/** Roles of the blueprint, or its services. */
function rolesFor({ conveyor }: Pick<ServiceContext, 'conveyor'>, roles: readonly string[] | undefined) {
  return roles ?? [...conveyor.rules.authority('manageEmployees').any];
}

/** Why somebody may not see an employee's pay; empty where they may. */
export async function againstSeeing(
  context: ServiceContext,
  { see }: PayAccess,
  employeeId: string,
  by: string,
): Promise<PayReason[]> {
  const roles = rolesFor(context, see);
  const actor = await resolveActor(context, by);
  if (by === employeeId || actor.roles.some((role) => roles.includes(role))) return [];
  return [{ code: 'MAY_NOT_SEE_PAY', by, employeeId, roles }];
}

/** Why somebody may not close months, nor answer objections; empty where they may. */
export async function againstClosing(
  context: ServiceContext,
  { close }: PayAccess,
  by: string,
): Promise<PayReason[]> {
  const roles = rolesFor(context, close);
  const actor = await resolveActor(context, by);
  if (actor.roles.some((role) => roles.includes(role))) return [];
  return [{ code: 'MAY_NOT_CLOSE_PAY', by, roles }];
}
