import type { Client } from '../../client/client.ts';
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

/** What there is to be looked at: clients of the pool, and who is still there that nobody can take. */
interface News {
  /** Undefined where all of the pool are to be tried. */
  readonly waiting: readonly Client[] | undefined;
  /** Of whom nothing is new. Undefined where they are not known by id. */
  readonly stuck?: readonly string[] | undefined;
}

const NOTHING_NEW: News = { waiting: [] };

/** Where a look at a pool can find anything new. */
export class PoolLook {
  private constructor(
    private readonly context: ServiceContext,
    private readonly role: string,
    private readonly news: News,
    private readonly document?: StoredDocument | undefined,
    private readonly seen = { print: '', position: 0, figures: '' },
  ) {}

  static async of(context: ServiceContext, role: string, rules: RulesByRole): Promise<PoolLook> {
    const { store, tenant, conveyor, now } = context;
    const policy = (rules[role] as AssignmentRules).policy;
    const [document] = await store.readDocuments(tenant, KIND, [role]);
    const looked = document?.body as Looked | undefined;
    const print = fingerprint({ policy, blueprint: conveyor.blueprint });
    const isOfNow = looked?.print === print && now() < looked.until;
    if (!isOfNow) {
      const { clients } = await store.queryClients(tenant, { pool: role, limit: 1 });
      if (clients.length === 0) return new PoolLook(context, role, NOTHING_NEW);
    }
    const events = isOfNow ? await store.readFeed(tenant, looked.position, LOOKED_THROUGH) : [];
    if (isOfNow && events.length === 0) return new PoolLook(context, role, NOTHING_NEW, document);
    const isFew = isOfNow && events.length < LOOKED_THROUGH;
    const end = events.at(-1)?.position ?? looked?.position ?? 0;
    const position = isFew ? end : await endOfFeed(context, end);
    const figures = await figuresOf(context, role, rules);
    const news: News =
      isFew && looked.figures === figures
        ? await newsIn(context, role, events, looked.clientIds)
        : { waiting: undefined };
    const look = new PoolLook(context, role, news, document, { print, position, figures });
    // What was looked through once need not be again and again.
    if (news.waiting?.length === 0 && events.length > LOOKED_THROUGH / 2) {
      const { stuck: clientIds = [] } = news;
      await look.#keep({ ...(looked as Looked), position, pooled: clientIds.length, clientIds });
    }
    return look;
  }

  /**
   * The clients of the pool to whom something has happened: of the others nothing is new. Undefined where all
   * are to be tried.
   */
  get waiting(): readonly Client[] | undefined {
    return this.news.waiting;
  }

  /** How many others nobody could take. */
  get stuck(): number {
    const { waiting, stuck } = this.news;
    if (!waiting) return 0;
    return stuck?.length ?? (this.document?.body as Looked | undefined)?.pooled ?? 0;
  }

  /**
   * Remembers that these were tried. What was written of them is no news, where nobody else has written
   * meanwhile; what was refused or failed is to be told again every time.
   */
  async note(
    { assigned, pooled, refusals, failures }: RetryPoolResult,
    clientIds: readonly string[],
    written: number,
  ): Promise<void> {
    if (pooled === 0 || refusals.length + failures.length > 0) return;
    const end = this.seen.position + written;
    const isAlone = assigned === 0 && written > 0 && (await endOfFeed(this.context, end)) === end;
    const position = isAlone ? end : this.seen.position;
    const looked = { ...this.seen, position, until: await this.#nextChange(), pooled };
    const all = [...(this.news.stuck ?? []), ...clientIds];
    await this.#keep(assigned > 0 || all.length > KEPT ? looked : { ...looked, clientIds: all });
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

/** What the events say of the pool: all of it is news where they are about the staff. */
async function newsIn(
  { store, tenant }: ServiceContext,
  role: string,
  events: readonly FeedEntry[],
  clientIds: readonly string[] | undefined,
): Promise<News> {
  if (!clientIds || !events.every(({ event }) => 'clientId' in event)) return { waiting: undefined };
  const ids = new Set(events.flatMap(({ event }) => ('clientId' in event ? event.clientId : [])));
  const clients = await store.readClients(tenant, [...ids]);
  const waiting = clients.filter(({ pool }) => pool?.name === role);
  return { waiting, stuck: clientIds.filter((id) => !ids.has(id)) };
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
