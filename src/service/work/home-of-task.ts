import type { ClientEvent } from '../../client/event.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { ServiceContext } from '../service-context.ts';
import { TASKS } from './task-documents.ts';

/** The card that a task is of, for good: the one that its log begins with. */
export async function cardOfTask({ store, tenant }: ServiceContext, { id, clientId }: Task): Promise<string> {
  const [first] = (await store.documentHistory(tenant, TASKS, id)) as TaskEvent[];
  return first?.type === 'taskOpened' ? first.clientId : clientId;
}

/**
 * The client that a task is about by the merges as they are now: whatever its card is merged into. So merges
 * may be undone in any order, and followed at any time.
 */
export const homeOfTask = async (context: ServiceContext, task: Task): Promise<string> =>
  survivorOf(context, await cardOfTask(context, task));

/** The client that a card is merged into by now, over any number of merges; else itself. */
export async function survivorOf({ store, tenant }: ServiceContext, clientId: string): Promise<string> {
  for (let id = clientId; ; ) {
    const [client] = await store.readClients(tenant, [id]);
    if (!client?.mergedInto) return id;
    id = client.mergedInto.clientId;
  }
}

/**
 * The card in whose own log an order was recorded. It is the client's, or that of a duplicate which is or was
 * merged into it. Undefined where no such card has it.
 */
export async function cardOfOrder(
  { store, tenant }: ServiceContext,
  clientId: string,
  orderId: string,
): Promise<string | undefined> {
  const cards = [clientId];
  for (const card of cards) {
    const history = await store.history(tenant, card);
    if (history.some((event) => isOfOrder(event, orderId))) return card;
    for (const event of history)
      if (event.type === 'duplicateMerged' && !cards.includes(event.duplicateId))
        cards.push(event.duplicateId);
  }
  return undefined;
}

function isOfOrder(event: ClientEvent, orderId: string): boolean {
  switch (event.type) {
    case 'orderRecorded':
      return event.order.id === orderId;
    case 'clientOnboarded':
      return event.orders.some(({ id }) => id === orderId);
    case 'recordCorrected': {
      const order = event.correct?.payload.order as { readonly id?: unknown } | undefined;
      return order?.id === orderId;
    }
    default:
      return false;
  }
}
