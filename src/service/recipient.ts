import type { Condition } from '../conditions/condition.ts';
import type { Instant } from '../time/instant.ts';
import { absenceAt, isEmployed } from '../workforce/presence.ts';
import { absenteesOf } from './actors.ts';
import type { StaffById } from './known-staff.ts';
import type { ServiceContext } from './service-context.ts';

/** Somebody with whom clients may have to do. */
export interface Recipient {
  readonly id: string;
  /** Their own, of today; none before the day of hiring and after the day of leaving. */
  readonly roles: readonly string[];
  /** Those for whom they stand in with everything, until when if that is known. */
  readonly absent: readonly { readonly employeeId: string; readonly until?: Instant }[];
}

/** The employee of this id as they are now; undefined where there is none. */
export async function recipientOf(
  staff: StaffById,
  id: string,
  now: Instant,
): Promise<Recipient | undefined> {
  const employee = staff.get(id);
  if (!employee) return undefined;
  if (!isEmployed(employee, now)) return { id, roles: [], absent: [] };
  const away = [...staff.values()].filter((one) => absenceAt(one, now)).map((one) => one.id);
  const absent = await absenteesOf(id, away, async (one) => staff.get(one), now);
  return { id, roles: employee.roles, absent };
}

/**
 * Has a store find what these roles may have to decide on. An offer that nobody answered in time is decided
 * on by others than the store knows yet.
 */
export function expiredFor(roles: readonly string[], { conveyor }: ServiceContext): Condition[] {
  const decides = Object.values(conveyor.rules.transfers).some(
    ({ handoff }) => handoff && roles.includes(handoff.escalateTo),
  );
  return decides ? [{ fact: 'handoff.expiresAt', is: 'present' }] : [];
}
