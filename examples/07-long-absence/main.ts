/** Vera is on parental leave for half a year: her clients go to others and return when she is back, but for one that stays. */
import { describeLeftOut, describePlanRefusal, openRedistribution } from 'sales-conveyor/redistribution';
import { dayIn, readLocale } from '../shared/locale.ts';
import { planTable } from '../shared/plan-table.ts';
import { addBase, made, smallDepartment } from '../shared/small-department.ts';
import { bold } from '../shared/terminal.ts';

const { dictionary, locale, say } = readLocale('07-long-absence');
const { sales, setClock } = await smallDepartment('2026-03-02T09:00:00.000Z');
const redistribution = openRedistribution(sales);
const head = { by: 'head' };
for (const id of ['vera', 'gleb', 'dora', 'ivan']) {
  await sales.employees.hire({
    id,
    roles: ['clientManager'],
    hoursPerMonth: 130,
    hiredAt: '2024-01-15T00:00:00Z',
  });
}
await addBase(sales, { vera: 30, gleb: 28, dora: 33, ivan: 25 });

const until = '2026-09-07T06:00:00.000Z';
await sales.employees.recordAbsence(
  'vera',
  { kind: 'parental', from: '2026-03-09T00:00:00Z', to: until },
  head,
);
const absence = { kind: 'absence', employeeId: 'vera', until } as const;
const effective = '2026-03-09T06:00:00Z';
const plan = made(
  await redistribution.plan(
    { reason: absence, role: 'clientManager', id: 'leave', effective, effort: 0.2 },
    head,
  ),
);
const preview = await redistribution.preview(plan.id);
if (preview)
  console.log(`${bold(say('While Vera is away', 'Пока Веры нет'))}\n${planTable(preview, locale)}`);
made(await redistribution.approve(plan.id, head));
const early = await redistribution.apply(plan.id, head);
if (!early.ok && 'refused' in early)
  console.log(`
${say('2 March', '2 марта')}: ${describePlanRefusal(early.refused, { dictionary })}`);

setClock(effective);
const { plans: applied } = await sales.runDue();
console.log(
  say(
    `9 March: the plan takes effect by itself: ${applied?.applied.map(({ moves }) => moves)} clients move, ${await held('vera')} stay with Vera`,
    `9 марта: план вступает в силу сам: передаётся клиентов: ${applied?.applied.map(({ moves }) => moves)}, остаётся за Верой: ${await held('vera')}`,
  ),
);

setClock('2026-06-01T09:00:00.000Z');
const taken = {
  type: 'assignHolder',
  clientId: 'vera-7',
  role: 'clientManager',
  reason: say('the client asked for him', 'клиент попросил'),
} as const;
const holder = (await sales.clients.get('vera-7'))?.custody.clientManager?.employeeId;
await sales.execute({ ...taken, employeeId: holder === 'ivan' ? 'gleb' : 'ivan' }, head);
const [leave] = (await sales.employees.get('vera'))?.absences ?? [];
if (leave) await sales.employees.changeAbsence('vera', leave.id, { to: '2026-10-05T06:00:00Z' }, head);

setClock(until);
const waiting = (await sales.runDue()).plans?.refused[0]?.refused[0];
if (waiting?.code === 'NOT_BACK')
  console.log(
    say(
      `7 September: Vera is not back; it is waited for, until ${waiting.until?.slice(0, 10)}`,
      `7 сентября: Вера ещё не вернулась; план ждёт до ${dayIn('ru', waiting.until ?? '')}`,
    ),
  );

setClock('2026-10-05T07:00:00.000Z');
const back = (await sales.runDue()).plans?.proposed[0];
if (!back) throw new Error('no plan of return');
console.log(
  say(
    `5 October: Vera is back; a plan returns ${back.moves} clients to her and leaves ${back.leftOut}:`,
    `5 октября: Вера вернулась; план возвращает ей клиентов: ${back.moves}, оставляет: ${back.leftOut}:`,
  ),
);
for (const one of (await redistribution.details(back.id))?.leftOut ?? []) {
  console.log(`  ${describeLeftOut(one, { dictionary })}`);
}
made(await redistribution.approve(back.id, head));
const returned = await redistribution.apply(back.id, head);
console.log(
  returned.ok
    ? say(`Vera has ${await held('vera')} clients again`, `У Веры снова клиентов: ${await held('vera')}`)
    : JSON.stringify(returned),
);

async function held(employeeId: string): Promise<number> {
  const { custody } = await sales.census();
  return custody
    .filter((one) => one.employeeId === employeeId)
    .reduce((sum, { clients }) => sum + clients, 0);
}
