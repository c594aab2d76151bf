import type { z } from 'zod';
import { timeActor } from '../client/actor.ts';
import { authorize } from '../client/authority.ts';
import type { Refusal, RefusalReason } from '../client/refusal.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { type Problem, toProblems } from '../errors/problem.ts';
import { decideEmployee, type EmployeeChangeRequest, type EmployeeRefusal } from '../workforce/decide-employee.ts';
import { type Employee, employeeProfileSchema, hireSchema } from '../workforce/employee.ts';
import { resolveActor } from './actors.ts';
import { clientsService } from './clients.ts';
import type { Desk } from './desk.ts';
import { executeOne, isOvertaken } from './execute.ts';

export type HireInput = z.input<typeof hireSchema>;
export type EmployeeProfileInput = Partial<z.input<typeof employeeProfileSchema>>;

export interface EmployeeOptions {
  /** Who decides; without it the program itself does, and nobody is asked for authority. */
  readonly by?: string;
}

export type EmployeeResult =
  | { readonly ok: true; readonly employee: Employee }
  | EmployeeRefused;

export interface EmployeeRefused {
  readonly ok: false;
  readonly reasons: readonly (EmployeeRefusal | RefusalReason<'NOT_AUTHORIZED'>)[];
}

/** What became of the clients of somebody who left. */
export interface Departure {
  readonly ok: true;
  readonly employee: Employee;
  /** Every custody that ended; where it was the responsible role's, the client is in that role's pool. */
  readonly released: readonly { readonly clientId: string; readonly role: string }[];
  /** Custody that could not be ended, and why. */
  readonly refusals: readonly Refusal[];
}

export interface Employees {
  /** @throws INVALID_EMPLOYEE listing every fault, unknown roles among them. */
  hire(input: HireInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /** @throws INVALID_EMPLOYEE as hire. */
  change(id: string, profile: EmployeeProfileInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * Takes somebody off the staff, then ends their custody client by client. After an interruption call it again: it goes on.
   * `by` needs the authority to manage employees and to release roles.
   */
  leave(id: string, options: { readonly by: string; readonly reason: string }): Promise<Departure | EmployeeRefused>;
  get(id: string): Promise<Employee | undefined>;
  /** Everybody, those who left too, by id. */
  list(): Promise<Employee[]>;
}

export function employeesService(desk: Desk): Employees {
  const { store, tenant, conveyor } = desk;
  const { roles } = conveyor.blueprint;
  return {
    hire: async ({ id, hiredAt, ...input }, options = {}) => {
      const profile = parse(hireSchema, { id, hiredAt, ...input }, roles);
      const { id: _, hiredAt: at = desk.now(), ...rest } = profile;
      return change(desk, id, { type: 'hire', profile: rest, at }, options);
    },
    change: async (id, input, options = {}) =>
      change(desk, id, { type: 'change', profile: parse(employeeProfileSchema.partial(), input, roles) }, options),
    leave: (id, options) => leave(desk, id, options),
    get: (id) => store.readEmployee(tenant, id),
    list: () => store.listEmployees(tenant),
  };
}

function parse<T extends { roles?: string[] | undefined }>(schema: z.ZodType<T>, input: unknown, roles: object): T {
  const { data, error } = schema.safeParse(input);
  const problems: Problem[] = error ? [...toProblems(error)] : [];
  for (const [i, role] of (data?.roles ?? []).entries()) {
    if (!Object.hasOwn(roles, role)) problems.push({ path: `roles[${i}]`, message: `no role is called "${role}"` });
  }
  if (data && problems.length === 0) return data;
  const lines = problems.map(({ path, message }) => `${path}: ${message}`);
  throw new ConveyorError('INVALID_EMPLOYEE', `Not an employee: ${lines.join('; ')}`, { details: { problems } });
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
    const reasons = authorize('manageEmployees', undefined, { rules: conveyor.rules, now, by: actor });
    if (reasons.length > 0) return { ok: false, reasons: reasons as RefusalReason<'NOT_AUTHORIZED'>[] };
  }
  for (let attempt = 1; ; attempt++) {
    const before = await store.readEmployee(tenant, id);
    const outcome = decideEmployee(before, request, { id, now, by: actor.id });
    if (!outcome.ok) return { ok: false, reasons: [outcome.reason] };
    const { employee, events } = outcome;
    const expected = before ? ({ is: 'exact', revision: before.revision } as const) : ({ is: 'absent' } as const);
    try {
      await store.commit(tenant, { clients: [], employees: [{ expected, snapshot: employee, events }], outcomes: [] });
      return { ok: true, employee };
    } catch (error) {
      if (attempt >= desk.attempts || !isOvertaken(error)) throw error;
    }
  }
}

async function leave(
  desk: Desk,
  id: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<Departure | EmployeeRefused> {
  const { store, tenant } = desk;
  const left = await change(desk, id, { type: 'leave', reason }, { by });
  const goesOn = !left.ok && left.reasons.every(({ code }) => code === 'EMPLOYEE_LEFT');
  if (!left.ok && !goesOn) return left;
  const released: { clientId: string; role: string }[] = [];
  const refusals: Refusal[] = [];
  for await (const { id: clientId, custody } of clientsService(desk).all({ holder: { employeeId: id } })) {
    for (const [role, held] of Object.entries(custody)) {
      if (held.employeeId !== id) continue;
      const result = await executeOne(desk, { type: 'releaseRole', clientId, role, reason }, { by });
      if (result.ok) released.push({ clientId, role });
      else refusals.push(result.refusal);
    }
  }
  const employee = (await store.readEmployee(tenant, id)) as Employee;
  return { ok: true, employee, released, refusals };
}
