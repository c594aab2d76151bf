import { type ClientEvent, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { median } from './measure.ts';

const CLIENTS = 2_000;
const ORDERS = 100;
const START = Date.parse('2020-01-01T10:00:00.000Z');
const instant = (day: number) => new Date(START + day * 86_400_000).toISOString();

/** Folds the histories of many clients into their states, on one core. */
export async function benchReplay(): Promise<void> {
  const conveyor = defineConveyor(mixed());
  const histories = Array.from({ length: CLIENTS }, (_, client) => historyOf(`c${client}`));
  const rounds = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    for (const history of histories) {
      if (conveyor.replay(history).orders.count !== ORDERS) throw new Error('Orders got lost');
    }
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  const seconds = median(rounds);
  const perSecond = Math.round((CLIENTS * ORDERS) / seconds);
  process.stdout.write(
    `${'replay of purchase events into client states'.padEnd(64)} ${perSecond.toLocaleString('en')} events/s  (at least 500,000)\n`,
  );
}

function historyOf(clientId: string): ClientEvent[] {
  const head = { clientId, happenedAt: instant(0), recordedAt: instant(0), by: 'import' };
  const registered: ClientEvent = {
    ...head,
    id: `${clientId}#1`,
    type: 'clientRegistered',
    source: 'existing',
    state: 'rampIn',
  };
  const purchases = Array.from({ length: ORDERS }, (_, i): ClientEvent => {
    const placedAt = instant(i * 7);
    const order = {
      id: `${clientId}-${i}`,
      placedAt,
      day: placedAt.slice(0, 10),
      total: { amount: 1_000 + i, currency: 'EUR' },
    };
    return {
      ...head,
      id: `${clientId}#${i + 2}`,
      type: 'orderRecorded',
      happenedAt: placedAt,
      recordedAt: placedAt,
      order,
    };
  });
  return [registered, ...purchases];
}
