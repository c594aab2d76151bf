import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { TransferOption } from '../../client/options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import { assertKeys } from '../assert-key.ts';
import { type Clients, clientsService } from '../clients.ts';
import type { Sales } from '../create-sales.ts';
import { Features } from '../feature.ts';
import { optionsOf } from '../options-of.ts';
import type { Readable } from '../readable.ts';
import type { ServiceContext } from '../service-context.ts';
import { readingStore } from './reading-store.ts';
import { sightAs } from './sight.ts';

/**
 * Clients as somebody sees them. Whoever may not see a client gets what they would if there were none of its
 * id: undefined, an empty history, pages and counts without it.
 */
export interface Reading<out Names extends ConveyorNames = ConveyorNames> extends Readable<Names> {
  /** Whose eyes these are. */
  readonly as: string;
  /** As `sales.clients`. */
  readonly clients: Pick<Clients<Names>, 'get' | 'history' | 'page' | 'query' | 'all'>;
  /** As `sales.options`, of the reader. */
  options(clientId: string): Promise<TransferOption[] | undefined>;
}

/**
 * What an employee, or a service, may see. That are clients that their roles may read (`mayRead`), that they
 * hold or stand in for, and of which a handoff waits for them. It is looked up for every question, by the
 * roles of today. Every query of the library takes it in the place of the sales: `countClients`, `inboxOf`
 * and so on; only `wouldHappen`, which is about a command, refuses it. A stranger, and whoever has left, sees
 * nothing; a service, and whoever may `override` any client, all.
 * @throws INVALID_QUERY where nobody can have such an id.
 * @example
 * const reading = readAs(sales, 'ivanova');
 * await reading.clients.query({ states: ['regular'] });
 * await countClients(reading);
 */
export function readAs<Names extends ConveyorNames>(sales: Sales<Names>, as: string): Reading<Names> {
  return withArguments('readAs', { sales, 'as: string': as }, () => {
    assertKeys({ as });
    const { conveyor, context: whole } = sales;
    const store = readingStore(whole.store, () => sightAs(whole, as, whole.now()));
    const context: ServiceContext = { ...whole, store, features: new Features() };
    const { get, history, page, query, all } = clientsService(context) as Clients<Names>;
    const reading: Reading<Names> = {
      conveyor,
      context,
      as,
      clients: { get, history, page, query, all },
      options: (clientId) => optionsOf(context, clientId, as),
    };
    return withMethods('reading', reading, { options: ['clientId: string'] });
  });
}
