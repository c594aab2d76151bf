import * as z from 'zod';
import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { Client } from '../../client/client.ts';
import { admit } from '../../errors/admit.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { assertKeys } from '../assert-key.ts';
import type { Readable } from '../readable.ts';

/** A past by two clocks, each ISO-8601 with `Z` or an offset. Left out, a clock does not restrict. */
export interface AsOf {
  /** What happened later does not count, whenever it was told. */
  readonly happenedUntil?: string | undefined;
  /** What was recorded later is not known, whenever it happened; nor are later corrections. */
  readonly knownAt?: string | undefined;
}

const asOfSchema = z.strictObject({
  happenedUntil: instantSchema.optional(),
  knownAt: instantSchema.optional(),
});

/**
 * The client as what had happened by one moment had made it, as was known at another. With `knownAt` alone
 * it is what everybody saw then; with `happenedUntil` alone, how it stood by all that is known today.
 * Undefined where it was not there yet. Reads the client's log. What time had done shows as far as somebody
 * has written it; the revision counts all that was known.
 * @throws INVALID_QUERY where the id or a moment is none, and the store's errors.
 */
export function clientAsOf<Names extends ConveyorNames>(
  sales: Readable<Names>,
  id: string,
  asOf: AsOf,
): Promise<Client | undefined> {
  return withArguments('clientAsOf', { sales, 'id: string': id, asOf }, async () => {
    assertKeys({ id });
    assertRecord(asOf);
    const { happenedUntil, knownAt } = admit(asOfSchema, asOf, 'INVALID_QUERY', 'moments');
    const { store, tenant, conveyor } = sales.context;
    const history = await store.history(tenant, id);
    const later = knownAt === undefined ? -1 : history.findIndex(({ recordedAt }) => recordedAt > knownAt);
    const known = later < 0 ? history : history.slice(0, later);
    const [first] = known;
    if (!first || (happenedUntil !== undefined && first.happenedAt > happenedUntil)) return undefined;
    return conveyor.replay(known, happenedUntil);
  });
}
