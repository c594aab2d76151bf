import type { Client, ClientEvent, Conveyor, Employee } from 'sales-conveyor';
import { type AssignmentLedger, unfairnessBound } from 'sales-conveyor/assignment';
import { expect } from 'vitest';
import type { SideBySide } from './side-by-side.ts';

/** A snapshot is the fold of its log; somebody answers for the client, or it waits in the pool of the role that nobody has. */
function expectInOrder(
  { blueprint, replay }: Conveyor,
  client: Client,
  history: readonly ClientEvent[],
): void {
  expect(replay(history)).toEqual(client);
  const { responsible, supporting = [] } = blueprint.states[client.state] ?? {};
  for (const role of Object.keys(client.custody)) expect([responsible, ...supporting]).toContain(role);
  if (responsible === undefined) return;
  expect(client.custody[responsible] !== undefined, `${client.id} is held or in a pool`).toBe(
    client.pool === undefined,
  );
  if (client.pool) expect(client.pool.name).toBe(responsible);
  if (client.pool)
    expect(client.pool.cause?.code ?? client.pool.reason, `${client.id} says why`).toBeTruthy();
}

/** Nobody who has left holds a client, or stands in for who does, now or later. */
function expectStaffed({ id, custody }: Client, staff: ReadonlyMap<string, Employee>): void {
  for (const [role, { employeeId, deputy, move }] of Object.entries(custody)) {
    const standIns = deputy ? [deputy, ...(deputy.followedBy ?? [])].map((one) => one.employeeId) : [];
    for (const one of [employeeId, ...standIns])
      expect(staff.get(one)?.leftAt, `${one}, ${role} of ${id}, is there`).toBeUndefined();
    expect(move?.grace?.employeeId, `${role} of ${id} is not credited to its holder`).not.toBe(employeeId);
  }
}

/** Nobody is owed, or ahead by, more than the bound that is promised. */
function expectFair(ledger: AssignmentLedger): void {
  const bound = unfairnessBound(ledger) + 1e-6;
  for (const { employeeId, debt } of ledger.entries)
    expect(Math.abs(debt), `${employeeId} is owed or ahead`).toBeLessThanOrEqual(bound);
}

/** Once time has had its say: every store has the same, every client is in order, and each store counts what its clients say. */
export async function expectAllInOrder(side: SideBySide): Promise<void> {
  await side.all('runDue', (sales) => sales.runDue());
  const { log, clients, staff, census, ledgers } = await side.everything();
  for (const ledger of ledgers) expectFair(ledger);
  const people = new Map(staff.map((employee) => [employee.id, employee]));
  const histories = new Map<string, ClientEvent[]>();
  for (const { position: _, ...event } of log) {
    if (!('clientId' in event)) continue;
    const { clientId } = event;
    const known = histories.get(clientId);
    if (known) known.push(event as ClientEvent);
    else histories.set(clientId, [event as ClientEvent]);
  }
  const held = new Map<string, number>();
  for (const client of clients) {
    expectInOrder(side.conveyor, client, histories.get(client.id) ?? []);
    expectStaffed(client, people);
    for (const [role, { employeeId }] of Object.entries(client.custody)) {
      const key = JSON.stringify([employeeId, role, client.state]);
      held.set(key, (held.get(key) ?? 0) + 1);
    }
  }
  const counted = new Map<string, number>();
  for (const { employeeId, role, state, clients: count } of census.custody) {
    const key = JSON.stringify([employeeId, role, state]);
    counted.set(key, (counted.get(key) ?? 0) + count);
  }
  expect(counted).toEqual(held);
}
