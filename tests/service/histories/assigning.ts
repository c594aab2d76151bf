import { refundReasons } from './departments.ts';
import type { UnderWay } from './under-way.ts';

/** A client out of a pool is dealt to somebody; or one that was is given back, be it for a reason that refunds. */
export async function assign(history: UnderWay): Promise<void> {
  const { side } = history;
  const by = { by: 'head' };
  const pooled: { readonly clientId: string; readonly role: string }[] = [];
  const held: typeof pooled = [];
  for await (const { id: clientId, pool, custody } of side.sales.clients.all()) {
    if (pool) pooled.push({ clientId, role: pool.name });
    for (const role of Object.keys(custody)) held.push({ clientId, role });
  }
  const back = history.random() < 0.3 ? history.some(held) : undefined;
  if (back) {
    const reason = history.some([...refundReasons, 'too much work']) ?? '';
    const given = await side.all('give back', ({ assignment }) =>
      assignment.giveBack({ ...back, reason }, by),
    );
    if (given?.ok) history.count('given back');
    return;
  }
  const order = history.some(pooled);
  if (!order) return;
  const assigned = await side.all('assign', ({ assignment }) => assignment.assign(order, by));
  if (assigned?.ok) history.count('employeeId' in assigned.outcome ? 'assigned' : 'nobody can take it');
}
