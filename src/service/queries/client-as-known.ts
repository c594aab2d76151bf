import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { Client } from '../../client/client.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { toProblems } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { assertKeys } from '../assert-key.ts';
import type { Sales } from '../create-sales.ts';

/**
 * The client as it was known at a moment: all that was recorded by then, nothing told later. Undefined where
 * it was not there yet. Reads the client's log. What time had done by then shows as far as somebody had
 * written it.
 * @param knownAt ISO-8601 with `Z` or an offset.
 * @throws INVALID_QUERY where the id or the moment is none, and the store's errors.
 */
export function clientAsKnown<Names extends ConveyorNames>(
  sales: Sales<Names>,
  id: string,
  knownAt: string,
): Promise<Client | undefined> {
  return withArguments('clientAsKnown', { sales, id, knownAt }, async () => {
    assertKeys({ id });
    const { data, error } = instantSchema.safeParse(knownAt);
    if (error) throw invalidInput('INVALID_QUERY', 'a moment', toProblems(error));
    const { store, tenant, conveyor } = sales.context;
    const history = await store.history(tenant, id);
    const later = history.findIndex(({ recordedAt }) => recordedAt > data);
    const known = later < 0 ? history : history.slice(0, later);
    return known.length > 0 ? conveyor.replay(known) : undefined;
  });
}
