import type { UnderWay } from './under-way.ts';

/** The rules change, or change back. */
export async function migrate(history: UnderWay): Promise<void> {
  const change = await history.side.changeRules();
  if (change) history.count(change);
}
