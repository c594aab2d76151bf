import type { Client } from './client.ts';
import { deputiesOf } from './deputies.ts';

/** Everybody in whose hands the client is: holders, deputies, and those who are to stand in after them. */
export const employeesIn = (custody: Client['custody']): string[] =>
  Object.values(custody).flatMap(({ employeeId, deputy }) => [
    employeeId,
    ...(deputy ? deputiesOf(deputy) : []),
  ]);
