import type { PlanPreview } from 'sales-conveyor/redistribution';
import { dictionaries, type Locale, percentIn } from './locale.ts';
import { bar, table } from './terminal.ts';

/** What a plan means for everybody, a line each: clients, hours and revenue before and after. */
export function planTable(
  { employees, measures }: PlanPreview,
  locale: Locale,
  nameOf: (employeeId: string) => string = (id) => id,
): string {
  const words = heads[locale];
  const share = (value: number | undefined) => (value === undefined ? '-' : percentIn(locale, value));
  const hasRevenue = employees.some(({ before }) => before.revenue > 0);
  const money = (amount: number) => (hasRevenue ? [Math.round(amount / 100_000)] : []);
  const rows = employees.map(({ employeeId, before, gained, lost, after, utilisation }) => [
    nameOf(employeeId),
    before.clients,
    lost.clients > 0 ? `−${lost.clients}` : '',
    gained.clients > 0 ? `+${gained.clients}` : '',
    after.clients,
    ...money(before.revenue),
    ...money(after.revenue),
    `${share(utilisation.before)} → ${share(utilisation.after)} ${bar(utilisation.after ?? 0, 20)}`,
  ]);
  const head = ['', ...words.clients, ...(hasRevenue ? words.revenue : []), words.load];
  const { before, after, moved } = measures;
  const gini = (value: number) =>
    value.toLocaleString(dictionaries[locale].tag, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const spread = words.moved(
    share(moved.clients),
    hasRevenue ? share(moved.revenue) : undefined,
    `${gini(before.gini)} → ${gini(after.gini)}`,
  );
  return `${table([head, ...rows])}\n${spread}`;
}

const heads = {
  en: {
    clients: ['clients', 'lose', 'gain', 'after'],
    revenue: ['revenue, k', 'after'],
    load: 'share of capacity',
    moved: (clients: string, revenue: string | undefined, gini: string) =>
      `${clients} of clients${revenue ? ` and ${revenue} of revenue` : ''} move; unevenness (Gini) ${gini}`,
  },
  ru: {
    clients: ['клиентов', 'отдаёт', 'получает', 'станет'],
    revenue: ['выручка, тыс.', 'станет'],
    load: 'загрузка',
    moved: (clients: string, revenue: string | undefined, gini: string) =>
      `передаётся клиентов: ${clients}${revenue ? `, выручки: ${revenue}` : ''}; неравномерность (коэффициент Джини): ${gini}`,
  },
};
