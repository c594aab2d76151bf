import { z } from 'zod';
import { timeActor } from '../client/actor.ts';
import { authorize } from '../client/authority.ts';
import type { Conveyor } from '../client/define-conveyor.ts';
import type { Refusal, RefusalReason } from '../client/refusal.ts';
import { toScene } from '../client/scene.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { toProblems } from '../errors/problem.ts';
import {
  type Absence,
  type AbsenceChange,
  absenceChangeSchema,
  absenceSchema,
} from '../workforce/absence.ts';
import {
  decideEmployee,
  type EmployeeChangeRequest,
  type EmployeeProfileChange,
  type EmployeeRefusal,
} from '../workforce/decide-employee.ts';
import {
  type Employee,
  employeeChangeSchema,
  employeeProfileSchema,
  type HireInput,
  hireSchema,
} from '../workforce/employee.ts';
import { isService, resolveActor } from './actors.ts';
import { chunks } from './chunks.ts';
import { clientsService } from './clients.ts';
import type { Desk } from './desk.ts';
import { runRequests, withRetries } from './execute.ts';
import type { Request } from './request.ts';

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

/** An absence as it is told; without an id it gets one. */
export type AbsenceInput = Omit<Absence, 'id'> & { readonly id?: string | undefined };

/** A client's custody in a role. */
export interface HeldRole {
  readonly clientId: string;
  readonly role: string;
}

/** What became of the clients of somebody who left. */
export interface Departure {
  readonly ok: true;
  readonly employee: Employee;
  /** Every custody that ended; where it was the responsible role's, the client is in that role's pool. */
  readonly released: readonly HeldRole[];
  /** Custody that may not be ended, and why. */
  readonly refusals: readonly Refusal[];
  /** Custody that could not be ended for now: call again. */
  readonly failures: readonly (HeldRole & { readonly error: ConveyorError })[];
}

/** Who says that somebody leaves, and why. */
export interface LeaveOptions {
  /** Needs the authority to manage employees and to release roles. */
  readonly by: string;
  /** 1 to 1,000 characters. */
  readonly reason: string;
}

