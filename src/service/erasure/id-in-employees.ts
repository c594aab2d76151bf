import { mapFields } from '../../erasure/map-fields.ts';
import { withId } from '../../erasure/rename-ids.ts';
import type { Commit, EmployeeChange } from '../../storage/port.ts';
import type { Employee, EmployeeEvent } from '../../workforce/employee.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import type { ErasureNote } from './erased-client.ts';
import type { IdReplacement } from './id-replacement.ts';

/** Puts another id into the logs of these employees. */
export async function inEmployees(context: ServiceContext, how: IdReplacement, ids: Iterable<string>) {
  const done: string[] = [];
  let events = 0;
  for (const id of ids) {
    const rewritten = await unitOfWork(context, async () => {
      const own = await context.store.employeeHistory(context.tenant, id);
      const work = await erasedEmployee(context, id, own, how);
      return { outcome: work?.rewritten?.events?.length, ...(work && { work }) };
    });
    if (rewritten === undefined) continue;
    done.push(id);
    events += rewritten;
  }
  return { ids: done, events };
}

/** The employee's next revision, with what of the log says something else; undefined where nothing does. */
async function erasedEmployee(
  { store, tenant, now }: ServiceContext,
  id: string,
  own: readonly EmployeeEvent[],
  { renaming, note }: IdReplacement,
): Promise<Partial<Commit> | undefined> {
  const employee = await store.readEmployee(tenant, id);
  if (!employee) return undefined;
  const change = withId(renaming);
  const events = own
    .map((event) => mapFields(event, [event.type], change))
    .filter((event, i) => JSON.stringify(event) !== JSON.stringify(own[i]));
  const snapshot = mapFields(employee, ['employee'], change);
  if (events.length === 0 && JSON.stringify(snapshot) === JSON.stringify(employee)) return undefined;
  return { employees: [toErased(employee, snapshot, now(), renaming.to, note)], rewritten: { events } };
}

/** A change that says that data of somebody were erased. */
export function toErased(
  before: { readonly id: string; readonly revision: number },
  after: Employee,
  now: string,
  of: string,
  { by, says: { reason } }: ErasureNote,
): EmployeeChange {
  const revision = before.revision + 1;
  return {
    expected: { is: 'exact', revision: before.revision },
    ...(before.id !== after.id && { was: before.id }),
    snapshot: { ...after, revision },
    events: [
      {
        id: `@${after.id}#${revision}`,
        employeeId: after.id,
        happenedAt: now,
        recordedAt: now,
        by,
        type: 'employeeErased',
        of,
        ...(reason !== undefined && { reason }),
      },
    ],
  };
}
