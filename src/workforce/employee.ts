import { z } from 'zod';
import { type Instant, instantSchema } from '../time/instant.ts';

const texts = z.array(z.string().min(1));

/** Somebody who works on the conveyor. */
export const employeeProfileSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  /** Roles of the blueprint that this employee may hold clients in. */
  roles: z.array(z.string().min(1)).min(1),
  /** Hours a month for clients; the capacity that load is held against. */
  hoursPerMonth: z.number().positive().max(744),
  skills: texts,
  regions: texts,
});

export type EmployeeProfile = z.infer<typeof employeeProfileSchema>;

/** The fold of an employee's events. */
export interface Employee extends EmployeeProfile {
  readonly id: string;
  readonly revision: number;
  readonly hiredAt: Instant;
  readonly leftAt?: Instant;
}

interface EmployeeEventHead {
  /** `@employeeId#n`, where n is the employee's revision after the event. */
  readonly id: string;
  readonly employeeId: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly commandId?: string;
}

export type EmployeeEvent =
  | (EmployeeEventHead & { readonly type: 'employeeHired'; readonly profile: EmployeeProfile })
  | (EmployeeEventHead & { readonly type: 'employeeChanged'; readonly profile: EmployeeProfile })
  | (EmployeeEventHead & { readonly type: 'employeeLeft'; readonly reason: string });

/** What every store can hold as a key and tell apart: well-formed text of 1 to 200 characters without control characters. */
export const storeKeySchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be well-formed text without control characters');

/** Ids of things. A leading `@` marks the events of employees. */
export const idSchema = storeKeySchema.regex(/^(?!@)/, 'must not begin with @');

/** Who is taken on. Only here does what is not named have a default: a change leaves it as it was. */
export const hireSchema = employeeProfileSchema.extend({
  id: idSchema,
  hiredAt: instantSchema.optional(),
  skills: texts.default([]),
  regions: texts.default([]),
});
