import { timeActor } from '../../client/actor.ts';
import { bareCauses } from '../../client/cause.ts';
import { withoutTexts } from '../../erasure/erase-texts.ts';
import { type ChangeField, mapFields } from '../../erasure/map-fields.ts';
import { withId } from '../../erasure/rename-ids.ts';
import { hasLeft } from '../../workforce/presence.ts';
import { isService } from '../actors.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import type { ErasureResult } from './erasure.ts';
import type { EmployeeErasure } from './erasure-input.ts';
import { toErased } from './id-in-employees.ts';
import type { IdReplacement } from './id-replacement.ts';
import { personalWords } from './personal-words.ts';
import { replaceId } from './replace-id.ts';

/** Puts a pseudonym in the place of somebody who has left, wherever they are named, and erases their card. */
export async function eraseEmployee(
  context: ServiceContext,
  { employeeId, pseudonym, reason }: EmployeeErasure,
  by: string,
): Promise<ErasureResult> {
  await context.versions.assertCurrent();
  const reasons = await refusals(context, employeeId, pseudonym, by);
  if (reasons.length > 0) return { ok: false, reasons };
  await context.versions.takeUp(context.now());
  const says = { employeeId: pseudonym, ...(reason !== undefined && { reason }) };
  const renaming = { kind: 'employeeId', from: employeeId, to: pseudonym } as const;
  const note = { by: by === employeeId ? pseudonym : by, says };
  const how: IdReplacement = { renaming, note, written: await reasonsOfLeaving(context, employeeId) };
  const elsewhere = await replaceId(context, how);
  const events = await unitOfWork(context, () => ownCard(context, how));
  const erased = {
    ...elsewhere,
    employees: [pseudonym, ...elsewhere.employees],
    events: elsewhere.events + events,
  };
  return { ok: true, erased };
}

async function refusals(context: ServiceContext, employeeId: string, pseudonym: string, by: string) {
  const { store, tenant, conveyor } = context;
  const unauthorized = await unauthorizedTo(context, 'erasePersonalData', by);
  if (unauthorized.length > 0) return unauthorized;
  const employee = await store.readEmployee(tenant, employeeId);
  if (!employee) return [{ code: 'UNKNOWN_EMPLOYEE', employeeId } as const];
  if (!hasLeft(employee, context.now())) return [{ code: 'STILL_EMPLOYED', employeeId } as const];
  const isTaken =
    pseudonym === timeActor.id ||
    isService(conveyor, pseudonym) ||
    (await store.readEmployee(tenant, pseudonym)) !== undefined;
  return isTaken ? [{ code: 'EMPLOYEE_EXISTS', employeeId: pseudonym } as const] : [];
}

/** Why they left, each time, where it was said in somebody's own words. */
async function reasonsOfLeaving(context: ServiceContext, employeeId: string): Promise<Set<string>> {
  const { isName } = await personalWords(context, []);
  const own = await context.store.employeeHistory(context.tenant, employeeId);
  return new Set(
    own.flatMap((event) => {
      const reason = event.type === 'employeeLeft' ? event.reason : undefined;
      return reason === undefined || isName(reason) ? [] : [reason];
    }),
  );
}

/** The card gets its new id last: until then a call that was cut off can go on. */
async function ownCard(context: ServiceContext, { renaming, note }: IdReplacement): Promise<Decided<number>> {
  const { store, tenant } = context;
  const employee = await store.readEmployee(tenant, renaming.from);
  if (!employee) return { outcome: 0 };
  const names: ReadonlySet<string> = new Set(bareCauses);
  const texts = withoutTexts({ isPersonal: () => false, isName: (reason) => names.has(reason), naming: [] });
  const ids = withId(renaming);
  const change: ChangeField = (field) => {
    const value = texts(field);
    return value === field.value ? ids(field) : value;
  };
  const own = await store.employeeHistory(tenant, employee.id);
  const events = own.map((event) => mapFields(event, [event.type], change));
  const snapshot = mapFields(employee, ['employee'], change);
  return {
    outcome: events.length,
    work: {
      employees: [toErased(employee, snapshot, context.now(), renaming.to, note)],
      rewritten: { events },
    },
  };
}
