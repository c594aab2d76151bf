import { groupBy } from '../../conditions/group-by.ts';
import {
  creditsEver,
  factsKept,
  type KeptCredits,
  type PlacedCredit,
} from '../../motivation/credits/kept-credits.ts';
import type { StatementFacts } from '../../motivation/credits/pay-facts.ts';
import type { Pay } from '../../motivation/define-pay.ts';
import { planSchedule } from '../../motivation/plan/plan-schedule.ts';
import { type StaffDays, staffDays } from '../../motivation/staff/staff-days.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ServiceContext } from '../service-context.ts';
import { isBusy, isOvertaken, write } from '../unit-of-work.ts';
import {
  type KeptMonth,
  type KeptStaff,
  type KeptState,
  monthId,
  ofStaff,
  PAY_CREDITS,
  patched,
  readKept,
  STAFF,
  STATE,
} from './kept-documents.ts';
import { type FeedSince, familyLogs, feedSince } from './kept-feed.ts';
import { rebuildCredits } from './rebuild-credits.ts';

/** Counted up whenever the library credits, or keeps credits, in another way than before. */
const FORMAT = 1;
/** So many pages of the feed are brought in by one commit. */
const PAGES = 10;

/** The state with its document. */
interface Known {
  readonly document: StoredDocument;
  readonly state: KeptState;
}

/** What is kept, as of one position of the log. */
export interface KeptView {
  readonly position: number;
  readonly recordedAt: Instant | '';
  readonly staff: StaffDays;
  /**
   * What somebody's statements of these months are made from; undefined where more has been brought in
   * meanwhile.
   */
  factsOf(employeeId: string, months: readonly string[]): Promise<StatementFacts | undefined>;
}

/** Credits that are kept in the store, so that a statement reads those of its months and no log. */
export class CreditKeeping {
  readonly #context: ServiceContext;
  readonly #pay: Pay;
  readonly #print: string;
  #staff: { readonly at: number; readonly kept: KeptStaff; readonly days: StaffDays } | undefined;

  constructor(context: ServiceContext, pay: Pay) {
    this.#context = context;
    this.#pay = pay;
    this.#print = fingerprint([FORMAT, pay.plans, context.conveyor.blueprint]);
  }

