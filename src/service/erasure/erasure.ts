import type { RefusalReason } from '../../client/refusal.ts';
import type { Mentioning } from '../../storage/port.ts';
import type { EmployeeRefusal } from '../../workforce/decide-employee.ts';

/** What was written anew. */
export interface Erased {
  /** The clients, by the ids that they have now: the log of each says so by an event. */
  readonly clients: readonly string[];
  /** The same of employees. */
  readonly employees: readonly string[];
  /** Events, outcomes of commands and documents that say something else now. */
  readonly events: number;
  readonly outcomes: number;
  readonly documents: number;
}

/** What came of an erasure: all of it, or nothing and every reason against it. */
export type ErasureResult =
  | { readonly ok: true; readonly erased: Erased }
  | { readonly ok: false; readonly reasons: readonly (RefusalReason | EmployeeRefusal)[] };

/** A record that still holds a text. */
export type Found = {
  readonly [Kind in keyof Mentioning]: { readonly among: Kind; readonly record: Mentioning[Kind] };
}[keyof Mentioning];
