import type { RandomHistory } from './random-history.ts';

/** The rules change, or change back. */
export async function migrate(history: RandomHistory): Promise<void> {
  const change = await history.side.changeRules();
  if (change) history.count(change);
}
