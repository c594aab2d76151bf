import type { Client } from '../../client/client.ts';
import { loadIn } from '../../workforce/client-load.ts';
import { Capacities } from '../assignment/capacities.ts';
import { OpenLoad } from '../assignment/open-load.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AboutOffer, InboxItem, Overload } from './inbox-item.ts';

type Offer = Extract<InboxItem, AboutOffer>;

/**
 * The items, those of offers with the overload that taking the client would be. `reader` is whose inbox it
 * is: whoever may take what is offered to a role. Reads nothing where nothing is offered.
 */
export async function withOverloads(
  items: readonly InboxItem[],
  clients: ReadonlyMap<string, Client>,
  reader: string,
  context: ServiceContext,
): Promise<InboxItem[]> {
  const receiverOf = (item: Offer) =>
    item.code === 'OFFERED_TO_ROLE' ? (item.insteadOf ?? reader) : item.to.employeeId;
  const receivers = new Set(items.flatMap((item) => (isOffer(item) ? (receiverOf(item) ?? []) : [])));
  if (receivers.size === 0) return [...items];
  const { rules, blueprint } = context.conveyor;
  const staff = await context.staff.byId();
  const capacities = new Capacities(context.now(), rules);
  const open = new OpenLoad(blueprint);
  await open.learn(context, receivers);
  return items.map((item) => {
    const client = item.clientId === undefined ? undefined : clients.get(item.clientId);
    if (!client || !isOffer(item)) return item;
    const employeeId = receiverOf(item);
    const employee = staff.get(employeeId ?? '');
    const state = rules.transfers[item.transfer]?.to;
    if (!employee || state === undefined) return item;
    const { role } = item.to;
    const hours = open.hours(employee.id) + loadIn({ ...client, state }, role, blueprint);
    const capacity = capacities.of(employee, role);
    const overload: Overload = { employeeId: employee.id, hours, capacity };
    return hours > capacity ? { ...item, overload } : item;
  });
}

const isOffer = (item: InboxItem): item is Offer => 'to' in item;
