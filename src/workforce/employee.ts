import * as z from 'zod';
import { LONGEST_LIMIT } from '../blueprint/time-limit-schema.ts';
import { type OwnHours, type OwnHoursInput, ownHoursSchema } from '../blueprint/working-time.ts';
import { surelyWorked, workingWeek } from '../blueprint/working-week.ts';
import { shortText } from '../client/record-schemas.ts';
import { idSchema } from '../conditions/id-schema.ts';
import { issue, onceSound } from '../errors/problem.ts';
import type { Instant } from '../time/instant.ts';
import { instantSchema } from '../time/instant-schema.ts';
import type { Absence } from './absence.ts';

/** What is said twice counts once. */
const distinct = (items: readonly string[]) => [...new Set(items)];
const texts = z.array(shortText).transform(distinct);

/** Somebody who works on the conveyor. */
export interface EmployeeProfile {
  readonly name?: string | undefined;
  /** Roles of the blueprint that this employee may hold clients in; never empty. */
  readonly roles: readonly string[];
  /** Hours a month for clients, above 0 and up to 744; the capacity that load is held against. */
  readonly hoursPerMonth: number;
  readonly skills: readonly string[];
  readonly regions: readonly string[];
  readonly languages?: readonly string[] | undefined;
  /** One of the blueprint's grades. */
  readonly grade?: string | undefined;
  /**
   * The first day of the grade (`YYYY-MM-DD`) for what goes by days, such as pay. Left out: the day on which
   * it was given. The norm of load goes by the grade at once. The day goes with the grade when that changes.
   */
  readonly gradeFrom?: string | undefined;
  /** Years of experience by industry. */
  readonly industries?: Readonly<Record<string, number>> | undefined;
  /**
   * Share of the hours that is spent with clients, above 0 and up to 1. Where `hoursPerMonth` counts them
   * alone it is 1, the default.
   */
  readonly sellingShare?: number | undefined;
  /**
   * When they are known to leave. From then on they have no capacity, no rights and are given no clients;
   * `runDue` takes them off the staff.
   */
  readonly leavesAt?: Instant | undefined;
  /**
   * Theirs, such as part-time days or another zone's shift, in place of those of the role and the department.
   * What is owed by them alone (the answer to an offer to them, a first contact) and their capacity go by it.
   */
  readonly workingHours?: OwnHours | undefined;
}

/** Days in ten years on which others are off, and the clock's changes. */
const OFF = 200;

/** Somebody works so much that every limit comes within ten years, whatever days off there are beside. */
const worksEnough = (hours: OwnHours) => surelyWorked(workingWeek(hours), OFF) >= LONGEST_LIMIT;

/** A day is off, or has hours of its own. */
function isOffOnce({ holidays, dates = {} }: OwnHours, context: z.core.$RefinementCtx) {
  for (const day of holidays.filter((one) => Object.hasOwn(dates, one)))
    context.addIssue({ code: 'custom', path: ['dates', day], ...issue('TO_BE_LEFT_OUT') });
}

/** Admits {@link EmployeeProfile}. */
export const employeeProfileSchema = z.strictObject({
  name: shortText.max(200).optional(),
  roles: z.array(z.string().min(1)).min(1).transform(distinct),
  hoursPerMonth: z.number().positive().max(744),
  skills: texts,
  regions: texts,
  languages: texts.optional(),
  grade: z.string().min(1).optional(),
  gradeFrom: z.iso.date().optional(),
  industries: z.record(shortText, z.number().nonnegative().max(80)).optional(),
  sellingShare: z.number().positive().max(1).optional(),
  leavesAt: instantSchema.optional(),
  workingHours: ownHoursSchema
    .superRefine(isOffOnce)
    .refine(worksEnough, { ...issue('TOO_SMALL', { least: 7, of: 'hours a week' }), ...onceSound })
    .optional(),
}) satisfies z.ZodType<EmployeeProfile>;

/** A profile of which only what changes is named; `null` takes away what nobody must have. */
export const employeeChangeSchema = employeeProfileSchema.partial().extend({
  name: employeeProfileSchema.shape.name.nullable(),
  languages: employeeProfileSchema.shape.languages.nullable(),
  grade: employeeProfileSchema.shape.grade.nullable(),
  gradeFrom: employeeProfileSchema.shape.gradeFrom.nullable(),
  industries: employeeProfileSchema.shape.industries.nullable(),
  sellingShare: employeeProfileSchema.shape.sellingShare.nullable(),
  leavesAt: employeeProfileSchema.shape.leavesAt.nullable(),
  workingHours: employeeProfileSchema.shape.workingHours.nullable(),
});

/** The fold of an employee's events. */
export interface Employee extends EmployeeProfile {
  readonly id: string;
  readonly revision: number;
  readonly hiredAt: Instant;
  readonly leftAt?: Instant;
  /**
   * Known absences in the order in which they became known. All that are in force or to come, at most 50;
   * those long over may be missing.
   */
  readonly absences?: readonly Absence[];
}

/** What every event of an employee says: which, whose, when, by whom. */
export interface EmployeeEventHead {
  /** `@employeeId#n`, where n is the employee's revision after the event. */
  readonly id: string;
  readonly employeeId: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly commandId?: string;
}

/**
 * What happened to an employee. They were hired, rehired, changed (`profile` is the whole profile after the
 * change) or left; an absence was recorded, changed or cancelled. Or personal data `of` somebody, mostly
 * themselves, were erased from everything before: who is meant goes by a pseudonym.
 */
export type EmployeeEvent =
  | (EmployeeEventHead & { readonly type: 'employeeHired'; readonly profile: EmployeeProfile })
  | (EmployeeEventHead & { readonly type: 'employeeChanged'; readonly profile: EmployeeProfile })
  | (EmployeeEventHead & { readonly type: 'employeeLeft'; readonly reason?: string })
  | (EmployeeEventHead & { readonly type: 'absenceRecorded'; readonly absence: Absence })
  | (EmployeeEventHead & { readonly type: 'absenceChanged'; readonly absence: Absence })
  | (EmployeeEventHead & { readonly type: 'absenceCancelled'; readonly absenceId: string })
  | (EmployeeEventHead & { readonly type: 'employeeErased'; readonly of: string; readonly reason?: string });

/** Who is taken on. Only here does what is not named have a default: a change leaves it as it was. */
export interface HireInput extends Omit<EmployeeProfile, 'skills' | 'regions' | 'workingHours'> {
  /** The employee's id: 1 to 200 characters, without a leading `@`; no service's name, and not `system`. */
  readonly id: string;
  /**
   * ISO-8601 with `Z` or an offset. Default now: they begin as a newcomer, by the `rampUp` of their first
   * role.
   */
  readonly hiredAt?: string | undefined;
  /** Default those of the role, else the department's. */
  readonly workingHours?: OwnHoursInput | undefined;
  /** Default none. */
  readonly skills?: readonly string[] | undefined;
  /** Default none. */
  readonly regions?: readonly string[] | undefined;
}

/** Admits {@link HireInput}. */
export const hireSchema = employeeProfileSchema.extend({
  id: idSchema,
  hiredAt: instantSchema.optional(),
  skills: texts.default([]),
  regions: texts.default([]),
}) satisfies z.ZodType<EmployeeProfile, HireInput>;
