import { z } from 'zod';
import { type Instant, instantSchema } from '../time/instant.ts';

/** Somebody who works on the conveyor. */
export const employeeProfileSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  /** Roles of the blueprint that this employee may hold clients in. */
  roles: z.array(z.string().min(1)).min(1),
  /** Hours a month for clients; the capacity that load is held against. */
  hoursPerMonth: z.number().positive().max(744),
  skills: z.array(z.string().min(1)).default([]),
  regions: z.array(z.string().min(1)).default([]),
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

/** Ids that a store must be able to hold: any text of 1 to 200 characters without control characters. */
export const idSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, 'must not contain control characters');

export const hireSchema = employeeProfileSchema.extend({ id: idSchema, hiredAt: instantSchema.optional() });
