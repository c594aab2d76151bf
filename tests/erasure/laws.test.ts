import fc from 'fast-check';
import { type Client, type ClientEvent, defineConveyor } from 'sales-conveyor';
import { ERASED } from 'sales-conveyor/erasure';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import { withoutTexts } from '../../src/erasure/erase-texts.ts';
import { mapFields } from '../../src/erasure/map-fields.ts';
import { withId } from '../../src/erasure/rename-ids.ts';
import { arbitraryLife } from '../client/arbitrary-life.ts';
import { live } from '../client/live.ts';
import { rareEvents } from '../schema/rare-events.ts';

const conveyor = defineConveyor(mixed());
const lives = fc
  .sample(arbitraryLife(conveyor), { numRuns: 25, seed: 16 })
  .map((script) => live(conveyor, script));

const texts = withoutTexts({ isPersonal: (fact) => fact === 'industry', isName: () => false, naming: [] });
const renamed = withId({ kind: 'employeeId', from: 'ivanova', to: 'e-17' });

const mapAll = (history: readonly ClientEvent[], change: typeof texts) =>
  history.map((event) => mapFields(event, [event.type], change));

/** What a client comes to: no text of anybody. */
const totals = ({ state, revision, orders, contacts, custody, handoffs, windows }: Client) => ({
  state,
  revision,
  orders,
  contacts,
  custody: Object.keys(custody),
  counts: { ...handoffs, received: Object.keys(handoffs.received), lapsed: undefined },
  windows,
});

test('the erased log replays to the erased snapshot, and to the same totals', () => {
  for (const { client, history } of lives) {
    const anew = conveyor.replay(mapAll(history, texts));
    expect(anew).toEqual(mapFields(client, ['client'], texts));
    expect(totals(anew)).toEqual(totals(client));
  }
});

test('a log by another id replays to the snapshot by that id', () => {
  for (const { client, history } of lives) {
    const id = client.custody.clientManager?.employeeId ?? 'head';
    const change = withId({ kind: 'employeeId', from: id, to: 'e-17' });
    const anew = mapAll(history, change);
    expect(JSON.stringify(anew)).not.toContain(JSON.stringify(id));
    expect(conveyor.replay(anew)).toEqual(mapFields(client, ['client'], change));
  }
});

test('of every event, the rare ones too, only texts change: each is what its schema says', () => {
  for (const event of rareEvents()) {
    const erased = mapFields(event, [event.type], texts);
    expect(Object.keys(erased)).toEqual(Object.keys(event));
    const { id, clientId, happenedAt, recordedAt, by, type } = event;
    expect(erased).toMatchObject({ id, clientId, happenedAt, recordedAt, by, type });
    const back = JSON.stringify(erased).replaceAll(ERASED, '');
    expect(back.length).toBeLessThanOrEqual(JSON.stringify(event).length);
    expect(JSON.stringify(mapFields(event, [event.type], renamed))).not.toContain('"ivanova"');
  }
});

test('an event keeps its id where another id only begins like its owner’s', () => {
  const change = withId({ kind: 'clientId', from: 'acme', to: 'c-17' });
  const ids = ['acme#3', 'acme2#3', 'acme#1#3', 'acme2', 'acme'];
  expect(mapFields({ handedBack: ids }, ['duplicateUnmerged'], change).handedBack).toEqual([
    'c-17#3',
    ...ids.slice(1),
  ]);
});
