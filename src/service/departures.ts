import { deputiesOf } from '../client/deputies.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { Instant } from '../time/instant.ts';
import { later } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { endOf, hasLeft } from '../workforce/presence.ts';
import { besidesCustody } from './besides-custody.ts';
import { changeEmployee } from './change-employee.ts';
import { chunks } from './chunks.ts';
import type { ClientInRole } from './client-in-role.ts';
import { dueDepartures, struck } from './departure-agenda.ts';
import { runRequests } from './execute.ts';
import { allClients } from './query-clients.ts';
import type { Request, Result } from './request.ts';
import type { ServiceContext } from './service-context.ts';
import { unitOfWork } from './unit-of-work.ts';

/** What became of the clients of somebody who left. */
export interface DepartureResult {
  readonly ok: true;
  readonly employee: Employee;
  /** Every custody that ended; where it was the responsible role's, the client is in that role's pool. */
  readonly released: readonly ClientInRole[];
  /**
   * Offers that they were to answer, with the role. They are withdrawn, so the sender keeps the client and
   * offers it to somebody else. Those that were escalated before are another's to answer, and stay.
   */
  readonly withdrawn: readonly ClientInRole[];
  /**
   * Roles in which they stood in for the holder, or were next to. Whoever was named beside them takes over.
   */
  readonly deputyships: readonly ClientInRole[];
  /** What may not be ended, and why; `runDue` tries again. */
  readonly refusals: readonly Refusal[];
  /** What could not be ended for now: `runDue` tries again. */
  readonly failures: readonly (ClientInRole & { readonly error: ConveyorError })[];
}

/** Who ends the custody, and why; nobody where time itself does. */
interface Ending {
  readonly by?: string;
  /** As a person wrote it; without it the holder has left. */
  readonly reason?: string;
}

/** What has come of it so far. */
type Endings = {
  readonly [Part in Exclude<keyof DepartureResult, 'ok' | 'employee'>]: DepartureResult[Part][number][];
};

/** One thing that is to end: how, by which event it is seen, and where it is told then. */
interface End {
  readonly one: ClientInRole;
  readonly request: Request;
  readonly ended: ClientInRole[];
  isEnd(event: ClientEvent): boolean;
}

const RELEASED_TOGETHER = 100;

/** What somebody who leaves by a known day, or was kept from leaving whole, leaves behind. */
const BY_TIME: Ending = {};

const said = ({ reason }: Ending) =>
  reason === undefined ? ({ cause: { code: 'holderLeft' } } as const) : { reason };

/**
 * Ends all custody of somebody who has left, as of that day, client by client. Then ends offers to them and
 * their deputyships, as of now. Once nothing is left, they are struck off the agenda.
 */
export async function departed(
  context: ServiceContext,
  id: string,
  ending: Ending,
): Promise<DepartureResult> {
  const employee = (await context.store.readEmployee(context.tenant, id)) as Employee;
  const left = endOf(employee) as Instant;
  const found: Endings = { released: [], withdrawn: [], deputyships: [], refusals: [], failures: [] };
  for await (const held of chunks(heldBy(context, id), RELEASED_TOGETHER)) {
    await endAll(
      context,
      held.map((one) => ({
        one,
        request: release(context, id, one, { ...ending, left }),
        ended: found.released,
        isEnd: (event) =>
          event.type === 'holderReleased' && event.role === one.role && event.employeeId === id,
      })),
      found,
    );
  }
  for await (const some of chunks(besidesCustody(context, id), RELEASED_TOGETHER)) {
    const ends = some.flatMap(({ offer, deputyships }) => [
      ...(offer ? [withdrawal(context, id, offer, ending, found)] : []),
      ...deputyships.map((one) => endOfDeputyship(context, id, one, ending, found)),
    ]);
    await endAll(context, ends, found);
  }
  if (found.refusals.length + found.failures.length === 0) await strike(context, id);
  return { ok: true, employee, ...found };
}

/**
 * Lets everybody go whose day of leaving has come, and whose clients are not all released yet. Idempotent.
 */
export async function runDepartures(context: ServiceContext): Promise<readonly DepartureResult[]> {
  const departures: DepartureResult[] = [];
  for (const { employeeId } of await dueDepartures(context, context.now())) {
    const departure = await complete(context, employeeId);
    if (departure) departures.push(departure);
  }
  return departures.filter(({ ok: _, employee: __, ...found }) =>
    Object.values(found).some(({ length }) => length > 0),
  );
}

