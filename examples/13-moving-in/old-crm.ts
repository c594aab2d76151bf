/** What another CRM exports: two tables, as they come out of it, faults and all. Made up, and the same at every run. */

const owners = ['anna', 'boris', 'vera', 'gleb', 'j.smith'];
const DAY = 86_400_000;

/** Mulberry32, public domain, by Tommy Ettinger: the same numbers from the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two tables as CSV; the rows of orders are in no order at all. */
export interface Export {
  readonly clients: string;
  readonly orders: string;
}

export function exportOf({ count, asOf, seed }: { count: number; asOf: string; seed: number }): Export {
  const random = numbers(seed);
  const day = (daysAgo: number) => new Date(Date.parse(asOf) - daysAgo * DAY).toISOString().slice(0, 10);
  const clients = ['id,tax_id,registered,owner'];
  const orders: string[] = [];
  for (let i = 1; i <= count; i++) {
    const id = `C${String(i).padStart(4, '0')}`;
    const age = 30 + Math.floor(random() * 1_200);
    // Now and then somebody types the tax id of another client, or an owner who never was.
    const taxId = 7_700_000_000 + (random() < 0.01 ? Math.ceil(i / 2) : i);
    const owner = owners[Math.floor(random() * (random() < 0.05 ? 5 : 4))];
    clients.push([id, taxId, day(age), owner].join(','));
    const rhythm = 10 + random() * 80;
    const isGone = random() < 0.25;
    const earlier = random() < 0.02 ? 40 : 0;
    for (let ago = age + earlier - random() * rhythm, n = 1; ago > (isGone ? age / 2 : 0); n++) {
      const total = Math.round(20_000 + random() * 300_000);
      const cancelled = random() < 0.03 ? day(Math.max(ago - 1, 0)) : '';
      // Who typed this morning was a year ahead.
      const placed = day(ago) === day(0) ? day(ago - 365) : day(ago);
      orders.push([`${id}/${n}`, id, placed, total, cancelled].join(','));
      ago -= rhythm * (0.6 + random() * 0.8);
    }
  }
  const shuffled = orders.map((row) => [random(), row] as const).sort(([a], [b]) => a - b);
  return {
    clients: clients.join('\n'),
    orders: ['id,client,placed,total_cents,cancelled', ...shuffled.map(([, row]) => row)].join('\n'),
  };
}
