/** Nina is new: she gets clients as fast as she can take them; nobody loses a protected client or a quarter of their base, no client moves twice. */
import { openRedistribution, type PlanPolicyInput, policies } from 'sales-conveyor/redistribution';
import { readLocale } from '../shared/locale.ts';
import { planTable } from '../shared/plan-table.ts';
import { addBase, everybodyBuys, made, smallDepartment } from '../shared/small-department.ts';
import { bold } from '../shared/terminal.ts';

const { locale, say } = readLocale('08-new-hire');
const { sales, setClock } = await smallDepartment('2026-03-02T09:00:00.000Z');
const redistribution = openRedistribution(sales);
const head = { by: 'head' };
const colleagues = ['gleb', 'dora', 'ivan'];
for (const id of colleagues) {
  await sales.employees.hire({
    id,
    roles: ['clientManager'],
    hoursPerMonth: 130,
    hiredAt: '2024-01-15T00:00:00Z',
  });
}
const bases = { gleb: 62, dora: 70, ivan: 54 };
await addBase(sales, bases);
await sales.employees.hire({
  id: 'nina',
  roles: ['clientManager'],
  hoursPerMonth: 130,
  hiredAt: '2026-03-02T06:00:00Z',
});
for (const clientId of ['dora-1', 'dora-2']) {
  await sales.execute(
    { type: 'placeHold', clientId, hold: 'protected', reason: say('a late deal', 'сделка на исходе') },
    head,
  );
}

const policy: PlanPolicyInput = {
  ...policies.balanced,
  limits: { maxLoss: { clients: 0.25 } },
  coolDown: { months: 6 },
};
const steps = [
  [
    '2026-03-02T09:00:00.000Z',
    say('her first month, at two fifths of her speed', 'первый месяц, две пятых скорости'),
  ],
  ['2026-05-04T09:00:00.000Z', say('her third month, at nine tenths', 'третий месяц, девять десятых')],
  ['2026-08-03T09:00:00.000Z', say('her sixth month, at full speed', 'шестой месяц, полная скорость')],
] as const;
for (const [now, when] of steps) {
  setClock(now);
  await everybodyBuys(sales, bases, now);
  const id = `nina-${now.slice(0, 7)}`;
  const reason = { kind: 'newHire', employeeId: 'nina' } as const;
  const plan = made(
    await redistribution.plan({ reason, role: 'clientManager', id, policy, effort: 0.2 }, head),
  );
  const preview = await redistribution.preview(id);
  if (preview)
    console.log(
      `${bold(say(`Nina in ${when}: ${plan.moves} clients`, `Нина, ${when}: клиентов ${plan.moves}`))}\n${planTable(preview, locale)}\n`,
    );
  made(await redistribution.approve(id, head));
  const applied = await redistribution.apply(id, head);
  if (!applied.ok) throw new Error(JSON.stringify(applied));
}

const moved = new Set<string>();
let moves = 0;
for await (const plan of redistribution.list()) {
  for (const { clientId } of (await redistribution.details(plan.id))?.moves ?? []) {
    moved.add(clientId);
    moves++;
  }
}
console.log(
  say(
    `${moves} moves, ${moved.size} clients: ${moves - moved.size} were moved twice`,
    `передач: ${moves}, клиентов: ${moved.size}, дважды передано: ${moves - moved.size}`,
  ),
);
const review = await redistribution.review('nina-2026-03');
if (review.ok)
  console.log(
    say(
      `Of the ${review.review.moved} clients of March, ${review.review.retained} are still with Nina`,
      `Из мартовских клиентов (${review.review.moved}) Нина и сейчас ведёт ${review.review.retained}`,
    ),
  );
