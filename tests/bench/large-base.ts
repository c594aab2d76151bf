import { type Conveyor, createSales, defineConveyor, type Store } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';

export const tenant = 'default';
export const now = '2026-03-02T10:00:00.000Z';
export const conveyor: Conveyor = defineConveyor(mixed());

/** Clients that each employee holds. */
const HELD = 500;
const TEMPLATE = 'template-client';

/** Who holds the clients, each as many and scattered over the base. */
export const holderOf = (index: number, clients: number) => `holder-${index % Math.ceil(clients / HELD)}`;
export const idOf = (index: number) => `client-${10_000_000 + index}`;

/**
 * One client who was registered, taken and spoken with, and in SQL as many copies under other ids and holders, who are on the staff. Logs are left
 * out: nothing that is measured reads them.
 */
export async function fillBase(store: Store, run: (sql: string) => unknown, clients: number): Promise<void> {
  await addTemplate(store);
  const copies = `with recursive copies (n, id, holder) as (
    select 0, '${idOf(0)}', 'holder-0' union all
    select n + 1, 'client-' || (10000001 + n), 'holder-' || ((n + 1) % ${Math.ceil(clients / HELD)})
    from copies where n + 1 < ${clients})`;
  await run(`insert into sales_clients (tenant, id, revision, state, pool, due_at, body, facts) ${copies}
    select tenant, copies.id, revision, state, pool, due_at, replace(replace(body, '${TEMPLATE}', copies.id), 'holder-0', copies.holder), facts
    from copies, sales_clients as one where one.tenant = '${tenant}' and one.id = '${TEMPLATE}'`);
  await run(`insert into sales_custody (tenant, client_id, role, employee_id, state, segment) ${copies}
    select tenant, copies.id, role, copies.holder, state, segment
    from copies, sales_custody as one where one.tenant = '${tenant}' and one.client_id = '${TEMPLATE}'`);
  await run(`insert into sales_employees (tenant, id, revision, body) ${copies}
    select tenant, copies.holder, revision, replace(body, 'holder-0', copies.holder)
    from (select distinct holder from copies where holder <> 'holder-0') as copies, sales_employees as one
    where one.tenant = '${tenant}' and one.id = 'holder-0'`);
  await run(`delete from sales_held where tenant = '${tenant}'`);
  await run(`insert into sales_held (tenant, employee_id, role, state, segment, clients)
    select tenant, employee_id, role, state, coalesce(':' || segment, ''), count(*) from sales_custody
    where tenant = '${tenant}' group by tenant, employee_id, role, state, segment`);
}

async function addTemplate(store: Store): Promise<void> {
  const sales = createSales({ conveyor, store, tenant, clock: () => now });
  await sales.employees.hire({ id: 'holder-0', roles: ['telemarketer'], hoursPerMonth: 130 });
  const commands = [
    { type: 'register', clientId: TEMPLATE, source: 'cold' },
    { type: 'assignHolder', clientId: TEMPLATE, role: 'telemarketer', employeeId: 'holder-0' },
    { type: 'learnFacts', clientId: TEMPLATE, facts: { fit: true, industry: 'dairy' } },
    { type: 'transfer', clientId: TEMPLATE, transfer: 'startQualification' },
    { type: 'recordContact', clientId: TEMPLATE, channel: 'phone', twoWay: true },
  ] as const;
  for (const command of commands) {
    const by = command.type === 'register' ? 'import' : 'holder-0';
    const done = await sales.execute(command, { by });
    if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.refusal)}`);
  }
}

/** Nine in a hundred of the clients below have ordered longer ago. */
export const SILENT_DAYS = 90;

const TEMPLATES = 100;

/**
 * Makes the clients of the base differ as the clients of a department do: one in a hundred has the industry `steel`, and the last orders are
 * up to a hundred days old, one day for each of a hundred templates that have gone through the shell.
 */
export async function varyBase(store: Store, run: (sql: string) => unknown): Promise<void> {
  for (let n = 0; n < TEMPLATES; n++) await addVaried(store, n);
  // Ids end with the number that tells the template, so that those who are alike are scattered.
  await run(`update sales_clients set body = replace(one.body, one.id, sales_clients.id), facts = one.facts, due_at = one.due_at
    from sales_clients as one where one.tenant = '${tenant}' and one.id = 'varied-' || substr(sales_clients.id, length(sales_clients.id) - 1)
    and sales_clients.tenant = '${tenant}' and sales_clients.id like 'client-%'`);
}

async function addVaried(store: Store, n: number): Promise<void> {
  const clientId = `varied-${String(n).padStart(2, '0')}`;
  const placedAt = new Date(Date.parse(now) - n * 86_400_000).toISOString();
  const sales = createSales({ conveyor, store, tenant, clock: () => now });
  const commands = [
    { type: 'register', clientId, source: 'cold' },
    { type: 'learnFacts', clientId, facts: { fit: true, industry: n === 7 ? 'steel' : 'dairy' } },
    { type: 'recordOrder', clientId, order: { id: `order-${n}`, placedAt } },
  ] as const;
  for (const command of commands) {
    const done = await sales.execute(command, { by: 'import' });
    if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.refusal)}`);
  }
}
