import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { FeedEntry, StoredDocument } from '../../storage/port.ts';
import { dayOf, endOfDay } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';
import { Ledgers } from './ledgers.ts';
import type { RetryPoolResult } from './retry-pool-result.ts';
import type { AssignmentRules, RulesByRole } from './rules.ts';

/** The last look at a role's pool that ended with clients whom nobody can take. */
interface Looked {
  /** The end of the log before the look: what it wrote itself counts as news. */
  readonly position: number;
  /** When time alone may change the answer. */
  readonly until: Instant;
  /** The rules that it went by. */
  readonly print: string;
  readonly pooled: number;
  /**
   * Those clients. Absent where there are too many to keep, or where an earlier version looked: then every
   * event is news.
   */
  readonly clientIds?: readonly string[];
  /** What the role's ledger had come to, and what its people held, as far as the policy caps that. */
  readonly figures?: string;
}

const KIND = 'poolLook';
/** So many clients of a pool are kept by id. */
const KEPT = 20_000;
/** So many events are looked through for news; with more, the pool is looked at. */
const LOOKED_THROUGH = 1_000;

/** Whether a look at a pool can find anything new. */
export class PoolLook {
  private constructor(
    private readonly context: ServiceContext,
    private readonly role: string,
    private readonly print: string,
    private readonly document: StoredDocument | undefined,
    private readonly position: number,
    private readonly figures: string,
    readonly isCurrent: boolean,
  ) {}

  static async of(context: ServiceContext, role: string, rules: RulesByRole): Promise<PoolLook> {
    const { store, tenant, conveyor, now } = context;
    const policy = (rules[role] as AssignmentRules).policy;
    const [document] = await store.readDocuments(tenant, KIND, [role]);
    const looked = document?.body as Looked | undefined;
    const pool = await store.queryClients(tenant, { pool: role, limit: 1 });
    if (pool.clients.length === 0) return new PoolLook(context, role, '', undefined, 0, '', true);
    const print = fingerprint({ policy, blueprint: conveyor.blueprint });
    const isOfNow = looked?.print === print && now() < looked.until;
    const news = isOfNow ? await store.readFeed(tenant, looked.position, LOOKED_THROUGH) : [];
    if (isOfNow && news.length === 0)
      return new PoolLook(context, role, print, document, looked.position, '', true);
    const end = news.at(-1)?.position ?? looked?.position ?? 0;
    const position = isOfNow && news.length < LOOKED_THROUGH ? end : await endOfFeed(context, end);
    const figures = await figuresOf(context, role, rules);
    const isCurrent =
      isOfNow &&
      news.length < LOOKED_THROUGH &&
      looked.figures === figures &&
      !(await concerns(context, role, news, looked.clientIds));
    const look = new PoolLook(context, role, print, document, position, figures, isCurrent);
    // What was looked through once need not be again and again.
    if (isCurrent && news.length > LOOKED_THROUGH / 2) await look.#keep({ ...looked, position });
    return look;
  }

  /** How many clients nobody could take. */
  get pooled(): number {
    return (this.document?.body as Looked | undefined)?.pooled ?? 0;
  }

  /** Remembers a look. What was refused or failed is to be told again every time. */
  async note({ pooled, refusals, failures }: RetryPoolResult, clientIds: readonly string[]): Promise<void> {
    if (pooled === 0 || refusals.length + failures.length > 0) return;
    const { print, position, figures } = this;
    const looked = { position, until: await this.#nextChange(), print, pooled, figures };
    await this.#keep(clientIds.length > KEPT ? looked : { ...looked, clientIds });
  }

  async #keep(body: Looked): Promise<void> {
    const { context, role } = this;
    const documents = [changed(this.document, { kind: KIND, id: role, body })];
    try {
      await write(context, { documents });
    } catch (error) {
      // Somebody else has looked, too.
      if (!isConveyorError(error, 'REVISION_CONFLICT') && !isConveyorError(error, 'STORE_BUSY')) throw error;
    }
  }

  /** The end of the day, when daily limits and ramps go on, or when somebody comes or goes before that. */
  async #nextChange(): Promise<Instant> {
    const { conveyor } = this.context;
    const { timeZone } = conveyor.blueprint;
    const now = this.context.now();
    const staff = await this.context.staff.all();
    const moments = staff.flatMap(({ hiredAt, leavesAt, absences = [] }) => [
      hiredAt,
      leavesAt,
      ...absences.flatMap(({ from, to }) => [from, to]),
    ]);
    const coming = moments.filter((at) => at !== undefined && at > now) as Instant[];
    return [...coming, endOfDay(dayOf(now, timeZone), timeZone)].reduce((a, b) => (a < b ? a : b));
  }
}

/** Whether any of the events is about the staff, or about a client that is in the pool or was. */
async function concerns(
  { store, tenant }: ServiceContext,
  role: string,
  news: readonly FeedEntry[],
  clientIds: readonly string[] | undefined,
): Promise<boolean> {
  if (!clientIds) return true;
  const pooled = new Set(clientIds);
  const others = new Set<string>();
  for (const { event } of news) {
    if (!('clientId' in event) || pooled.has(event.clientId)) return true;
    others.add(event.clientId);
  }
  const clients = await store.readClients(tenant, [...others]);
  return clients.some(({ pool }) => pool?.name === role);
}

/**
 * What clients elsewhere can change of the obstacles. That is the ledger, by what was assigned and given
 * back; and where the policy caps it, what those of the role hold.
 */
async function figuresOf(context: ServiceContext, role: string, rules: RulesByRole): Promise<string> {
  const { store, tenant } = context;
  const ledger = (await Ledgers.of([{ clientId: '', role }], rules, context)).revisionOf(role);
  const { openClients, utilisation } = (rules[role] as AssignmentRules).policy.caps;
  if (openClients === undefined && utilisation === undefined) return fingerprint({ ledger });
  const staff = await context.staff.all();
  const employeeIds = staff.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
  const held = await store.countHeld(tenant, { employeeIds });
  return fingerprint({ ledger, held: held.map((group) => JSON.stringify(group)).toSorted() });
}

/**
 * The position of the last event, found by halving. It takes two reads of one event for every doubling of the
 * log.
 */
async function endOfFeed({ store, tenant }: ServiceContext, known: number): Promise<number> {
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
