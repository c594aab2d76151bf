/** Peacock leaves Northwind on Friday: three plans, a preview, an objection, approval, application, and all of it undone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createSales, defineConveyor, describeEvent, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describeMove, openRedistribution, type Plan, type PlanResult } from 'sales-conveyor/redistribution';
import { readLocale } from '../shared/locale.ts';
import { planTable } from '../shared/plan-table.ts';
import { bold, dim } from '../shared/terminal.ts';
import { importHolders, importOrders, nameOf, today } from './import-base.ts';
import { loadPicture } from './load-picture.ts';

const { dictionary, locale, say } = readLocale('02-redistribution');

const inFigures = (value = 0, digits = 2) =>
  value.toLocaleString('ru-RU', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const planNames: Readonly<Record<string, string>> = {
  leastDisruption: 'меньше всего передач',
  balanced: 'взвешенный',
  bestBalance: 'ровнее всего',
};

/** All clients are alike here: nobody is overdue, so that each takes the same hours. */
const never = (years: number) => ({ kind: 'fixed', after: { years } }) as const;
const cadence = { overdue: never(10), dormant: never(11), lost: never(12) };
const conveyor = defineConveyor({ ...mixed({ currency: 'USD' }), cadence });
let ids = 0;
const sales = createSales({ conveyor, store: memoryStore(), clock: () => today, ids: () => `id-${++ids}` });
const redistribution = openRedistribution(sales);
const head = { by: 'head' };
await importHolders(sales);
await importOrders(sales);

console.log(
  bold(say('Peacock leaves: three plans for her clients', 'Peacock уходит: три плана для её клиентов')),
);
const reason = { kind: 'departure', employeeId: 'employee-4' } as const;
const compared = await redistribution.compare(
  { reason, role: 'clientManager', id: 'peacock', effort: 0.2 },
  head,
);
if (!compared.ok) throw new Error(JSON.stringify(compared.refused));
for (const [name, result] of Object.entries(compared.plans)) {
  const { moves, figures } = made(result);
  const { before, after } = figures?.measures ?? {};
  console.log(
    say(
      `${name.padEnd(16)} ${String(moves).padStart(2)} clients move; the fullest has ${before?.maxToMean.toFixed(2)} → ${after?.maxToMean.toFixed(2)} of the mean; no plan is better by more than ${(100 * (figures?.gap ?? 1)).toFixed(1)}%`,
      `${(planNames[name] ?? name).padEnd(22)} передаётся клиентов: ${String(moves).padStart(2)}; у самого загруженного ${inFigures(before?.maxToMean)} → ${inFigures(after?.maxToMean)} от среднего; лучший план был бы лучше не больше чем на ${inFigures(100 * (figures?.gap ?? 1), 1)} %`,
    ),
  );
}

const plan = made(compared.plans.leastDisruption);
const preview = await redistribution.preview(plan.id);
if (!preview) throw new Error('no preview');
console.log(
  `\n${bold(say('The plan that moves nobody but hers', 'План, который передаёт только её клиентов'))}\n${planTable(preview, locale, nameOf)}`,
);
const [move] = preview.moves;
if (move)
  console.log(
    dim(
      `${say('For example', 'Например')}: ${describeMove({ ...move, from: 'Peacock', to: nameOf(move.to) }, { dictionary })}`,
    ),
  );

const output = resolve(import.meta.dirname, 'output');
const picture = resolve(output, 'peacock-leaves.svg');
mkdirSync(output, { recursive: true });
writeFileSync(picture, loadPicture(preview, say, nameOf));
console.log(`${say('A picture of it', 'Картинка')}: ${relative(process.cwd(), picture)}`);

console.log(
  `\n${bold(say('Dodsworth objects, the head of sales approves, and it is done', 'Dodsworth возражает, руководитель утверждает, план применён'))}`,
);
const asked = preview.moves.find(({ to }) => to !== 'employee-9')?.clientId ?? '';
const edit = { kind: 'pin', clientId: asked, employeeId: 'employee-9' } as const;
const edited = made(
  await redistribution.edit(plan.id, [edit], {
    ...head,
    effort: 0.2,
    why: 'Dodsworth has sold to them before',
  }),
);
const again = await redistribution.preview(plan.id);
const placed = new Map(preview.moves.map(({ clientId, to }) => [clientId, to]));
const changed = again?.moves.filter(({ clientId, to }) => placed.get(clientId) !== to) ?? [];
console.log(
  say(
    `${asked} goes to Dodsworth; with it, ${changed.length} of ${edited.moves} moves are otherwise than before`,
    `${asked} — к Dodsworth; от этого иначе ${changed.length} из ${edited.moves} передач`,
  ),
);
made(await redistribution.approve(plan.id, head));
const onMovesInTransaction = (moves: readonly unknown[]) =>
  console.log(
    say(
      `The CRM moves its own records of ${moves.length} clients along`,
      `CRM вместе с планом меняет свои карточки, клиентов: ${moves.length}`,
    ),
  );
const applied = await redistribution.apply(plan.id, { ...head, onMovesInTransaction });
console.log(applied.ok ? `${say('Applied', 'Применён')}: ${await held()}` : JSON.stringify(applied));

const holding = await redistribution.explainCustody({ clientId: asked, role: 'clientManager' });
if (holding?.event.type === 'clientReassigned') {
  console.log(
    `${say(`Why does ${nameOf(holding.employeeId)} hold ${asked}?`, `Почему ${asked} ведёт ${nameOf(holding.employeeId)}?`)} ${describeEvent(holding.event, { dictionary, conveyor })}; ${say('approved by', 'утверждено:')} ${holding.plan?.approved?.by}`,
  );
}

console.log(`\n${bold(say('Peacock stays after all', 'Peacock всё-таки остаётся'))}`);
const undone = await redistribution.undo(plan.id, { ...head, why: 'Peacock stays' });
if (!undone.ok) throw new Error(JSON.stringify(undone));
console.log(
  say(`Undone, ${undone.conflicts.length} conflicts`, `Отменено, противоречий: ${undone.conflicts.length}`) +
    `: ${await held()}`,
);

function made(result: PlanResult): Plan {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.plan;
}

/** How many clients each of the nine holds. */
async function held(): Promise<string> {
  const { custody } = await sales.census();
  const count = (number: number) =>
    custody.find(({ employeeId }) => employeeId === `employee-${number}`)?.clients ?? 0;
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map(count).join(', ');
}
