import assert from 'node:assert/strict';
import type { LoggedEvent, Sales } from 'sales-conveyor';
import { collect } from '../../service/department.ts';

/** By which command an event is known to have come; each command of the soak leaves one such event. */
function commandOf(event: LoggedEvent): string | undefined {
  if (event.type === 'contactRecorded') return event.channel;
  if (event.type === 'orderRecorded') return event.order.id;
  if (event.type === 'clientRegistered') return `register-${event.clientId}`;
  return undefined;
}

/**
 * What was told as done is in the log once, and nothing else is; positions go on without a gap; every snapshot is the fold of its events, and
 * no event is outside of a history.
 */
export async function assertNothingLost(sales: Sales, told: ReadonlyMap<string, boolean>) {
  const log = await collect(sales.events());
  assert.deepEqual(
    log.map(({ position }) => position),
    log.map((_, i) => i + 1),
    'the feed has a gap',
  );
  assert.equal(new Set(log.map(({ id }) => id)).size, log.length, 'an event is there twice');
  const found = log.flatMap((event) => commandOf(event) ?? []).toSorted();
  const done = [...told].flatMap(([id, isDone]) => (isDone ? id : [])).toSorted();
  assert.deepEqual(found, done, 'something is lost or doubled');
  const clients = await collect(sales.clients.all());
  const ofClients = log.filter((event) => 'clientId' in event).length;
  let events = 0;
  for (const { id } of clients) {
    const history = await sales.clients.history(id);
    events += history.length;
    assert.deepEqual(
      await sales.clients.get(id),
      sales.conveyor.replay(history),
      `${id} is no fold of its log`,
    );
  }
  assert.equal(events, ofClients, 'an event is in no history');
  return { 'events in the log': log.length, clients: clients.length, 'commands in the log': found.length };
}
