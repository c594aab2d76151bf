import { timeActor } from '../client/actor.ts';
import { authorize } from '../client/authority.ts';
import type { RefusalReason } from '../client/refusal.ts';
import { toScene } from '../client/scene.ts';
import {
  decideEmployee,
  type EmployeeChangeRequest,
  type EmployeeRefusal,
} from '../workforce/decide-employee.ts';
import type { Employee } from '../workforce/employee.ts';
import { resolveActor } from './actors.ts';
import { assertKeys } from './assert-key.ts';
import { departureDocuments } from './departure-agenda.ts';
import type { Desk } from './desk.ts';
import { withRetries } from './execute.ts';

/** On whose behalf the staff is changed. */
export interface EmployeeOptions {
  /** Who decides; without it the program itself does, and nobody is asked for authority. */
  readonly by?: string;
}

/** What came of a change of the staff: the employee as they are now, or every reason against it. */
export type EmployeeResult = { readonly ok: true; readonly employee: Employee } | EmployeeRefused;

/** Why the staff was not changed. Nothing was stored. */
export interface EmployeeRefused {
  readonly ok: false;
  readonly reasons: readonly (EmployeeRefusal | RefusalReason<'NOT_AUTHORIZED'>)[];
}

/** Decides on one change of the staff and stores it, with what is to be done about a day of leaving. */
export async function changeEmployee(
  desk: Desk,
  id: string,
  request: EmployeeChangeRequest,
  { by }: EmployeeOptions,
): Promise<EmployeeResult> {
  const { conveyor, store, tenant } = desk;
  assertKeys({ id }, 'INVALID_EMPLOYEE');
  const now = desk.now();
  const actor = by === undefined ? timeActor : await resolveActor(desk, by);
  if (by !== undefined) {
    const reasons = authorize('manageEmployees', undefined, toScene(conveyor.rules, { now, by: actor }));
    if (reasons.length > 0) return { ok: false, reasons: reasons as RefusalReason<'NOT_AUTHORIZED'>[] };
  }
  return withRetries(desk, async () => {
    const before = await store.readEmployee(tenant, id);
    const outcome = decideEmployee(before, request, { id, now, by: actor.id });
    if (!outcome.ok) return { ok: false, reasons: [outcome.reason] };
    const { employee, events } = outcome;
    const expected = before
      ? ({ is: 'exact', revision: before.revision } as const)
      : ({ is: 'absent' } as const);
    await store.commit(tenant, {
      clients: [],
      employees: [{ expected, snapshot: employee, events }],
      outcomes: [],
      documents: await departureDocuments(desk, before, employee),
    });
    return { ok: true, employee };
  });
}
