import type { Instance } from '../../src/redistribution/solver/model/instance.ts';

/** An instance with limits of what is held only, in CPLEX's LP format: `x7` says whether entry 7 is chosen. */
export function toLp({ items, start, employee, cost, measures, limits }: Instance): string {
  const entries = Array.from(cost.keys());
  const amountOf = (measure: number) => {
    const amounts = measures[measure] as Float64Array;
    const itemOf = new Int32Array(cost.length);
    for (let i = 0; i < items; i++) itemOf.fill(i, start[i], start[i + 1]);
    return (e: number) => amounts[amounts.length === items ? (itemOf[e] as number) : e] as number;
  };
  const once = Array.from({ length: items }, (_, i) => {
    const own = entries.slice(start[i], start[i + 1]);
    return `i${i}: ${own.map((e) => `x${e}`).join(' + ')} = 1`;
  });
  const held = limits.flatMap((limit, l) => {
    const amount = amountOf(limit.measure);
    const own = entries.filter((e) => employee[e] === limit.employee);
    const sum = own.map((e) => `${amount(e)} x${e}`).join(' + ');
    return [
      ...(limit.max < Number.POSITIVE_INFINITY ? [`u${l}: ${sum} <= ${limit.max}`] : []),
      ...(limit.min > 0 ? [`l${l}: ${sum} >= ${limit.min}`] : []),
    ];
  });
  return [
    'Minimize',
    ` cost: ${entries.map((e) => `${cost[e]} x${e}`).join(' + ')}`,
    'Subject To',
    ...[...once, ...held].map((row) => ` ${row}`),
    'Binary',
    ...entries.map((e) => ` x${e}`),
    'End',
  ].join('\n');
}