/**
 * Finishes what the leaving of somebody asks for; undefined where they have not left, or nothing is left to
 * do.
 */
export async function completeDeparture(
  context: ServiceContext,
  id: string,
): Promise<DepartureResult | undefined> {
  const due = await dueDepartures(context, context.now());
  return due.some(({ employeeId }) => employeeId === id) ? complete(context, id) : undefined;
}

/** The same for somebody who is known to be on the agenda. */
async function complete(context: ServiceContext, id: string): Promise<DepartureResult | undefined> {
  const employee = await context.store.readEmployee(context.tenant, id);
  if (!employee || !hasLeft(employee, context.now())) return undefined;
  if (!employee.leftAt) await changeEmployee(context, id, { request: { type: 'leave' } }, {});
  return departed(context, id, BY_TIME);
}

function strike(context: ServiceContext, id: string): Promise<void> {
  return unitOfWork(context, async () => ({
    outcome: undefined,
    work: { documents: await struck(context, id) },
  }));
}

async function* heldBy(
  context: ServiceContext,
  employeeId: string,
): AsyncGenerator<ClientInRole & { since: Instant }> {
  for await (const { id: clientId, custody } of allClients(context, { holder: { employeeId } })) {
    for (const role in custody) {
      const held = custody[role];
      if (held?.employeeId === employeeId) yield { clientId, role, since: held.since };
    }
  }
}

/** Ends one after the other. Due deadlines come first and stay: they may have ended it already. */
async function endAll(
  context: ServiceContext,
  ends: readonly End[],
  { refusals, failures }: Endings,
): Promise<void> {
  const requests = ends.flatMap(({ one, request }) => [advanceTime(context, one), request]);
  const results = await runRequests(context, requests);
  for (const [i, { one, ended, isEnd }] of ends.entries()) {
    const { clientId, role } = one;
    const [passed, asked] = [results[2 * i] as Result, results[2 * i + 1] as Result];
    const result = 'error' in passed ? passed : asked;
    if ('refusal' in result) refusals.push(result.refusal);
    else if ('error' in result) failures.push({ clientId, role, error: result.error });
    else if ([passed, asked].some((one) => 'events' in one && one.events.some(isEnd)))
      ended.push({ clientId, role });
  }
}

function advanceTime(context: ServiceContext, { clientId }: ClientInRole): Request {
  return { command: { type: 'advanceTime', clientId }, commandId: context.newId(), named: false };
}

/** Pointless where somebody else has taken the client over meanwhile: their custody stays. */
function release(
  context: ServiceContext,
  employeeId: string,
  { clientId, role, since }: ClientInRole & { since: Instant },
  ending: Ending & { left: Instant },
): Request {
  return {
    command: { type: 'releaseHolder', clientId, role, ...said(ending), at: later(since, ending.left) },
    commandId: context.newId(),
    named: false,
    ...(ending.by !== undefined && { by: ending.by }),
    isMoot: ({ custody }) => custody[role]?.employeeId !== employeeId,
  };
}

function withdrawal(
  context: ServiceContext,
  employeeId: string,
  one: ClientInRole,
  ending: Ending,
  { withdrawn }: Endings,
): End {
  const { clientId } = one;
  const request: Request = {
    command: { type: 'withdrawHandoff', clientId, ...said(ending) },
    commandId: context.newId(),
    named: false,
    ...(ending.by !== undefined && { by: ending.by }),
    isMoot: ({ handoff }) => !handoff || !!handoff.escalated || handoff.to.employeeId !== employeeId,
  };
  return { one, request, ended: withdrawn, isEnd: ({ type }) => type === 'handoffWithdrawn' };
}

function endOfDeputyship(
  context: ServiceContext,
  employeeId: string,
  one: ClientInRole,
  { by }: Ending,
  { deputyships }: Endings,
): End {
  const { clientId, role } = one;
  const request: Request = {
    command: { type: 'setDeputy', clientId, role, employeeId: null, of: employeeId },
    commandId: context.newId(),
    named: false,
    ...(by !== undefined && { by }),
    isMoot: ({ custody }) => {
      const deputy = custody[role]?.deputy;
      return !deputy || !deputiesOf(deputy).includes(employeeId);
    },
  };
  const isEnd = (event: ClientEvent) =>
    event.type === 'deputyCleared' && event.role === role && event.employeeId === employeeId;
  return { one, request, ended: deputyships, isEnd };
}
