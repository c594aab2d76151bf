import type { KeptCredits, PlacedCredit } from '../../motivation/credits/kept-credits.ts';
import type { StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { ServiceContext } from '../service-context.ts';

/** The kind of everything that is kept of credits. */
export const PAY_CREDITS = 'payCredits';
export const [STATE, STAFF] = ['state', 'staff'];

/** Up to where credits are kept, and by which rules. */
export interface KeptState {
  /** By which plans and which blueprint; who goes by others has nothing from it. */
  readonly print: string;
  /** Nothing goes by it while it is built, nor after an erasure. */
  readonly status: 'building' | 'kept' | 'stale';
  /** Of the last event of the log that it has. */
  readonly position: number;
  readonly recordedAt: Instant | '';
  /** The revision of the staff that belongs to it. */
  readonly staffAt: number;
}

/** What pay goes by of the staff, and under which number each has credits. */
export interface KeptStaff {
  readonly numbered: readonly { readonly employeeId: string }[];
  readonly events: readonly EmployeeEvent[];
}

/** The credits of a month of somebody. */
export interface KeptMonth {
  readonly rules: readonly KeptCredits[];
}

/** By number, so that no id of a document says whose it is. */
export const monthId = (number: number, month: string) => `credits.${number}.${month}`;

/** The documents with these ids, by id. */
export async function readKept(
  { store, tenant }: Pick<ServiceContext, 'store' | 'tenant'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredDocument>> {
  const found = new Map<string, StoredDocument>();
  for (let i = 0; i < ids.length; i += 100)
    for (const one of await store.readDocuments(tenant, PAY_CREDITS, ids.slice(i, i + 100)))
      found.set(one.id, one);
  return found;
}

/** A month without what these clients had in it, and with what they have now. */
export function patched(
  { rules }: KeptMonth,
  without: ReadonlySet<string>,
  added: readonly PlacedCredit[],
): KeptMonth {
  const groups = new Map(rules.map((one) => [keyOf(one), { ...one, credits: left(one, without) }]));
  for (const { rule, isBase, credit } of added) {
    const key = keyOf({ rule, isBase });
    const group = groups.get(key) ?? { rule, isBase, credits: [] };
    group.credits.push(credit);
    groups.set(key, group);
  }
  return { rules: [...groups.values()].filter(({ credits }) => credits.length > 0) };
}

const keyOf = ({ rule: { plan, version, component }, isBase }: Pick<KeptCredits, 'rule' | 'isBase'>) =>
  JSON.stringify([plan, version, component, isBase]);
const left = ({ credits }: KeptCredits, without: ReadonlySet<string>) =>
  credits.filter(({ clientId }) => !without.has(clientId));

/** What pay goes by of an employee's event: no name, and no words. */
export function ofStaff(event: EmployeeEvent): EmployeeEvent {
  const { id, employeeId, type, happenedAt, recordedAt } = event;
  const head = { id, employeeId, type, happenedAt, recordedAt };
  if (event.type === 'employeeHired' || event.type === 'employeeChanged') {
    const { roles, grade, gradeFrom, leavesAt } = event.profile;
    return { ...head, profile: { roles, grade, gradeFrom, leavesAt } } as unknown as EmployeeEvent;
  }
  if (event.type === 'absenceRecorded' || event.type === 'absenceChanged') {
    const { id: absenceId, kind, from, to } = event.absence;
    return { ...head, absence: { id: absenceId, kind, from, to } } as unknown as EmployeeEvent;
  }
  if (event.type === 'absenceCancelled')
    return { ...head, absenceId: event.absenceId } as unknown as EmployeeEvent;
  return head as unknown as EmployeeEvent;
}
