import type { Store } from '../storage/port.ts';
import type { Employee } from '../workforce/employee.ts';

/** The whole staff, read again only where somebody has changed. */
export class KnownStaff {
  #known: { readonly revision: number; readonly employees: readonly Employee[] } | undefined;

  constructor(private readonly context: { readonly store: Store; readonly tenant: string }) {}

  /**
   * As of now, by id. Reads the staff's revision, and every employee where it is another than the last time.
   */
  async all(): Promise<readonly Employee[]> {
    const { store, tenant } = this.context;
    // Before the employees: whoever changes in between is read again the next time.
    const revision = await store.staffRevision(tenant);
    if (this.#known?.revision !== revision)
      this.#known = { revision, employees: await store.listEmployees(tenant) };
    return this.#known.employees;
  }
}
