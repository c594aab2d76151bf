import { type CadencePolicy, type Client, type ClientEvent, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { commandSchema } from 'sales-conveyor/schema';
import { describe, expect, it } from 'vitest';
import { customers, orders } from '../examples/shared/northwind.ts';

const by = { id: 'import', roles: ['import'] };

/** The life of a client who bought from the first day, told order by order, each on its own day. */
function live(clientId: string, overdue: CadencePolicy): { client: Client; history: ClientEvent[] } {
  const conveyor = defineConveyor(mixed({ overdue }));
  let client: Client | undefined;
  const history: ClientEvent[] = [];
  const run = (input: object, now: string) => {
    const outcome = conveyor.decide(client, commandSchema.parse({ clientId, ...input }), {
      now,
      by,
      history,
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    client = conveyor.evolveAll(client, outcome.events, history);
    history.push(...outcome.events);
  };
  run({ type: 'register', source: 'existing' }, '1996-07-01T00:00:00.000Z');
  for (const { id, orderedOn } of orders.filter(({ customerId }) => customerId === clientId)) {
    const placedAt = `${orderedOn}T00:00:00.000Z`;
    run({ type: 'recordOrder', order: { id, placedAt } }, placedAt);
  }
  return { client: client as unknown as Client, history };
}

/** How often all clients together fell overdue between two orders of theirs. */
function lapses(overdue: CadencePolicy): { count: number; clients: number } {
  const counts = customers.map(({ id }) => {
    const { history } = live(id, overdue);
    return history.filter((event) => event.type === 'stateChanged' && event.transfer === 'becomeOverdue')
      .length;
  });
  return { count: counts.reduce((a, b) => a + b, 0), clients: counts.filter((n) => n > 0).length };
}

describe('the real orders of Northwind', () => {
  it('come from 89 of 91 clients: FISSA and PARIS never ordered, CENTC once', () => {
    const buyers = new Map(
      customers.map(({ id }) => [id, live(id, { kind: 'fixed', after: { days: 60 } }).client]),
    );
    const never = [...buyers].filter(([, { orders: book }]) => book.count === 0).map(([id]) => id);
    expect(never).toEqual(['FISSA', 'PARIS']);
    expect(buyers.get('CENTC')?.orders).toMatchObject({ count: 1, moments: 1 });
  });

  it('lapse 231 times for longer than 60 days, over 87 clients', () => {
    expect(lapses({ kind: 'fixed', after: { days: 60 } })).toEqual({ count: 231, clients: 87 });
  });

  it('lapse 233 times for longer than two calendar months: that is another rule', () => {
    expect(lapses({ kind: 'fixed', after: { months: 2 } }).count).toBe(233);
  });
});
