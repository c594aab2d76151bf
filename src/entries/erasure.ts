/**
 * Personal data leave everything that is kept: of a client, of a person, of an employee, of a tenant.
 * `openErasure` opens it on sales; docs/personal-data.md lists what stands where and what becomes of it.
 * @packageDocumentation
 */

export { ERASED } from '../client/erased.ts';
export type { Erased, ErasureResult, Found } from '../service/erasure/erasure.ts';
export type {
  ClientErasureInput,
  EmployeeErasureInput,
  ErasureInput,
} from '../service/erasure/erasure-input.ts';
export {
  type Erasure,
  type ErasureOptions,
  openErasure,
} from '../service/erasure/open-erasure.ts';
