import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { initialClient } from '../../client/initial-client.ts';
import type { PlanEvent } from '../../redistribution/plan-life/plan-event.ts';
import type {
  ClientChange,
  Commit,
  DocumentChange,
  EmployeeChange,
  ExpectedRevision,
  RecordedOutcome,
} from '../../storage/port.ts';
import type { Employee } from '../../workforce/employee.ts';

export const tenant = 'acme';
export const at = '2026-03-01T09:00:00.000Z';

interface Change {
  readonly id: string;
  /** The revision before the change; 0 registers the client. */
  readonly from?: number;
  readonly events?: number;
  readonly expected?: ExpectedRevision;
  readonly dueAt?: string;
  /** Role to employee. */
  readonly custody?: Readonly<Record<string, string>>;
  /** Role to segment. */
  readonly segments?: Readonly<Record<string, string>>;
  readonly pool?: string;
  readonly state?: string;
  /** Whatever else the snapshot holds. */
  readonly more?: Partial<Client>;
}

/** A change that goes on from a revision, with its events. What is not named is as plain as can be. */
export function clientChange(change: Change): ClientChange {
  const { id, from = 0, events = 1, expected, dueAt, segments, ...shape } = change;
  return {
    expected: expected ?? (from === 0 ? { is: 'absent' } : { is: 'exact', revision: from }),
    snapshot: clientAt(id, from + events, shape),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(segments === undefined ? {} : { segments }),
    events: Array.from({ length: events }, (_, index) => eventOf(id, from + index + 1)),
  };
}

export function eventOf(clientId: string, revision: number): ClientEvent {
  const head = { id: `${clientId}#${revision}`, clientId, happenedAt: at, recordedAt: at, by: 'import' };
  return revision === 1
    ? { ...head, type: 'clientRegistered', source: 'cold', state: 'cold' }
    : { ...head, type: 'contactRecorded', channel: 'phone', twoWay: true, note: `call ${revision}` };
}

function clientAt(
  id: string,
  revision: number,
  { custody = {}, pool, state = 'cold', more }: Pick<Change, 'custody' | 'pool' | 'state' | 'more'>,
): Client {
  const registered = eventOf(id, 1) as ClientEvent<'clientRegistered'>;
  const held = Object.entries(custody).map(([role, employeeId]) => [role, { employeeId, since: at }]);
  return {
    ...initialClient(registered),
    revision,
    state,
    custody: Object.fromEntries(held),
    ...(pool === undefined ? {} : { pool: { name: pool, reason: 'new', since: at } }),
    ...more,
  };
}

export function employeeChange(id: string, from = 0, more: Partial<Employee> = {}): EmployeeChange {
  const profile = { roles: ['clientManager'], hoursPerMonth: 130, skills: [], regions: ['north'] };
  const head = { id: `@${id}#${from + 1}`, employeeId: id, happenedAt: at, recordedAt: at, by: 'head' };
  return {
    expected: from === 0 ? { is: 'absent' } : { is: 'exact', revision: from },
    snapshot: { ...profile, id, revision: from + 1, hiredAt: at, ...more },
    events: [{ ...head, type: from === 0 ? 'employeeHired' : 'employeeChanged', profile }],
  };
}

export function outcome(commandId: string, result: unknown = { ok: true }): RecordedOutcome {
  return { commandId, fingerprint: `print of ${commandId}`, outcome: result };
}

/** A document that goes on from a revision. */
export function documentChange(id: string, from = 0, body: unknown = { n: from + 1 }): DocumentChange {
  const expected = from === 0 ? ({ is: 'absent' } as const) : ({ is: 'exact', revision: from } as const);
  return { expected, kind: 'plan', id, revision: from + 1, body };
}

/** The same with so many events that led to it. */
export function eventfulChange(id: string, from = 0, count = 1, kind = 'plan') {
  const events = Array.from({ length: count }, (_, index): PlanEvent => {
    const head = { planId: id, happenedAt: at, recordedAt: at, by: 'head', why: `step ${from + index + 1}` };
    return { ...head, id: `@@${kind}/${id}#${from + index + 1}`, type: 'planApproved' };
  });
  return { ...documentChange(id, from), kind, revision: from + count, events };
}

/** A commit of the clients and whatever else. */
export function commitOf(clients: readonly ClientChange[], more: Partial<Commit> = {}): Commit {
  return { clients, employees: [], outcomes: [], documents: [], ...more };
}
