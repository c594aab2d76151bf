import type { Store } from '../storage/port.ts';
import type { Employee } from '../workforce/employee.ts';

/** Everybody on the staff by id, in that order. */
export type StaffById = ReadonlyMap<string, Employee>;

/** The whole staff, read again only where somebody has changed. */
export class KnownStaff {
  #known: { readonly revision: number; readonly byId: StaffById } | undefined;

  constructor(private readonly context: { readonly store: Store; readonly tenant: string }) {}

  /** As {@link byId}, as a list. */
  async all(): Promise<readonly Employee[]> {
    return [...(await this.byId()).values()];
  }

  /** As of now. Reads the staff's revision, and every employee where it is another than the last time. */
  async byId(): Promise<StaffById> {
    const { store, tenant } = this.context;
    // Before the employees: whoever changes in between is read again the next time.
    const revision = await store.staffRevision(tenant);
    if (this.#known?.revision !== revision) {
      const employees = await store.listEmployees(tenant);
      this.#known = { revision, byId: new Map(employees.map((one) => [one.id, one])) };
    }
    return this.#known.byId;
  }
}
