import {
  type CadencePolicy,
  type Client,
  type ClientEvent,
  type Conveyor,
  defineConveyor,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { commandSchema } from 'sales-conveyor/schema';
import { describe, expect, it } from 'vitest';
import { customers, orders } from '../examples/shared/northwind.ts';

const by = { id: 'import', roles: ['import'] };

interface Life {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
}

/** The life of a client who bought from the first day, told order by order, each on its own day. */
function live(conveyor: Conveyor, clientId: string): Life {
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

function livesOfAll(overdue: CadencePolicy): ReadonlyMap<string, Life> {
  const conveyor = defineConveyor(mixed({ overdue }));
  return new Map(customers.map(({ id }) => [id, live(conveyor, id)]));
}

/** How often all clients together fell overdue between two orders of theirs. */
function lapses(lives: ReadonlyMap<string, Life>): { count: number; clients: number } {
  const counts = [...lives.values()].map(
    ({ history }) =>
      history.filter((event) => event.type === 'stateChanged' && event.transfer === 'becomeOverdue').length,
  );
  return { count: counts.reduce((a, b) => a + b, 0), clients: counts.filter((n) => n > 0).length };
}

describe('the real orders of Northwind', () => {
  const by60Days = livesOfAll({ kind: 'fixed', after: { days: 60 } });

  it('come from 89 of 91 clients: FISSA and PARIS never ordered, CENTC once', () => {
    const never = [...by60Days].filter(([, { client }]) => client.orders.count === 0).map(([id]) => id);
    expect(never).toEqual(['FISSA', 'PARIS']);
    expect(by60Days.get('CENTC')?.client.orders).toMatchObject({ count: 1, moments: 1 });
  });

  it('lapse 231 times for longer than 60 days, over 87 clients', () => {
    expect(lapses(by60Days)).toEqual({ count: 231, clients: 87 });
  });

  it('lapse 233 times for longer than two calendar months: that is another rule', () => {
    expect(lapses(livesOfAll({ kind: 'fixed', after: { months: 2 } })).count).toBe(233);
  });
});
