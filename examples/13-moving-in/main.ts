/** A running department moves in: two tables of another CRM become clients with state, holder and history; what was odd is told. */
import { createSales, defineConveyor, explain, type Label, labelIn, memoryStore } from 'sales-conveyor';
import { describeOddity, type Newcomer, type OddNewcomer, onboardClients } from 'sales-conveyor/onboarding';
import { mixed } from 'sales-conveyor/presets';
import { readLocale } from '../shared/locale.ts';
import { bold } from '../shared/terminal.ts';
import { type Export, exportOf } from './old-crm.ts';

const { dictionary, say } = readLocale('13-moving-in');
const asOf = '2026-03-02T09:00:00Z';
const tables = exportOf({ count: 400, asOf, seed: 16 });

const conveyor = defineConveyor(mixed());
const sales = createSales({ conveyor, store: memoryStore(), clock: () => new Date(asOf) });
for (const id of ['anna', 'boris', 'vera']) {
  const since = { hiredAt: '2022-01-10T00:00:00Z', hoursPerMonth: 130 };
  await sales.employees.hire({ id, roles: ['clientManager'], ...since });
}
// Gleb owns clients in the old CRM and is a telemarketer here; j.smith is nobody.
await sales.employees.hire({ id: 'gleb', roles: ['telemarketer'], hoursPerMonth: 130 });

/** The rows of a table, by the names of its columns. */
function* rowsOf(table: string): Generator<Record<string, string>> {
  const [head = '', ...lines] = table.split('\n');
  const columns = head.split(',');
  for (const line of lines) {
    const cells = line.split(',');
    yield Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  }
}

function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item) ?? '';
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** A day of the old CRM, which knows no hours, from its start: noon of today may not have come. */
const startOf = (day: string | undefined) => `${day}T00:00:00Z`;

/** All rows of one client are one newcomer; the orders come in whatever order they stand in the table. */
function* newcomers(tables: Export): Generator<Newcomer> {
  const orders = grouped(rowsOf(tables.orders), ({ client }) => client);
  for (const { id = '', tax_id = '', registered, owner = '' } of rowsOf(tables.clients)) {
    yield {
      id,
      commandId: `old CRM ${id}`,
      source: 'existing',
      from: { system: 'old CRM', ids: { [say('tax id', 'ИНН')]: tax_id } },
      registeredAt: startOf(registered),
      holders: { clientManager: { employeeId: owner } },
      unfitHolders: 'leaveOut',
      orders: orders.get(id)?.map(({ id = '', placed, total_cents, cancelled }) => ({
        id,
        placedAt: startOf(placed),
        total: { amount: Number(total_cents), currency: 'EUR' },
        ...(cancelled && { cancelledAt: startOf(cancelled) }),
      })),
    };
  }
}

const report = await onboardClients(sales, newcomers(tables), { by: 'import' });
const failed = report.failures.length;
console.log(
  say(
    `${report.accepted} clients moved in, ${failed} did not.`,
    `Клиентов принято: ${report.accepted}, не принято: ${failed}.`,
  ),
);

for (const failure of report.failures) {
  if ('refusal' in failure) console.log(explain(failure.refusal, { dictionary, conveyor }));
}

console.log(bold(say('\nWhat was odd', '\nЧто показалось странным')));
const kindOf = ({ oddity }: OddNewcomer) => ('why' in oddity ? `${oddity.code} ${oddity.why}` : oddity.code);
for (const odd of grouped(report.odd, kindOf).values()) {
  const [first] = odd;
  const said = first && describeOddity(first.oddity, { dictionary, conveyor });
  console.log(`${String(odd.length).padStart(4)}  ${say('such as', 'например')} ${first?.clientId}: ${said}`);
}

console.log(bold(say('\nWhere they stand', '\nВ каких они состояниях')));
const { states, roles } = conveyor.blueprint;
const labelOf = (named: { readonly label: Label } | undefined) =>
  named ? labelIn(named.label, dictionary.language) : '';
const stands = new Map<string, number>();
const held = new Map<string, number>();
for await (const { state, custody, pool } of sales.clients.all()) {
  const where = labelOf(states[state]);
  stands.set(where, (stands.get(where) ?? 0) + 1);
  const pooled = labelOf(roles[pool?.name ?? '']);
  const holder = custody.clientManager?.employeeId ?? say(`pool: ${pooled}`, `общая база: ${pooled}`);
  held.set(holder, (held.get(holder) ?? 0) + 1);
}
const table = (counts: Map<string, number>) =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${String(count).padStart(4)}  ${name}`);
console.log(table(stands).join('\n'));

console.log(bold(say('\nWho holds how many', '\nУ кого сколько')));
console.log(table(held).join('\n'));

// Somebody mends the table, and all of it is sent again under the same ids: who is in stays as they are.
const mended = { ...tables, orders: tables.orders.replaceAll(',2027-03-02,', ',2026-03-02,') };
const again = await onboardClients(sales, newcomers(mended), { by: 'import' });
console.log(
  say(
    `\nMended and sent again: ${again.accepted} moved in, ${again.repeated} were known, ${again.failures.length} did not.`,
    `\nПосле исправления: принято ${again.accepted}, уже известны ${again.repeated}, не принято ${again.failures.length}.`,
  ),
);
