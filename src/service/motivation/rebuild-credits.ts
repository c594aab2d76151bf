import type { ClientEvent } from '../../client/event.ts';
import { creditsEver, type PlacedCredit } from '../../motivation/credits/kept-credits.ts';
import type { PlanTerm } from '../../motivation/plan/plan-schedule.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import { changed } from '../changed-document.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';
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
import { familyLogs, feedSince, lastPosition } from './kept-feed.ts';

const NOBODY: ReadonlySet<string> = new Set();
/** So many months are written by one commit. */
const MONTHS = 200;

/**
 * Reads the logs of all clients once and keeps what they credit. Until it is done nobody goes by it; of those
 * who do so at once one comes through.
 * @throws REVISION_CONFLICT where somebody else does it, too
 */
export async function rebuildCredits(
  context: ServiceContext,
  terms: readonly PlanTerm[],
  print: string,
): Promise<void> {
  const { store, tenant } = context;
  let known = (await readKept(context, [STATE])).get(STATE);
  // The state goes along with every commit, so that nobody else writes meanwhile.
  const commit = async (state: KeptState, documents: readonly DocumentChange[]) => {
    const told = changed(known, { kind: PAY_CREDITS, id: STATE, body: state });
    await write(context, { documents: [told, ...documents] });
    const { expected: _, ...document } = told;
    known = document;
  };
  const building: KeptState = { print, status: 'building', position: 0, recordedAt: '', staffAt: 0 };
  await commit(building, []);

  const position = await lastPosition(context);
  const later = new LaterEvents(context, position);
  let recordedAt: Instant | '' = '';
  const asOfThen = async <Event extends ClientEvent | EmployeeEvent>(events: readonly Event[]) => {
    const ids = await later.ids();
    const own = events.filter(({ id }) => !ids.has(id));
    for (const event of own) if (event.recordedAt > recordedAt) recordedAt = event.recordedAt;
    return own;
  };
  const numbers = new Map<string, number>();
  const months = new Map<string, string[]>();
  const seen = new Set<string>();
  for await (const { clients } of pages((start) => store.queryClients(tenant, { limit: 500, ...start }))) {
    const ids = clients.map(({ id }) => id);
    const logs = await asOfThen(await familyLogs(context, ids, seen));
    for (const placed of creditsEver(logs, terms, context.conveyor.rules)) {
      const { employeeId, month } = placed;
      if (!numbers.has(employeeId)) numbers.set(employeeId, numbers.size);
      const id = monthId(numbers.get(employeeId) as number, month);
      const own = months.get(id) ?? [];
      // As text it takes a fifth of the room.
      own.push(JSON.stringify(placed));
      months.set(id, own);
    }
  }
  const events: EmployeeEvent[] = [];
  for (const { id } of await store.listEmployees(tenant))
    events.push(...(await asOfThen(await store.employeeHistory(tenant, id))).map(ofStaff));

  const old = new Map<string, number>();
  for await (const { documents } of pages((start) =>
    store.queryDocuments(tenant, { kind: PAY_CREDITS, limit: 100, ...start }),
  ))
    for (const { id, revision } of documents) if (id !== STATE && id !== STAFF) old.set(id, revision);
  const ids = [...new Set([...months.keys(), ...old.keys()])];
  for (let i = 0; i < ids.length; i += MONTHS) {
    const changes = ids.slice(i, i + MONTHS).map((id) => {
      const credits = (months.get(id) ?? []).map((text) => JSON.parse(text) as PlacedCredit);
      months.delete(id);
      const revision = old.get(id);
      const body: KeptMonth = patched({ rules: [] }, NOBODY, credits);
      const before = revision === undefined ? undefined : ({ revision } as StoredDocument);
      return changed(before, { kind: PAY_CREDITS, id, body });
    });
    await commit(building, changes);
  }
  const body: KeptStaff = { numbered: [...numbers.keys()].map((employeeId) => ({ employeeId })), events };
  const staff = changed((await readKept(context, [STAFF])).get(STAFF), {
    ...{ kind: PAY_CREDITS, id: STAFF, body },
  });
  await commit({ print, status: 'kept', position, recordedAt, staffAt: staff.revision }, [staff]);
}

/** What comes while something is read, by id: read on each time it is asked for. */
class LaterEvents {
  readonly #context: ServiceContext;
  readonly #ids = new Set<string>();
  #position: number;

  constructor(context: ServiceContext, position: number) {
    this.#context = context;
    this.#position = position;
  }

  async ids(): Promise<ReadonlySet<string>> {
    const { clients, employees, position } = await feedSince(this.#context, this.#position);
    for (const { id } of [...clients, ...employees]) this.#ids.add(id);
    this.#position = position;
    return this.#ids;
  }
}
