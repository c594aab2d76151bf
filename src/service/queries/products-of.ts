import type { ClientEvent } from '../../client/event.ts';
import { asCorrected } from '../../client/evolve.ts';
import type { OrderLine } from '../../client/order-book.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * The products of a client's orders, by order, as far as their lines were recorded. Those of merged
 * duplicates are among them; an order that both have is as the client's own card has it.
 */
export async function productsOf(
  clientId: string,
  { store, tenant }: Pick<ServiceContext, 'store' | 'tenant'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const products = new Map<string, readonly string[]>();
  const pending = [clientId];
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    const merged: string[] = [];
    for (const { event, counts } of asCorrected(await store.history(tenant, id))) {
      if (!counts) continue;
      if (event.type === 'duplicateMerged') merged.push(event.duplicateId);
      for (const { id: orderId, lines } of ordersOf(event))
        if (lines && !products.has(orderId)) products.set(orderId, productsIn(lines));
    }
    pending.unshift(...merged);
  }
  return products;
}

function ordersOf(event: ClientEvent) {
  if (event.type === 'orderRecorded') return [event.order];
  return event.type === 'clientOnboarded' ? event.orders : [];
}

const productsIn = (lines: readonly OrderLine[]) => lines.map(({ product }) => product);