/** The staff. */
export interface Employees {
  /**
   * Takes somebody on, or on again.
   * @throws INVALID_EMPLOYEE listing every fault, unknown roles among them.
   */
  hire(input: HireInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * Changes what is named of the profile and leaves the rest.
   * @throws INVALID_EMPLOYEE as hire.
   */
  change(id: string, profile: EmployeeProfileChange, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * Takes somebody off the staff, so that nobody can give them a client any more; then ends their custody client by client.
   * After an interruption call it again: it goes on.
   * @throws INVALID_EMPLOYEE without a reason.
   */
  leave(id: string, options: LeaveOptions): Promise<Departure | EmployeeRefused>;
  /**
   * Somebody is, or will be, away. Their clients stay theirs; they are given no more, and have no capacity meanwhile.
   * @throws INVALID_EMPLOYEE
   */
  recordAbsence(id: string, absence: AbsenceInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * It is otherwise than known: begins or ends at another time, or somebody else stands in.
   * @throws INVALID_EMPLOYEE
   */
  changeAbsence(
    id: string,
    absenceId: string,
    change: AbsenceChange,
    options?: EmployeeOptions,
  ): Promise<EmployeeResult>;
  /** They are not away after all. */
  cancelAbsence(id: string, absenceId: string, options?: EmployeeOptions): Promise<EmployeeResult>;
  /** The employee, also one who left; undefined where there never was one. */
  get(id: string): Promise<Employee | undefined>;
  /** Everybody, those who left too, by id. */
  list(): Promise<Employee[]>;
}

const RELEASED_TOGETHER = 100;

const leavingSchema = z.strictObject({ by: z.string(), reason: z.string().min(1).max(1000) });

export function employeesService(desk: Desk): Employees {
  const { store, tenant, conveyor } = desk;
  const schemas = schemasFor(conveyor);
  return {
    hire: async (input, options = {}) => {
      const { id, hiredAt: at = desk.now(), ...profile } = parse(schemas.hire, input);
      return change(desk, id, { type: 'hire', profile, at }, options);
    },
    change: async (id, input, options = {}) =>
      change(desk, id, { type: 'change', profile: parse(schemas.change, input) }, options),
    recordAbsence: async (id, input, options = {}) => {
      const absence = parse(absenceSchema, { ...input, id: input.id ?? desk.newId() });
      await assertDeputy(desk, absence.deputyId);
      return change(desk, id, { type: 'recordAbsence', absence }, options);
    },
    changeAbsence: async (id, absenceId, input, options = {}) => {
      const changed = parse(absenceChangeSchema, input);
      await assertDeputy(desk, changed.deputyId ?? undefined);
      return change(desk, id, { type: 'changeAbsence', absenceId, change: changed }, options);
    },
    cancelAbsence: (id, absenceId, options = {}) =>
      change(desk, id, { type: 'cancelAbsence', absenceId }, options),
    leave: async (id, options) => leave(desk, id, parse(leavingSchema, options)),
    get: (id) => store.readEmployee(tenant, id),
    list: () => store.listEmployees(tenant),
  };
}

/** @throws INVALID_EMPLOYEE where the deputy is nobody, or has left. */
async function assertDeputy({ store, tenant }: Desk, deputyId: string | undefined): Promise<void> {
  if (deputyId === undefined) return;
  const deputy = await store.readEmployee(tenant, deputyId);
  if (deputy && !deputy.leftAt) return;
  const message = deputy ? `"${deputyId}" has left` : `there is no employee "${deputyId}"`;
  throw invalidInput('INVALID_EMPLOYEE', 'an absence', [{ path: 'deputyId', message }]);
}

/** The schemas with the blueprint's names: an unknown role is one fault among the others. */
function schemasFor(conveyor: Conveyor) {
  const isRole = (name: string) => Object.hasOwn(conveyor.blueprint.roles, name);
  const isTaken = (id: string) => id === timeActor.id || isService(conveyor, id);
  const isGrade = (name: string) => Object.hasOwn(conveyor.blueprint.grades, name);
  const grade = z
    .string()
    .refine(isGrade, { error: ({ input }) => `no grade is called "${input}"` })
    .optional();
  const role = z.string().refine(isRole, { error: ({ input }) => `no role is called "${input}"` });
  const roles = employeeProfileSchema.shape.roles.pipe(z.array(role));
  const id = hireSchema.shape.id.refine((text) => !isTaken(text), 'is the name of a service');
  return {
    hire: hireSchema.extend({ id, roles, grade }),
    change: employeeChangeSchema.extend({ roles: roles.optional(), grade: grade.nullable() }),
  };
}

function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const { data, error } = schema.safeParse(input);
  if (!error) return data;
  throw invalidInput('INVALID_EMPLOYEE', 'an employee', toProblems(error));
}

async function change(
  desk: Desk,
  id: string,
  request: EmployeeChangeRequest,
  { by }: EmployeeOptions,
): Promise<EmployeeResult> {
  const { conveyor, store, tenant } = desk;
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
      documents: [],
    });
    return { ok: true, employee };
  });
}

async function leave(
  desk: Desk,
  id: string,
  { by, reason }: LeaveOptions,
): Promise<Departure | EmployeeRefused> {
  const left = await change(desk, id, { type: 'leave', reason }, { by });
  if (!left.ok && left.reasons.some(({ code }) => code !== 'EMPLOYEE_LEFT')) return left;
  const released: HeldRole[] = [];
  const refusals: Refusal[] = [];
  const failures: (HeldRole & { error: ConveyorError })[] = [];
  for await (const held of chunks(heldBy(desk, id), RELEASED_TOGETHER)) {
    const results = await runRequests(
      desk,
      held.map((one) => release(desk, id, one, { by, reason })),
    );
    for (const [i, result] of results.entries()) {
      const one = held[i] as HeldRole;
      if ('refusal' in result) refusals.push(result.refusal);
      else if ('error' in result) failures.push({ ...one, error: result.error });
      else if ('events' in result && result.events.length > 0) released.push(one);
    }
  }
  const employee = (await desk.store.readEmployee(desk.tenant, id)) as Employee;
  return { ok: true, employee, released, refusals, failures };
}

async function* heldBy(desk: Desk, employeeId: string): AsyncGenerator<HeldRole> {
  for await (const { id: clientId, custody } of clientsService(desk).all({ holder: { employeeId } })) {
    for (const role in custody) if (custody[role]?.employeeId === employeeId) yield { clientId, role };
  }
}

/** Pointless where somebody else has taken the client over meanwhile: their custody stays. */
function release(
  desk: Desk,
  employeeId: string,
  { clientId, role }: HeldRole,
  { by, reason }: LeaveOptions,
): Request {
  return {
    command: { type: 'releaseRole', clientId, role, reason },
    commandId: desk.newId(),
    named: false,
    by,
    isMoot: ({ custody }) => custody[role]?.employeeId !== employeeId,
  };
}
