import fc from 'fast-check';
import type { Actor, Client, Command, CommandInput, CommandOf, Conveyor, Instant } from 'sales-conveyor';
import { commandSchema } from 'sales-conveyor/schema';

const DAY = 86_400_000;
const BEGIN = Date.parse('2024-01-09T08:00:00.000Z');
const NOW: Instant = '2026-11-30T08:00:00.000Z';
const mover: Actor = { id: 'mover', roles: ['import', 'boss', 'headOfSales'] };

/** A client of another system, as its export tells it: orders in any order. */
export interface Row {
  readonly registeredAt: Instant;
  readonly source: string;
  readonly holder?: { readonly role: string; readonly since: Instant } | undefined;
  readonly orders: NonNullable<CommandOf<'onboard'>['orders']>;
}

const dayAt = (day: number, hour: number): Instant =>
  new Date(BEGIN + day * DAY + hour * 3_600_000).toISOString();

/** Clients of up to three years with orders on days of their own, some shipped, paid, cancelled or returned. */
export function arbitraryRow({ blueprint }: Conveyor): fc.Arbitrary<Row> {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 1_040 }), { maxLength: 14 });
  const fate = fc.constantFrom(
    'placed',
    'shipped',
    'paid',
    'partlyPaid',
    'credited',
    'cancelled',
    'returned',
  );
  return fc
    .record({
      source: fc.constantFrom(...Object.keys(blueprint.entries)),
      role: fc.option(fc.constantFrom(...Object.keys(blueprint.roles)), { nil: undefined }),
      since: fc.integer({ min: 0, max: 900 }),
      days,
      fates: fc.array(fate, { minLength: 14, maxLength: 14 }),
    })
    .map(({ source, role, since, days, fates }) => ({
      registeredAt: dayAt(0, 0),
      source,
      holder: role === undefined ? undefined : { role, since: dayAt(since, 1) },
      orders: days.map((day, i) => ({
        id: `o${day}`,
        placedAt: dayAt(day, 2),
        total: { amount: 1_000 + day, currency: 'EUR' },
        ...(fates[i] !== 'placed' && fates[i] !== 'cancelled' && { shippedAt: dayAt(day, 3) }),
        ...(fates[i] === 'paid' && { paidAt: dayAt(day, 4) }),
        ...(fates[i] === 'partlyPaid' && {
          money: [{ id: 'm1', kind: 'payment' as const, amount: 400, at: dayAt(day, 4) }],
        }),
        ...(fates[i] === 'credited' && {
          money: [{ id: 'm1', kind: 'return' as const, amount: 1_000 + day, at: dayAt(day + 2, 4) }],
        }),
        ...(fates[i] === 'cancelled' && { cancelledAt: dayAt(day, 5) }),
        ...(fates[i] === 'returned' && { returnedAt: dayAt(day + 3, 5) }),
      })),
    }));
}

/** The client as its records make it, each sent at its time, and the clock moved to today. */
export function dayByDay(conveyor: Conveyor, { registeredAt, source, holder, orders }: Row): Client {
  const clientId = 'acme';
  const sent: { at: Instant; command: CommandInput }[] = orders.flatMap(
    ({ shippedAt, paidAt, cancelledAt, returnedAt, money = [], ...order }) => [
      { at: order.placedAt, command: { type: 'recordOrder', clientId, order } as const },
      ...(
        [
          ['shipOrder', shippedAt],
          ['payOrder', paidAt],
          ['cancelOrder', cancelledAt],
          ['returnOrder', returnedAt],
        ] as const
      ).flatMap(([type, at]) => (at ? { at, command: { type, clientId, orderId: order.id } as const } : [])),
      ...money.map(({ id: recordId, kind, amount, at }) => {
        const head = { type: 'recordMoney', clientId, orderId: order.id, recordId, kind } as const;
        return { at, command: { ...head, amount: { amount, currency: 'EUR' } } };
      }),
    ],
  );
  if (holder) {
    const { role, since: at } = holder;
    sent.push({ at, command: { type: 'assignHolder', clientId, role, employeeId: 'ivanova' } });
  }
  sent.sort((a, b) => (a.at < b.at ? -1 : 1));
  let client: Client | undefined;
  const send = (now: Instant, input: CommandInput) => {
    const command: Command = commandSchema.parse(input);
    const outcome = conveyor.decide(client, command, { now, by: mover });
    // A client may have left the state in which the role takes part, or have ended.
    if (outcome.ok) client = outcome.client;
    else if (command.type !== 'assignHolder') throw new Error(JSON.stringify(outcome.refusal));
  };
  send(registeredAt, { type: 'register', clientId, source });
  for (const { at, command } of sent) send(at, command);
  send(NOW, { type: 'advanceTime', clientId });
  return client as unknown as Client;
}

/** The same client, moved in today. */
export function movedIn(conveyor: Conveyor, { registeredAt, source, holder, orders }: Row): Client {
  const command = commandSchema.parse({
    type: 'onboard',
    clientId: 'acme',
    source,
    registeredAt,
    unfitHolders: 'leaveOut',
    ...(holder && { holders: { [holder.role]: { employeeId: 'ivanova', since: holder.since } } }),
    orders,
  });
  const outcome = conveyor.decide(undefined, command, { now: NOW, by: mover });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.client;
}
