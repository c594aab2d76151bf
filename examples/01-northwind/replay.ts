import type { CommandInput, Sales } from 'sales-conveyor';
import { customers, employeeIds, type Order, orders } from '../shared/northwind.ts';

/** Something that happened on a day of the story. */
type Happening = { readonly day: string; readonly order: Order; readonly what: 'ordered' | 'shipped' };

export interface ReplayResult {
  /** Happenings that were new, and those that the file had already. */
  readonly added: number;
  readonly known: number;
}

/** The clock of the replay: it goes with the data. */
export class StoryClock {
  #now = '1996-07-01T08:00:00.000Z';

  readonly now = (): string => this.#now;

  goTo(day: string): void {
    this.#now = `${day}T12:00:00.000Z`;
  }
}

/**
 * Replays the orders up to a day, each on its own day, with everything that time brings about in between. Northwind has orders
 * and nothing else, so the rest is assumed: every representative works in all three selling roles, goods are paid for when they
 * are shipped, the contact person decides, and by the first shipment the terms are agreed and the introduction is made. The
 * holder is whoever took the client's last order.
 */
export async function replay(
  sales: Sales,
  clock: StoryClock,
  until: string,
  onProgress: (done: number, total: number) => void,
): Promise<ReplayResult> {
  await setUp(sales);
  const story = happenings(until);
  const seller = new Map<string, string>();
  let [added, known] = [0, 0];
  for (const [i, happening] of story.entries()) {
    const { day, order } = happening;
    if (day !== story[i - 1]?.day) await passTo(sales, clock, day, seller);
    if (happening.what === 'ordered') seller.set(order.customerId, order.employeeId);
    if (await record(sales, happening)) {
      // A run that was killed may have recorded the happening before without what follows from it.
      const before = added === 0 ? story[i - 1] : undefined;
      if (before) await followUp(sales, before);
      await followUp(sales, happening);
      added++;
    } else known++;
    onProgress(i + 1, story.length);
  }
  await passTo(sales, clock, until, seller);
  return { added, known };
}

async function setUp(sales: Sales): Promise<void> {
  const roles = ['telemarketer', 'developmentSpecialist', 'clientManager'];
  for (const id of employeeIds) await sales.employees.hire({ id, roles, hoursPerMonth: 130 });
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  const cards = customers.map(
    ({ id: clientId }): CommandInput => ({ type: 'register', clientId, source: 'lead' }),
  );
  const people = customers.map(({ id: clientId, contact: name }): CommandInput => {
    return { type: 'recordPerson', clientId, personId: 'contact', name, part: 'decisionMaker' };
  });
  const entries = [...cards, ...people].map((command) => ({
    command,
    commandId: `${command.type} ${command.clientId}`,
  }));
  await sales.executeMany(entries, { by: 'import' });
}

/** Ships after orders on the same day. */
function happenings(until: string): Happening[] {
  const ordered = orders.map((order): Happening => ({ day: order.orderedOn, order, what: 'ordered' }));
  const shipped = orders.flatMap((order): Happening[] =>
    order.shippedOn ? [{ day: order.shippedOn, order, what: 'shipped' }] : [],
  );
  return [...ordered, ...shipped]
    .filter(({ day }) => day <= until)
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}

/** Lets the time up to a day pass; a client who falls to a pool goes to whoever took the last order. */
async function passTo(
  sales: Sales,
  clock: StoryClock,
  day: string,
  seller: ReadonlyMap<string, string>,
): Promise<void> {
  clock.goTo(day);
  const { clients } = await sales.runDue();
  if (clients === 0) return;
  for (const role of ['telemarketer', 'developmentSpecialist', 'clientManager']) {
    for await (const { id: clientId } of sales.clients.all({ pool: role })) {
      const employeeId = seller.get(clientId);
      if (employeeId)
        await sales.execute({ type: 'assignHolder', clientId, role, employeeId }, { by: 'head' });
    }
  }
}

/** Whether the happening was new. Commands carry ids, so a second run finds all of them done. */
async function record(sales: Sales, { day, order, what }: Happening): Promise<boolean> {
  const at = `${day}T12:00:00.000Z`;
  const { id, customerId: clientId, total } = order;
  const commands: CommandInput[] =
    what === 'ordered'
      ? [
          {
            type: 'recordOrder',
            clientId,
            order: { id, placedAt: at, total: { amount: total, currency: 'USD' } },
          },
        ]
      : [
          { type: 'shipOrder', clientId, orderId: id, at },
          { type: 'payOrder', clientId, orderId: id, at },
        ];
  const entries = commands.map((command) => ({ command, commandId: `${command.type} ${id}` }));
  const { accepted, failures } = await sales.executeMany(entries, { by: 'import' });
  if (failures.length > 0) throw new Error(`Order ${id} could not be recorded`, { cause: failures });
  return accepted > 0;
}

async function followUp(sales: Sales, { order, what }: Happening): Promise<void> {
  const { customerId: clientId, employeeId, id } = order;
  const client = await sales.clients.get(clientId);
  const role = client && sales.conveyor.blueprint.states[client.state]?.responsible;
  if (!client || !role) return;
  if (client.custody[role]?.employeeId !== employeeId && what === 'ordered') {
    const reason = `took order ${id}`;
    await sales.execute({ type: 'assignHolder', clientId, role, employeeId, reason }, { by: 'head' });
  }
  if (client.pool) {
    await sales.execute({ type: 'assignHolder', clientId, role, employeeId }, { by: 'head' });
  }
  if (client.state === 'rampIn') await handOver(sales, clientId, employeeId);
}

/** Offers the client to the client manager, who is the same person here; refused until every condition is met. */
async function handOver(sales: Sales, clientId: string, employeeId: string): Promise<void> {
  const facts = { decisionGroupMapped: true, termsAgreed: true, introductionMade: true };
  await sales.execute({ type: 'learnFacts', clientId, facts, source: 'assumed' }, { by: 'import' });
  const by = (await sales.clients.get(clientId))?.custody.developmentSpecialist?.employeeId ?? employeeId;
  const offer = { type: 'transfer', clientId, transfer: 'handToClientManager', to: by } as const;
  const offered = await sales.execute(offer, { by });
  if (offered.ok) await sales.execute({ type: 'acceptHandoff', clientId }, { by });
}
