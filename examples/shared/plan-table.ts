import type { PlanPreview } from 'sales-conveyor/redistribution';
import { bar, table } from './terminal.ts';

/** What a plan means for everybody, a line each: clients, hours and revenue before and after. */
export function planTable(
  { employees, measures }: PlanPreview,
  nameOf: (employeeId: string) => string = (id) => id,
): string {
  const hasRevenue = employees.some(({ before }) => before.revenue > 0);
  const money = (amount: number) => (hasRevenue ? [Math.round(amount / 100_000)] : []);
  const rows = employees.map(({ employeeId, before, gained, lost, after, utilisation }) => [
    nameOf(employeeId),
    before.clients,
    lost.clients > 0 ? `-${lost.clients}` : '',
    gained.clients > 0 ? `+${gained.clients}` : '',
    after.clients,
    ...money(before.revenue),
    ...money(after.revenue),
    `${share(utilisation.before)} → ${share(utilisation.after)} ${bar(utilisation.after ?? 0, 20)}`,
  ]);
  const revenue = hasRevenue ? ['revenue, k', 'after'] : [];
  const head = ['', 'clients', 'lose', 'gain', 'after', ...revenue, 'share of capacity'];
  const { before, after, moved } = measures;
  const worth = hasRevenue ? ` and ${share(moved.revenue)} of revenue` : '';
  const spread = `${share(moved.clients)} of clients${worth} move; unevenness (Gini) ${before.gini.toFixed(3)} → ${after.gini.toFixed(3)}`;
  return `${table([head, ...rows])}\n${spread}`;
}

const share = (value: number | undefined) => (value === undefined ? '-' : `${Math.round(value * 100)}%`);
