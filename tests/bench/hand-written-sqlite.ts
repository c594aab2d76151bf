import { answererOf } from '../../src/storage/port/concerned.ts';
import { nameOf } from '../../src/storage/port/named.ts';
import type { ClientChange, Commit } from '../../src/storage/port.ts';
import type { Connection } from '../storage/sqlite/temp-database.ts';

/**
 * What one would write by hand for one client's command: the same rows with the same guarantees, and nothing for any other case.
 * It is told whether the holder changes, where the store has to find out.
 */
export function handWrittenCommit(database: Connection, tenant: string) {
  const begin = database.prepare('begin immediate');
  const end = database.prepare('commit');
  const undo = database.prepare('rollback');
  const command = database.prepare('insert into sales_commands values (?, ?, ?, ?)');
  const revision = database.prepare('select revision from sales_clients where tenant = ? and id = ?');
  const insert = database.prepare(
    'insert into sales_clients (tenant, id, revision, state, pool, due_at, body, facts, answerer, name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'update sales_clients set revision = ?, state = ?, pool = ?, due_at = ?, body = ?, facts = ?, answerer = ?, name = ? where tenant = ? and id = ?',
  );
  const hold = database.prepare(
    'insert or replace into sales_custody (tenant, client_id, role, employee_id, state) values (?, ?, ?, ?, ?)',
  );
  const release = database.prepare('delete from sales_custody where tenant = ? and client_id = ?');
  const last = database.prepare('select max(position) as position from sales_events where tenant = ?');
  const append = database.prepare('insert into sales_events values (?, ?, ?, ?, ?, ?, ?, ?, ?)');

  function writeSnapshot(
    { snapshot: { id, revision, state, pool }, snapshot, dueAt, facts }: ClientChange,
    isNew: boolean,
  ) {
    const [body, known] = [JSON.stringify(snapshot), JSON.stringify(facts)];
    const [answerer, name] = [answererOf(snapshot) ?? null, nameOf(snapshot)];
    const row = [revision, state, pool?.name ?? null, dueAt ?? null, body, known, answerer, name];
    if (isNew) insert.run(tenant, id, ...row);
    else update.run(...row, tenant, id);
  }

  function writeCustody({ snapshot: { id, state, custody } }: ClientChange) {
    release.run(tenant, id);
    for (const [role, { employeeId }] of Object.entries(custody))
      hold.run(tenant, id, role, employeeId, state);
  }

  function writeEvents({ snapshot, events }: ClientChange) {
    let { position } = last.get(tenant) as { position: number };
    let sequence = snapshot.revision - events.length;
    for (const event of events) {
      const { type, happenedAt, recordedAt } = event;
      const body = JSON.stringify(event);
      append.run(tenant, ++position, 'client', snapshot.id, ++sequence, type, happenedAt, recordedAt, body);
    }
  }

  function write({ clients: [change], outcomes: [outcome] }: Commit, moved: boolean) {
    if (change === undefined || outcome === undefined) throw new Error('One client and one command');
    command.run(tenant, outcome.commandId, outcome.fingerprint, JSON.stringify(outcome.outcome));
    const stored = revision.get(tenant, change.snapshot.id) as { revision: number } | undefined;
    const expected = change.expected.is === 'exact' ? change.expected.revision : undefined;
    if (stored?.revision !== expected) throw new Error('Conflict');
    writeSnapshot(change, stored === undefined);
    if (moved) writeCustody(change);
    writeEvents(change);
  }

  return (commit: Commit, moved: boolean) => {
    begin.run();
    try {
      write(commit, moved);
      end.run();
    } catch (error) {
      undo.run();
      throw error;
    }
  };
}
