import type { Client } from './client.ts';

/** Everybody in whose hands the client is: holders, deputies, and those who are to stand in after them. */
export const employeesIn = (custody: Client['custody']): string[] =>
  Object.values(custody).flatMap(({ employeeId, deputy }) => [
    employeeId,
    ...(deputy ? [deputy, ...(deputy.followedBy ?? [])] : []).map((one) => one.employeeId),
  ]);
