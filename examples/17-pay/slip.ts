import type { PayLine, StoredStatement } from 'sales-conveyor/motivation';

/** How the example speaks. */
export interface Words {
  readonly say: (english: string, russian: string) => string;
  readonly money: (amount: number | string) => string;
}

/** A month of somebody as a pay slip in Markdown. */
export function paySlip(
  { employeeId, period, closed, digest }: StoredStatement,
  { say, money }: Words,
): string {
  const { statement, adjustments, payment } = closed;
  const row = (what: string, amount: number) => `| ${what} | ${money(amount)} |`;
  return [
    `# ${say('Pay slip', 'Расчётный листок')}: ${employeeId}, ${period}`,
    '',
    `| ${say('what for', 'за что')} | ${say('amount', 'сумма')} |`,
    '| --- | ---: |',
    ...statement.lines.map((line) => row(lineName(line, say), line.amount)),
    ...adjustments.map(({ period: of, difference }) =>
      row(say(`correction of ${of}`, `корректировка за ${of}`), difference),
    ),
    ...(payment.owed < 0 ? [row(say('to be recovered later', 'к удержанию в будущем'), payment.owed)] : []),
    row(`**${say('paid', 'к выплате')}**`, payment.paid),
    '',
    `${say('Digest', 'Контрольная сумма')}: \`${digest.slice(0, 16)}…\``,
  ].join('\n');
}

/** What a line is for. */
export function lineName(line: PayLine, say: Words['say']): string {
  const names: Readonly<Record<string, string>> = {
    commission: say('commission', 'комиссия'),
    target: say('bonus by target', 'бонус за план'),
  };
  return line.kind === 'salary'
    ? say('salary', 'оклад')
    : (names[line.rule.component] ?? line.rule.component);
}
