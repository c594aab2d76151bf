/** Three months of pay on Northwind's orders: closed month by month, a late cancellation, the trace of a line, another plan on the same quarter. */
import { openMotivation, type StoredStatement } from 'sales-conveyor/motivation';
import { orUsage, readCommandLine, UsageError } from '../shared/command-line.ts';
import { dayIn, localeOption, spokenIn } from '../shared/locale.ts';
import { employeeIds } from '../shared/northwind.ts';
import { bold, table } from '../shared/terminal.ts';
import { cancelled, head, leaver, live, months, pay } from './quarter.ts';
import { lineName, paySlip } from './slip.ts';

const usage = 'npx tsx examples/17-pay/main.ts [--employee employee-3] [--slip 1998-02] [--locale en|ru]';
const options = readCommandLine(usage, {
  employee: { type: 'string', default: 'employee-3' },
  slip: { type: 'string' },
  ...localeOption,
});
const { employee, slip } = orUsage(usage, () => {
  const { employee, slip } = options;
  if (!employeeIds.includes(employee))
    throw new UsageError(`--employee ${employee}: there are ${employeeIds.join(', ')}`);
  if (slip !== undefined && !(months as readonly string[]).includes(slip))
    throw new UsageError(`--slip ${slip}: one of ${months.join(', ')}`);
  return { employee, slip };
});
const { dictionary, locale, say } = spokenIn(usage, options.locale);
const money = (amount: number | string) =>
  (Number(amount) / 100).toLocaleString(dictionary.tag, { style: 'currency', currency: 'USD' });

const by = { by: head };
const sales = await live(async (sales, month) => {
  await openMotivation(sales, { pay }).close(month, { ...by, commandId: `pay ${month}` });
});
const motivation = openMotivation(sales, { pay });

async function closedOf(employeeId: string): Promise<readonly StoredStatement[]> {
  const told = await motivation.closed({ employee: employeeId }, by);
  return told.ok ? told.statements : [];
}

async function asIf(version: number, employeeId: string): Promise<number> {
  let total = 0;
  for (const period of months) {
    const told = await motivation.statement(
      { employee: employeeId, period, plan: { id: 'managers', version } },
      by,
    );
    if (told.ok) total += told.statement.total;
  }
  return total;
}

const statements = await closedOf(employee);
if (slip !== undefined) {
  const asked = statements.find(({ period }) => period === slip);
  console.log(asked ? paySlip(asked, { say, money }) : say('Nothing was closed.', 'Закрытого расчёта нет.'));
} else await tellQuarter();

async function tellQuarter(): Promise<void> {
  console.log(bold(say('What was paid', 'Что выплачено')));
  const everybody = await Promise.all(employeeIds.map(async (id) => [id, await closedOf(id)] as const));
  const paidIn = (closed: readonly StoredStatement[], month: string) => {
    const payment = closed.find(({ period }) => period === month)?.closed.payment;
    return payment ? money(payment.paid) : '–';
  };
  console.log(
    table([
      [say('employee', 'сотрудник'), ...months],
      ...everybody.map(([id, closed]) => [id, ...months.map((month) => paidIn(closed, month))]),
    ]),
  );
  console.log(say(`${leaver} left on 28 February.`, `${leaver}: последний день – 28 февраля.`));

  console.log(bold(say('\nWhat changed afterwards', '\nЧто изменилось потом')));
  console.log(
    say(
      `Order ${cancelled.orderId} was cancelled on ${dayIn(locale, cancelled.on)}, when January was closed:`,
      `Заказ ${cancelled.orderId} отменён ${dayIn(locale, cancelled.on)}, когда январь был уже закрыт:`,
    ),
  );
  for (const [id, closed] of everybody)
    for (const { closed: month } of closed)
      for (const { period, before, now, lines } of month.adjustments)
        console.log(
          `  ${id}, ${period}: ${money(before)} → ${money(now)} ${say('by', 'из-за')} ${lines.flatMap(({ because }) => because).join(', ')}`,
        );

  console.log(
    bold(say(`\nA line of ${employee}, ${months[2]}`, `\nСтрока расчёта: ${employee}, ${months[2]}`)),
  );
  for (const line of statements.at(-1)?.closed.statement.lines ?? []) {
    if (line.kind !== 'component') continue;
    const { plan, version } = line.rule;
    console.log(`${lineName(line, say)} (${plan}@${version}): ${money(line.amount)}`);
    for (const { from, of, pays, earned } of line.tiers)
      console.log(`  ${say('from', 'от')} ${money(from)}: ${money(of)} × ${pays}% = ${money(earned)}`);
    for (const { orderId, amount, eventId, title } of line.credits.slice(0, 4))
      console.log(
        `  ${say('order', 'заказ')} ${orderId}: ${money(amount)}, ${eventId}, ${say('held since', 'ведёт с')} ${dayIn(locale, title.since ?? '')}`,
      );
    const rest = line.credits.length - 4;
    if (rest > 0) console.log(say(`  and ${rest} more orders`, `  и ещё заказов: ${rest}`));
  }

  console.log(bold(say('\nThe quarter under both plans', '\nКвартал по двум планам')));
  const rows: (string | number)[][] = [];
  for (const id of employeeIds) {
    const [one, two] = [await asIf(1, id), await asIf(2, id)];
    rows.push([id, money(one), money(two), money(two - one)]);
  }
  const heads = [
    say('employee', 'сотрудник'),
    say('commission', 'комиссия'),
    say('target', 'план'),
    say('difference', 'разница'),
  ];
  console.log(table([heads, ...rows]));

  const [first] = statements;
  const verified = first && (await motivation.verify({ statementId: first.statementId }, by));
  if (verified?.ok)
    console.log(
      say(
        `\nJanuary of ${employee} is ${verified.isIntact ? 'as it was closed' : 'altered'}.`,
        `\nЯнварь (${employee}): ${verified.isIntact ? 'расчёт не менялся после закрытия' : 'расчёт изменён'}.`,
      ),
    );
}
