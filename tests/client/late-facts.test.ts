import fc from 'fast-check';
import { type Client, type ClientEvent, type CommandInput, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { commandSchema } from 'sales-conveyor/schema';
import { expect, it } from 'vitest';

const conveyor = defineConveyor(mixed({ timeZone: 'America/New_York' }));
const by = { id: 'import', roles: ['import'] };
const clientId = 'acme';
const DAY = 86_400_000;
const START = Date.parse('2025-01-01T12:00:00.000Z');
const END = new Date(START + 500 * DAY).toISOString();

/** What happened on some days, as commands that each say when it happened. */
const reports: fc.Arbitrary<CommandInput[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 480 }),
      hour: fc.integer({ min: 0, max: 23 }),
      amount: fc.integer({ min: 1, max: 10_000 }),
      shipped: fc.boolean(),
      fate: fc.constantFrom('kept', 'kept', 'cancelled', 'returned'),
      answered: fc.boolean(),
      segment: fc.constantFrom('A', 'B', 'C', null),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((happenings) =>
    happenings.flatMap(({ day, hour, amount, shipped, fate, answered, segment }, i): CommandInput[] => {
      // Happenings of one kind never share a moment: which of two simultaneous reports holds is for the order of recording to say.
      const time = START + day * DAY + hour * 3_600_000 + i;
      const at = new Date(time).toISOString();
      const later = new Date(time + DAY).toISOString();
      const orderId = `o${i}`;
      const total = { amount, currency: 'EUR' };
      return [
        { type: 'recordOrder', clientId, order: { id: orderId, placedAt: at, total } },
        ...(shipped ? [{ type: 'shipOrder', clientId, orderId, at: later } as const] : []),
        ...(fate === 'cancelled' ? [{ type: 'cancelOrder', clientId, orderId, at: later } as const] : []),
        ...(fate === 'returned' ? [{ type: 'returnOrder', clientId, orderId, at: later } as const] : []),
        { type: 'recordContact', clientId, channel: 'phone', twoWay: answered, at },
        { type: 'learnFacts', clientId, facts: { segment }, source: 'crm', at },
      ];
    }),
  );

/** Any order of recording in which an order comes before what becomes of it. */
function shuffled(commands: readonly CommandInput[], keys: readonly number[]): CommandInput[] {
  const orderOf = (command: CommandInput) =>
    'order' in command ? command.order.id : 'orderId' in command ? command.orderId : undefined;
  const mixedUp = commands.toSorted((a, b) => keyOf(a) - keyOf(b));
  const waiting = new Map<string, CommandInput[]>();
  for (const command of commands) {
    const id = orderOf(command);
    if (id !== undefined) waiting.set(id, [...(waiting.get(id) ?? []), command]);
  }
  return mixedUp.map((command) => {
    const id = orderOf(command);
    return id === undefined ? command : (waiting.get(id)?.shift() as CommandInput);
  });

  function keyOf(command: CommandInput): number {
    return keys[commands.indexOf(command)] ?? 0;
  }
}

function record(commands: readonly CommandInput[]): Client {
  let client: Client | undefined;
  let history: ClientEvent[] = [];
  const registered = {
    type: 'register',
    clientId,
    source: 'lead',
    at: new Date(START).toISOString(),
  } as const;
  for (const command of [registered, ...commands]) {
    const outcome = conveyor.decide(client, commandSchema.parse(command), { now: END, by, history });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    client = conveyor.evolveAll(client, outcome.events, history);
    history = [...history, ...outcome.events];
  }
  return client as Client;
}

/** Facts that say where the client stands in the conveyor follow from the order of decisions, all others from what happened. */
const derived = (client: Client) =>
  Object.fromEntries(
    [...Object.keys(conveyor.rules.facts)]
      .filter((path) => /^(orders|contacts|people|windows|cadence|segment)/.test(path))
      .filter((path) => !['orders.inState', 'contacts.untouchedSince'].includes(path))
      .map((path) => [path, conveyor.fact(client, path, END) ?? null]),
  );

it('facts recorded late and in any order give the same derived facts as facts recorded in order', () => {
  fc.assert(
    fc.property(reports, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (all, keys) => {
      const inOrder = record(all);
      const late = record(shuffled(all, keys));
      expect(derived(late)).toEqual(derived(inOrder));
      expect(late.orders).toEqual(inOrder.orders);
    }),
    { numRuns: 120 },
  );
});
