import type { Client } from '../../client/client.ts';
import type { ClientQuery } from '../port.ts';
import { isConcerned } from './concerned.ts';
import { factFilter } from './fact-filter.ts';

/**
 * Whether a client may be shown, by its record of facts or by itself; everybody may where nothing is asked.
 * @throws INVALID_CONDITION
 */
export function shownFilter({ shownTo }: ClientQuery): (facts: unknown, client: () => Client) => boolean {
  if (!shownTo) return () => true;
  const passes = shownTo.where ? factFilter(shownTo.where) : () => false;
  return (facts, client) => passes(facts) || isConcerned(client(), shownTo);
}
