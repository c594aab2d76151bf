import type { Refusal } from '../client/refusal.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { Instant } from '../time/instant.ts';
import { later } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { endOf, hasLeft } from '../workforce/presence.ts';
import { changeEmployee } from './change-employee.ts';
import { chunks } from './chunks.ts';
import { clientsService } from './clients.ts';
import { dueDepartures, struck } from './departure-agenda.ts';
import type { Desk } from './desk.ts';
import { runRequests, withRetries } from './execute.ts';
import type { Request, Result } from './request.ts';

/** A client's custody in a role. */
export interface HeldRole {
  readonly clientId: string;
  readonly role: string;
}

/** What became of the clients of somebody who left. */
export interface Departure {
  readonly ok: true;
  readonly employee: Employee;
  /** Every custody that ended; where it was the responsible role's, the client is in that role's pool. */
  readonly released: readonly HeldRole[];
  /** Custody that may not be ended, and why. */
  readonly refusals: readonly Refusal[];
  /** Custody that could not be ended for now: `runDue` tries again. */
  readonly failures: readonly (HeldRole & { readonly error: ConveyorError })[];
}

/** Who ends the custody, and why; nobody where time itself does. */
interface Ending {
  readonly by?: string;
  readonly reason: string;
}

const RELEASED_TOGETHER = 100;

/** What somebody who leaves by a known day, or was kept from leaving whole, leaves behind. */
const BY_TIME: Ending = { reason: 'holderLeft' };

/** Ends all custody of somebody who has left, as of that day, client by client; once nothing is left, they are struck off the agenda. */
export async function departed(desk: Desk, id: string, ending: Ending): Promise<Departure> {
  const employee = (await desk.store.readEmployee(desk.tenant, id)) as Employee;
  const left = endOf(employee) as Instant;
  const released: HeldRole[] = [];
  const refusals: Refusal[] = [];
  const failures: (HeldRole & { error: ConveyorError })[] = [];
  for await (const held of chunks(heldBy(desk, id), RELEASED_TOGETHER)) {
    const requests = held.flatMap((one) => [
      passTime(desk, one),
      release(desk, id, one, { ...ending, left }),
    ]);
    const results = await runRequests(desk, requests);
    for (const [i, { clientId, role }] of held.entries()) {
      const [passed, ended] = [results[2 * i] as Result, results[2 * i + 1] as Result];
      const result = 'error' in passed ? passed : ended;
      if ('refusal' in result) refusals.push(result.refusal);
      else if ('error' in result) failures.push({ clientId, role, error: result.error });
      else if ([passed, ended].some((one) => endsCustody(one, id, role))) released.push({ clientId, role });
    }
  }
  if (refusals.length + failures.length === 0) await strike(desk, id);
  return { ok: true, employee, released, refusals, failures };
}

/** Lets everybody go whose day of leaving has come, and whose clients are not all released yet. Idempotent. */
export async function runDepartures(desk: Desk): Promise<readonly Departure[]> {
  const departures: Departure[] = [];
  for (const { employeeId } of await dueDepartures(desk, desk.now())) {
    const departure = await completeDeparture(desk, employeeId);
    if (departure) departures.push(departure);
  }
  return departures.filter(
    ({ released, refusals, failures }) => released.length + refusals.length + failures.length > 0,
  );
}

/** Finishes what the leaving of somebody asks for; undefined where they have not left, or nothing is left to do. */
export async function completeDeparture(desk: Desk, id: string): Promise<Departure | undefined> {
  const due = await dueDepartures(desk, desk.now());
  if (due.every(({ employeeId }) => employeeId !== id)) return undefined;
  const employee = await desk.store.readEmployee(desk.tenant, id);
  if (!employee || !hasLeft(employee, desk.now())) return undefined;
  if (!employee.leftAt) await changeEmployee(desk, id, { type: 'leave', reason: BY_TIME.reason }, {});
  return departed(desk, id, BY_TIME);
}

function strike(desk: Desk, id: string): Promise<void> {
  return withRetries(desk, async () => {
    const documents = await struck(desk, id);
    if (documents.length === 0) return;
    await desk.store.commit(desk.tenant, { clients: [], employees: [], outcomes: [], documents });
  });
}

async function* heldBy(desk: Desk, employeeId: string): AsyncGenerator<HeldRole & { since: Instant }> {
  for await (const { id: clientId, custody } of clientsService(desk).all({ holder: { employeeId } })) {
    for (const role in custody) {
      const held = custody[role];
      if (held?.employeeId === employeeId) yield { clientId, role, since: held.since };
    }
  }
}

/** What time has done by now comes first and stays: it may have ended the custody already. */
function passTime(desk: Desk, { clientId }: HeldRole): Request {
  return { command: { type: 'passTime', clientId }, commandId: desk.newId(), named: false };
}

const endsCustody = (result: Result, employeeId: string, role: string) =>
  'events' in result &&
  result.events.some(
    (event) => event.type === 'roleReleased' && event.role === role && event.employeeId === employeeId,
  );

/** Pointless where somebody else has taken the client over meanwhile: their custody stays. */
function release(
  desk: Desk,
  employeeId: string,
  { clientId, role, since }: HeldRole & { since: Instant },
  { by, reason, left }: Ending & { left: Instant },
): Request {
  return {
    command: { type: 'releaseRole', clientId, role, reason, at: later(since, left) },
    commandId: desk.newId(),
    named: false,
    ...(by !== undefined && { by }),
    isMoot: ({ custody }) => custody[role]?.employeeId !== employeeId,
  };
}
