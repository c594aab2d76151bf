import type { AssignmentPolicy } from '../../assignment/policy.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { StoredDocument } from '../../storage/port.ts';
import { dayOf, endOfDay } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { PoolRetried } from '../assignment.ts';
import type { Desk } from '../desk.ts';
import { fingerprint } from '../fingerprint.ts';
import { changed } from '../versions/blueprint-documents.ts';

/** The last look at a role's pool that ended with clients whom nobody can take. */
interface Looked {
  /** The end of the log before the look: what it wrote itself counts as news. */
  readonly position: number;
  /** When time alone may change the answer. */
  readonly until: Instant;
  /** The rules that it went by. */
  readonly print: string;
  readonly pooled: number;
}

const KIND = 'poolLook';

/** Whether a look at a pool can find anything new. */
export class PoolLook {
  private constructor(
    private readonly desk: Desk,
    private readonly role: string,
    private readonly print: string,
    private readonly document: StoredDocument | undefined,
    private readonly position: number,
    readonly isCurrent: boolean,
  ) {}

  static async of(desk: Desk, role: string, policy: AssignmentPolicy): Promise<PoolLook> {
    const { store, tenant, conveyor, now } = desk;
    const [document] = await store.readDocuments(tenant, KIND, [role]);
    const looked = document?.body as Looked | undefined;
    const pool = await store.queryClients(tenant, { pool: role, limit: 1 });
    if (pool.clients.length === 0) return new PoolLook(desk, role, '', undefined, 0, true);
    const position = await endOfFeed(desk, looked?.position ?? 0);
    const print = fingerprint({ policy, blueprint: conveyor.blueprint });
    const isCurrent = looked?.position === position && looked.print === print && now() < looked.until;
    return new PoolLook(desk, role, print, document, position, isCurrent);
  }

  /** How many clients nobody could take. */
  get pooled(): number {
    return (this.document?.body as Looked | undefined)?.pooled ?? 0;
  }

  /** Remembers a look. What was refused or failed is to be told again every time. */
  async note({ pooled, refusals, failures }: PoolRetried): Promise<void> {
    if (pooled === 0 || refusals.length + failures.length > 0) return;
    const { desk, role, print, position } = this;
    const body: Looked = { position, until: await this.#nextChange(), print, pooled };
    const documents = [changed(this.document, { kind: KIND, id: role, body })];
    try {
      await desk.store.commit(desk.tenant, { clients: [], employees: [], outcomes: [], documents });
    } catch (error) {
      // Somebody else has looked, too.
      if (!isConveyorError(error, 'REVISION_CONFLICT') && !isConveyorError(error, 'STORE_BUSY')) throw error;
    }
  }

  /** The end of the day, when daily limits and ramps go on, or when somebody comes or goes before that. */
  async #nextChange(): Promise<Instant> {
    const { store, tenant, conveyor } = this.desk;
    const { timeZone } = conveyor.blueprint;
    const now = this.desk.now();
    const staff = await store.listEmployees(tenant);
    const moments = staff.flatMap(({ hiredAt, leavesAt, absences = [] }) => [
      hiredAt,
      leavesAt,
      ...absences.flatMap(({ from, to }) => [from, to]),
    ]);
    const coming = moments.filter((at) => at !== undefined && at > now) as Instant[];
    return [...coming, endOfDay(dayOf(now, timeZone), timeZone)].reduce((a, b) => (a < b ? a : b));
  }
}

/** The position of the last event, found by halving: a handful of reads of one event, however long the log is. */
async function endOfFeed({ store, tenant }: Desk, known: number): Promise<number> {
  const isBefore = async (position: number) => (await store.readFeed(tenant, position, 1)).length > 0;
  if (!(await isBefore(known))) return known;
  let [low, step] = [known, 1];
  while (await isBefore(low + step)) [low, step] = [low + step, step * 2];
  for (let high = low + step; high - low > 1; ) {
    const middle = low + ((high - low) >> 1);
    if (await isBefore(middle)) low = middle;
    else high = middle;
  }
  return low + 1;
}
