import type { Instant } from '../time/instant.ts';

/**
 * Who sends a command: an employee with roles, or one of the blueprint's services, which is its own only
 * role.
 */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
  /**
   * Colleagues who are away and name the actor, as far as they have to do with the client. The shell finds
   * them.
   */
  readonly standsInFor?: readonly Absentee[];
}

/**
 * Somebody who is away. A deputy may do with their clients what they may, and answers what is addressed to
 * them.
 */
export interface Absentee {
  readonly employeeId: string;
  readonly roles: readonly string[];
  /** Until when they are stood in for; from then on it no longer counts. Absent while nobody knows. */
  readonly until?: Instant;
}

/** Time itself: the author of what no person did. */
export const timeActor: Actor = { id: 'system', roles: [] };

/** Whether the actor, or somebody in whose name they may act, has one of the roles. */
export function hasOneOf(wanted: readonly string[], by: Actor, now: Instant): boolean {
  for (const { roles } of namesOf(by, now)) for (const role of roles) if (wanted.includes(role)) return true;
  return false;
}

/** Everybody in whose name the actor may act at a moment: first their own. */
export function namesOf(
  { id, roles, standsInFor }: Actor,
  now: Instant,
): readonly Pick<Absentee, 'employeeId' | 'roles'>[] {
  if (!standsInFor) return [{ employeeId: id, roles }];
  const absent = standsInFor.filter(({ until }) => until === undefined || now < until);
  return [{ employeeId: id, roles }, ...absent];
}