  /** Brings what is kept up to date. By other rules, and after an erasure, it is built anew. */
  async keep(): Promise<void> {
    const known = (await this.#caughtUp()) ?? (await this.#read());
    if (known && this.#isOurs(known.state)) return;
    await rebuildCredits(this.#context, this.#terms(), this.#print);
    await this.#caughtUp();
  }

  /** What is kept, with all that has come; undefined where nothing is kept by these rules. */
  async view(): Promise<KeptView | undefined> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const known = await this.#caughtUp();
      if (!known) return undefined;
      const staff = await this.#staffOf(known.state);
      if (!staff) continue;
      const { position, recordedAt } = known.state;
      const { numbered } = staff.kept;
      const numbers = new Map(numbered.map(({ employeeId }, i) => [employeeId, i]));
      const factsOf = async (employeeId: string, months: readonly string[]) => {
        const number = numbers.get(employeeId);
        const ids = number === undefined ? [] : months.map((month) => monthId(number, month));
        const documents = await readKept(this.#context, ids);
        const again = await this.#read();
        if (again?.document.revision !== known.document.revision) return undefined;
        const kept = [...documents.values()].flatMap(({ body }) => (body as KeptMonth).rules);
        return factsKept(employeeId, kept, staff.days);
      };
      return { position, recordedAt, staff: staff.days, factsOf };
    }
    return undefined;
  }

  #isOurs({ status, print }: KeptState): boolean {
    return status === 'kept' && print === this.#print;
  }

  #terms() {
    return planSchedule(this.#pay.plans, this.#context.conveyor.blueprint.timeZone);
  }

  async #read(): Promise<Known | undefined> {
    const document = (await readKept(this.#context, [STATE])).get(STATE);
    return document && { document, state: document.body as KeptState };
  }

  /** The staff as it is kept; undefined where somebody has changed it since the state was read. */
  async #staffOf({ staffAt }: KeptState) {
    if (this.#staff?.at === staffAt) return this.#staff;
    const document = (await readKept(this.#context, [STAFF])).get(STAFF);
    if (document?.revision !== staffAt) return undefined;
    const kept = document.body as KeptStaff;
    const days = staffDays(kept.events, '~', this.#context.conveyor.blueprint.timeZone);
    this.#staff = { at: staffAt, kept, days };
    return this.#staff;
  }

  /** The state with all that has come; undefined where there is none to go by, or others are always ahead. */
  async #caughtUp(): Promise<Known | undefined> {
    for (let conflicts = 0; conflicts < 3; ) {
      const known = await this.#read();
      if (!known || !this.#isOurs(known.state)) return undefined;
      const came = await feedSince(this.#context, known.state.position, PAGES);
      const isNews = came.clients.length + came.employees.length > 0;
      if (!isNews && came.isAll) return known;
      try {
        const documents = came.isErased
          ? [next(known, { status: 'stale' })]
          : await this.#broughtIn(known, came);
        await write(this.#context, { documents });
      } catch (error) {
        if (!isOvertaken(error) && !isBusy(error)) throw error;
        conflicts++;
      }
    }
    return undefined;
  }

  /** What changes by what has come: months of those who gain or lose a credit by it. */
  async #broughtIn(known: Known, came: FeedSince): Promise<DocumentChange[]> {
    const { state } = known;
    const terms = this.#terms();
    const { rules } = this.#context.conveyor;
    const ids = new Set<string>();
    const read = await familyLogs(this.#context, new Set(came.clients.map((one) => one.clientId)), ids);
    // What was committed meanwhile is brought in the next time.
    const later = await feedSince(this.#context, came.position);
    const isLater = new Set(later.clients.map(({ id }) => id));
    const isNew = new Set(came.clients.map(({ id }) => id));
    const logs = read.filter(({ id }) => !isLater.has(id));
    const before = creditsEver(
      logs.filter(({ id }) => !isNew.has(id)),
      terms,
      rules,
    );
    const [was, is] = [byMonth(before), byMonth(creditsEver(logs, terms, rules))];
    const keys = [...new Set([...was.keys(), ...is.keys()])].filter(
      (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
    );
    const staff = (await readKept(this.#context, [STAFF])).get(STAFF) as StoredDocument;
    const { numbered, events } = staff.body as KeptStaff;
    const numbers = new Map(numbered.map(({ employeeId }, i) => [employeeId, i]));
    const places = keys.map((key) => {
      const [{ employeeId, month }] = (is.get(key) ?? was.get(key)) as [PlacedCredit];
      if (!numbers.has(employeeId)) numbers.set(employeeId, numbers.size);
      return { key, id: monthId(numbers.get(employeeId) as number, month) };
    });
    const stored = await readKept(
      this.#context,
      places.map(({ id }) => id),
    );
    const documents = places.map(({ key, id }) => {
      const old = stored.get(id);
      const month = (old?.body ?? { rules: [] as KeptCredits[] }) as KeptMonth;
      const body = patched(month, ids, is.get(key) ?? []);
      return changed(old, { kind: PAY_CREDITS, id, body });
    });
    const isStaffSame = came.employees.length === 0 && numbers.size === numbered.length;
    const body: KeptStaff = {
      numbered: [...numbers.keys()].map((employeeId) => ({ employeeId })),
      events: [...events, ...came.employees.map(ofStaff)],
    };
    const staffChange = isStaffSame ? undefined : changed(staff, { kind: PAY_CREDITS, id: STAFF, body });
    const recordedAt = [...came.clients, ...came.employees].reduce(
      (last, one) => (one.recordedAt > last ? one.recordedAt : last),
      state.recordedAt,
    );
    const staffAt = staffChange?.revision ?? staff.revision;
    const told = next(known, { position: came.position, recordedAt, staffAt });
    return [told, ...(staffChange ? [staffChange] : []), ...documents];
  }
}

const next = ({ document, state }: Known, more: Partial<KeptState>): DocumentChange =>
  changed(document, { kind: PAY_CREDITS, id: STATE, body: { ...state, ...more } });

const byMonth = (credits: readonly PlacedCredit[]) =>
  groupBy(credits, ({ employeeId, month }) => JSON.stringify([employeeId, month]));
