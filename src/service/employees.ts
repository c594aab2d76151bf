import * as z from 'zod';
import { timeActor } from '../client/actor.ts';
import type { Conveyor } from '../client/conveyor.ts';
import { shortText } from '../client/record-schemas.ts';
import { examine } from '../errors/admit.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { type Fault, fault, issue, ownedBy, type Problem } from '../errors/problem.ts';
import { reshaped } from '../errors/reshaped.ts';
import { unknownName } from '../errors/unknown-name.ts';
import { withMethods } from '../errors/with-methods.ts';
import { addDuration } from '../time/duration.ts';
import { type Instant, later } from '../time/instant.ts';
import { instantSchema } from '../time/instant-schema.ts';
import {
  type Absence,
  type AbsenceChange,
  absenceChangeSchema,
  absenceSchema,
} from '../workforce/absence.ts';
import { inMoments } from '../workforce/absence-in-moments.ts';
import type { EmployeeProfileChange } from '../workforce/decide-employee.ts';
import {
  type Employee,
  type EmployeeEvent,
  employeeChangeSchema,
  employeeProfileSchema,
  type HireInput,
  hireSchema,
} from '../workforce/employee.ts';
import { endOf, hasLeft } from '../workforce/presence.ts';
import { isService } from './actors.ts';
import { assertKeys, isKey } from './assert-key.ts';
import {
  changeEmployee,
  type EmployeeOptions,
  type EmployeeRefused,
  type EmployeeResult,
  employeeForms,
} from './change-employee.ts';
import { completeDeparture, type DepartureResult, departed } from './departures.ts';
import type { ServiceContext } from './service-context.ts';

/** An absence as it is told; without an id it gets one. */
export type AbsenceInput = Omit<Absence, 'id'> & { readonly id?: string | undefined };

/** Who says that somebody leaves, and why. */
export interface LeaveOptions {
  /** Needs the authority to manage employees and to release roles. */
  readonly by: string;
  /** 1 to 1,000 characters. */
  readonly reason: string;
  /** As of {@link EmployeeOptions}. */
  readonly commandId?: string | undefined;
  /**
   * When they left, if not now: ISO-8601 with `Z` or an offset, not after now. Default the known day of
   * leaving, where that has come. A day to come is told by `change(id, { leavesAt })`.
   */
  readonly at?: string | undefined;
}

/**
 * The staff. A change reads the employee, who sends it and the outcome of its command id; no client unless it
 * says so.
 */
