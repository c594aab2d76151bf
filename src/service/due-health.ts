import type { DueWork, WorkerLease } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { knownBehind } from './bring-forward.ts';
import { type DueAside, listAside } from './due-aside.ts';
import type { ServiceContext } from './service-context.ts';
import type { Behind } from './versions/rules-in-use.ts';

/** How the due work stands: for an alarm, a dashboard, whoever watches the workers. */
export interface DueHealth {
  readonly asOf: Instant;
  /** Clients with a deadline up to now that nobody has processed yet, leased or not. */
  readonly late: LateWork;
  /** What workers have leased of it, by worker. */
  readonly leases: readonly WorkerLease[];
  /**
   * Clients whose due work failed in run after run and is left alone, 1,000 at most. They are among those who
   * wait.
   */
  readonly aside: readonly DueAside[];
  /** Clients that stood behind the rules of now when `runDue` counted them last. See its result. */
  readonly behind?: Behind;
}

/** Due clients that wait. */
export interface LateWork {
  readonly clients: number;
  /** Who has waited longest, and for how long by now; absent where nobody waits. */
  readonly oldest?: NonNullable<DueWork['oldest']> & { readonly lateMs: number };
}

export async function dueHealth(context: ServiceContext): Promise<DueHealth> {
  const { store, tenant, now } = context;
  const asOf = now();
  const { clients, oldest, leases } = await store.dueWork(tenant, asOf);
  const lateMs = oldest ? Date.parse(asOf) - Date.parse(oldest.dueAt) : 0;
  const late = { clients, ...(oldest && { oldest: { ...oldest, lateMs } }) };
  const behind = await knownBehind(context);
  return { asOf, late, leases, aside: await listAside(context), ...(behind && { behind }) };
}
