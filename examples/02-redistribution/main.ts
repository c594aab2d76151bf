/** Peacock leaves Northwind on Friday: three plans, a preview, an objection, approval, application, and all of it undone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createSales, defineConveyor, describeEvent, memoryStore } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { mixed } from 'sales-conveyor/presets';
import { describeMove, openRedistribution, type Plan, type PlanResult } from 'sales-conveyor/redistribution';
import { planTable } from '../shared/plan-table.ts';
import { bold, dim } from '../shared/terminal.ts';
import { importHolders, importOrders, nameOf, today } from './import-base.ts';
import { loadPicture } from './load-picture.ts';

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

console.log(bold('Peacock leaves: three plans for her clients'));
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
    `${name.padEnd(16)} ${String(moves).padStart(2)} clients move; the fullest has ${before?.maxToMean.toFixed(2)} → ${after?.maxToMean.toFixed(2)} of the mean; no plan is better by more than ${(100 * (figures?.gap ?? 1)).toFixed(1)}%`,
  );
}

const plan = made(compared.plans.leastDisruption);
const preview = await redistribution.preview(plan.id);
if (!preview) throw new Error('no preview');
console.log(`\n${bold('The plan that moves nobody but hers')}\n${planTable(preview, nameOf)}`);
const [move] = preview.moves;
if (move)
  console.log(
    dim(
      `For example: ${describeMove({ ...move, from: 'Peacock', to: nameOf(move.to) }, { dictionary: en })}`,
    ),
  );

const output = resolve(import.meta.dirname, 'output');
const picture = resolve(output, 'peacock-leaves.svg');
mkdirSync(output, { recursive: true });
writeFileSync(picture, loadPicture(preview, 'Peacock leaves Northwind', nameOf));
console.log(`A picture of it: ${relative(process.cwd(), picture)}`);

console.log(`\n${bold('Dodsworth objects, the head of sales approves, and it is done')}`);
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
  `${asked} goes to Dodsworth; with it, ${changed.length} of ${edited.moves} moves are otherwise than before`,
);
made(await redistribution.approve(plan.id, head));
const onMovesInTransaction = (moves: readonly unknown[]) =>
  console.log(`The CRM moves its own records of ${moves.length} clients along`);
const applied = await redistribution.apply(plan.id, { ...head, onMovesInTransaction });
console.log(applied.ok ? `Applied: ${await held()}` : JSON.stringify(applied));

const holding = await redistribution.explainCustody({ clientId: asked, role: 'clientManager' });
if (holding?.event.type === 'clientReassigned') {
  console.log(
    `Why does ${nameOf(holding.employeeId)} hold ${asked}? ${describeEvent(holding.event, { dictionary: en, conveyor })}; approved by ${holding.plan?.approved?.by}`,
  );
}

console.log(`\n${bold('Peacock stays after all')}`);
const undone = await redistribution.undo(plan.id, { ...head, why: 'Peacock stays' });
if (!undone.ok) throw new Error(JSON.stringify(undone));
console.log(`Undone, ${undone.conflicts.length} conflicts: ${await held()}`);

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