export interface Employees {
  /**
   * Takes somebody on, or on again: then not before they have left. Without `hiredAt` they begin now; warns
   * where that makes a newcomer of them.
   * @throws INVALID_EMPLOYEE listing every fault, unknown roles among them.
   */
  hire(input: HireInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * Changes what is named of the profile and leaves the rest.
   * @throws INVALID_EMPLOYEE as hire.
   */
  change(id: string, profile: EmployeeProfileChange, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * Takes somebody off the staff, as of the day they left. From then on nobody can give them a client; their
   * custody then ends client by client. After an interruption, or where some could not be ended, `runDue`
   * goes on; so does calling it again. Reads whom they hold, page by page. Called again with another `at` it
   * corrects when they left (an event of its own): what they held and was released before stays released as
   * of then.
   * @throws INVALID_EMPLOYEE without a reason.
   */
  leave(id: string, options: LeaveOptions): Promise<DepartureResult | EmployeeRefused>;
  /**
   * Somebody is, or will be, away. Their clients stay theirs; they are given no more, and have no capacity
   * meanwhile. `from` and `to` are moments, `to` the first one back, or days (`2026-03-09`). Days are whole
   * ones in the blueprint's time zone, `to` the last one away.
   * @throws INVALID_EMPLOYEE
   */
  recordAbsence(id: string, absence: AbsenceInput, options?: EmployeeOptions): Promise<EmployeeResult>;
  /**
   * It has changed: it begins or ends at another time, or somebody else stands in.
   * @throws INVALID_EMPLOYEE
   */
  changeAbsence(
    id: string,
    absenceId: string,
    change: AbsenceChange,
    options?: EmployeeOptions,
  ): Promise<EmployeeResult>;
  /** The absence is cancelled. */
  cancelAbsence(id: string, absenceId: string, options?: EmployeeOptions): Promise<EmployeeResult>;
  /** The employee, also one who left; undefined where there never was one. */
  get(id: string): Promise<Employee | undefined>;
  /**
   * Everything that ever happened to the employee, oldest first. They are hired, changed (with the whole card
   * from then on), absent, with a deputy or without, and leave. `describeEvent` says each in words.
   */
  history(id: string): Promise<EmployeeEvent[]>;
  /** Everybody, those who left too, by id. Reads every employee. */
  list(): Promise<Employee[]>;
}

const leavingSchema = z.strictObject({
  by: z.string(),
  reason: shortText,
  at: instantSchema.optional(),
  commandId: z.string().optional(),
});

export function employeesService(context: ServiceContext): Employees {
  const { store, tenant, conveyor } = context;
  const { timeZone, roles } = conveyor.blueprint;
  const schemas = schemasFor(conveyor);
  return withMethods<Employees>(
    'employees',
    {
      hire: async (input, options = {}) => {
        const content = parse(schemas.hire, input, input?.id);
        const { id, hiredAt: at = context.now(), ...profile } = content;
        const known = await store.readEmployee(tenant, id);
        if (known && hasLeft(known, context.now())) await completeDeparture(context, id);
        const request = { type: 'hire', profile, at } as const;
        const result = await changeEmployee(context, id, { request, content }, options);
        const [role = ''] = profile.roles;
        const { length: months = 0 } = roles[role]?.rampUp ?? [];
        if (!result.ok || content.hiredAt !== undefined || months === 0) return result;
        const fullFrom = addDuration(result.employee.hiredAt, { months }, timeZone);
        return { ...result, warnings: [{ code: 'BEGINS_AS_NEWCOMER', employeeId: id, role, fullFrom }] };
      },
      change: async (id, input, options = {}) =>
        changeEmployee(
          context,
          id,
          { request: { type: 'change', profile: parse(schemas.change, input, id) } },
          options,
        ),
      recordAbsence: async (id, input, options = {}) => {
        const named = input.id === undefined ? context.newId() : input.id;
        const absence = parse(
          absenceSchema,
          reshaped(input, (told) => ({ ...inMoments(told, timeZone), id: named })),
          id,
          'an absence',
        );
        const { id: _, ...unnamed } = absence;
        const content = input.id === undefined ? unnamed : absence;
        const assertSound = () => assertDeputy(context, id, absence);
        const request = { type: 'recordAbsence', absence } as const;
        return changeEmployee(context, id, { request, content, assertSound }, options);
      },
      changeAbsence: async (id, absenceId, input, options = {}) => {
        const changed = parse(
          absenceChangeSchema,
          reshaped(input, (told) => inMoments(told, timeZone)),
          id,
          'an absence',
        );
        const assertSound = () => assertDeputy(context, id, changed, absenceId);
        const request = { type: 'changeAbsence', absenceId, change: changed } as const;
        return changeEmployee(context, id, { request, assertSound }, options);
      },
      cancelAbsence: (id, absenceId, options = {}) =>
        changeEmployee(context, id, { request: { type: 'cancelAbsence', absenceId } }, options),
      leave: async (id, options) => {
        const { by, reason, at, commandId } = parse(leavingSchema, options, id, 'a departure');
        const acting = { by, ...(commandId !== undefined && { commandId }) };
        const left = await changeEmployee(context, id, { request: { type: 'leave', reason, at } }, acting);
        if (!left.ok && left.reasons.some(({ code }) => code !== 'EMPLOYEE_LEFT')) return left;
        return departed(context, id, { by, reason });
      },
      get: async (id) => {
        assertKeys({ id });
        return store.readEmployee(tenant, id);
      },
      history: async (id) => {
        assertKeys({ id });
        return store.employeeHistory(tenant, id);
      },
      list: () => store.listEmployees(tenant),
    },
    {
      hire: ['input', employeeForms],
      change: ['id: string', 'profile', employeeForms],
      leave: ['id: string', 'options'],
      recordAbsence: ['id: string', 'absence', employeeForms],
      changeAbsence: ['id: string', 'absenceId: string', 'change', employeeForms],
      cancelAbsence: ['id: string', 'absenceId: string', employeeForms],
      get: ['id: string'],
      history: ['id: string'],
    },
  );
}

/**
 * @throws INVALID_EMPLOYEE where the deputy is nobody, is not on the staff by then, or lacks the roles.
 */
async function assertDeputy(
  { store, tenant, now }: ServiceContext,
  id: string,
  { deputyId, from }: Pick<AbsenceChange, 'deputyId' | 'from'>,
  absenceId?: string,
): Promise<void> {
  if (deputyId == null) return;
  const deputy = await store.readEmployee(tenant, deputyId);
  const absent = await store.readEmployee(tenant, id);
  const today = now();
  const begins = absent?.absences?.find((absence) => absence.id === absenceId)?.from ?? today;
  const wrong = unfit(deputyId, { deputy, absent, from: from ?? later(begins, today), today });
  if (wrong) throw invalid('an absence', id, [{ path: 'deputyId', ...wrong }]);
}

/** Who is asked to stand in, for whom, and from when on. */
interface Deputizing {
  readonly deputy: Employee | undefined;
  readonly absent: Employee | undefined;
  readonly from: Instant;
  readonly today: Instant;
}

function unfit(deputyId: string, { deputy, absent, from, today }: Deputizing): Fault | undefined {
  if (!deputy) return fault('NO_SUCH_EMPLOYEE', { employeeId: deputyId });
  const leftAt = endOf(deputy);
  if (leftAt && leftAt <= from) return fault('HAS_LEFT', { employeeId: deputyId, leftAt });
  const { hiredAt } = deputy;
  // Of somebody who was taken on again, the first time is not known any more.
  if (hiredAt > later(from, today)) return fault('NOT_HIRED_YET', { employeeId: deputyId, hiredAt });
  if (!absent || absent.roles.some((role) => deputy.roles.includes(role))) return undefined;
  return fault('LACKS_ROLES_OF', { employeeId: deputyId, absent: absent.id, roles: absent.roles });
}

/** The schemas with the blueprint's names: an unknown role is one fault among the others. */
function schemasFor(conveyor: Conveyor) {
  const isTaken = (id: string) => id === timeActor.id || isService(conveyor, id);
  const known =
    (kind: 'grade' | 'role', names: object) => (name: string, refinement: z.core.$RefinementCtx) => {
      if (Object.hasOwn(names, name)) return;
      const params = unknownName(kind, name, Object.keys(names));
      refinement.addIssue({ code: 'custom', message: params.message, params });
    };
  const grade = z.string().superRefine(known('grade', conveyor.blueprint.grades)).optional();
  const role = z.string().superRefine(known('role', conveyor.blueprint.roles));
  const roles = employeeProfileSchema.shape.roles.pipe(z.array(role));
  const id = hireSchema.shape.id.refine((text) => !isTaken(text), issue('NAME_OF_SERVICE'));
  return {
    hire: hireSchema.extend({ id, roles, grade }),
    change: employeeChangeSchema.extend({ roles: roles.optional(), grade: grade.nullable() }),
  };
}

function parse<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  employeeId: unknown,
  what = 'an employee',
): Output {
  const { data, problems } = examine(schema, input);
  if (problems.length > 0) throw invalid(what, employeeId, problems);
  return data as Output;
}

/** Says of each problem whose it is, as far as that can be anybody. */
function invalid(what: string, id: unknown, problems: readonly Problem[]): ConveyorError {
  const of = isKey(id) ? ({ kind: 'employee', id } as const) : undefined;
  return invalidInput(
    'INVALID_EMPLOYEE',
    what,
    problems.map((problem) => ownedBy(problem, of)),
  );
}
