/** A day of an order desk: the cut-off, a holiday, an absence; what was promised, and how many people the desk needs. */
import { defineConveyor, type Label, labelIn } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import {
  agentsFor,
  defineWork,
  describeDeadline,
  describeTaskRefusal,
  mixedWork,
  type Task,
  type TaskCommand,
} from 'sales-conveyor/work';
import { readLocale } from '../shared/locale.ts';

const { say, dictionary } = readLocale('16-order-desk');

// Friday is a short day; Monday, the 9th of March, is a holiday.
const workingTime = {
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
  holidays: ['2026-03-09'],
  dates: { '2026-03-06': [{ from: '09:00', to: '17:00' }] },
};
const conveyor = defineConveyor({ ...mixed({ timeZone: 'Europe/Moscow' }), workingTime });
const work = defineWork(conveyor, mixedWork());
const words = { dictionary, conveyor, work };
const named = (label: Label = '') => labelIn(label, dictionary.language);
const queueNamed = (queue: string) => named(work.document.queues[queue]?.label);
// The classes of all types are the same two.
const classNamed = (service: string) =>
  named(work.document.tasks.enterOrder?.service.find(({ name }) => name === service)?.label);

const tasks = new Map<string, Task>();
const roles: Readonly<Record<string, string[]>> = {
  anna: ['clientManager'],
  vera: ['orderOperator'],
  oleg: ['orderOperator'],
  boris: ['backOffice'],
  head: ['headOfSales'],
};

/** Times are Moscow's on the 6th of March, unless a day is said. */
const at = (time: string, day = '06') => new Date(`2026-03-${day}T${time}:00+03:00`).toISOString();

function tell(now: string, by: string, command: TaskCommand, segment = 'B'): void {
  const context = { now, by, roles: roles[by] ?? [], facts: { segment } };
  const outcome = work.decide(tasks.get(command.taskId), command, context);
  if (outcome.ok) tasks.set(outcome.task.id, outcome.task);
  else console.log(`${by}: ${describeTaskRefusal(outcome.refused, words)}`);
}

function takeNext(now: string, by: string, queue: string): string | undefined {
  const [next] = work.inOrder([...tasks.values()], queue, by, now);
  if (next) tell(now, by, { type: 'take', taskId: next.id });
  return next?.id;
}

const open = (now: string, by: string, taskId: string, taskType: string, segment?: string) =>
  tell(now, by, { type: 'open', taskId, taskType, clientId: `client-${taskId}` }, segment);

open(at('09:10'), 'anna', 'order-1', 'enterOrder');
open(at('09:20'), 'anna', 'order-2', 'enterOrder', 'A');
open(at('09:30'), 'anna', 'order-3', 'enterOrder');
console.log(
  say('Clients of segment A go first:', 'Сначала клиенты сегмента A:'),
  takeNext(at('09:35'), 'vera', 'orderDesk'),
);
console.log(
  say('Then the earliest deadline:', 'Затем ближайший срок:'),
  takeNext(at('09:36'), 'oleg', 'orderDesk'),
);
tell(at('09:36'), 'oleg', { type: 'take', taskId: 'order-2' });

tell(at('10:00'), 'vera', { type: 'finish', taskId: 'order-2' });
open(at('10:00'), 'vera', 'ship-2', 'shipOrder', 'A');
console.log(say('Vera has next:', 'Вера берёт:'), takeNext(at('10:01'), 'vera', 'orderDesk'));
// The order has no prices: the task goes back, the client stays with Anna.
tell(at('10:10'), 'vera', { type: 'return', taskId: 'order-3', reason: 'incomplete' });
tell(at('11:40'), 'anna', { type: 'resubmit', taskId: 'order-3', note: 'prices are in' });

// Oleg goes home ill at noon: the head puts what he has in hand back into the queue.
const back = { type: 'passOn', taskId: 'order-1', to: { queue: 'orderDesk' } } as const;
tell(at('12:00'), 'vera', back);
tell(at('12:00'), 'head', back);
for (const [took, done] of [
  ['12:05', '12:20'],
  ['12:25', '12:45'],
] as const) {
  const taskId = takeNext(at(took), 'vera', 'orderDesk') as string;
  tell(at(done), 'vera', { type: 'finish', taskId });
  open(at(done), 'vera', taskId.replace('order', 'ship'), 'shipOrder');
}
open(at('14:30'), 'vera', 'ship-late', 'shipOrder');
for (const time of ['15:00', '15:20', '15:40']) {
  const taskId = takeNext(at(time), 'boris', 'documents');
  if (taskId) tell(at(time.replace(/\d$/, '9')), 'boris', { type: 'finish', taskId });
}

const monday = at('10:00', '10');
for (const taskId of ['ship-1', 'ship-late', 'order-3']) {
  const explained = work.explainDeadline(tasks.get(taskId) as Task, 'resolve', monday);
  if (explained) console.log(`\n${taskId}\n${describeDeadline(explained, words)}`);
}

console.log(
  say('\nWho used up how much of order-3, in minutes:', '\nКто сколько израсходовал по order-3, в минутах:'),
);
for (const { queue, waitingMinutes, inHandMinutes, usedMinutes } of work.chainUse(
  tasks.get('order-3') as Task,
  monday,
))
  console.log(
    `${queue ? queueNamed(queue) : say('whoever opened it', 'кто поставил')}:`,
    say(
      `waiting ${waitingMinutes}, in hand ${inHandMinutes}, used ${usedMinutes}`,
      `ожидание ${waitingMinutes}, в работе ${inHandMinutes}, всего ${usedMinutes}`,
    ),
  );

const period = { from: at('00:00'), until: at('00:00', '10'), now: monday };
for (const { queue, service, resolve, done, rightFirstTime, open: left } of work.measures(
  [...tasks.values()],
  period,
))
  console.log(
    `${queueNamed(queue)}, ${classNamed(service)}:`,
    say(
      `on time ${resolve.onTime} of ${resolve.due}, done ${done}, right first time ${rightFirstTime}, open ${left.count}`,
      `в срок ${resolve.onTime} из ${resolve.due}, сделано ${done}, с первого раза ${rightFirstTime}, открыто ${left.count}`,
    ),
  );

const load = { arrivalsPerHour: 20, handlingMinutes: 10 };
const needed = agentsFor({ ...load, target: { serviceLevel: 0.8, withinMinutes: 10 } });
console.log(
  say(
    `\n20 orders an hour of 10 minutes, 80% begun within 10 minutes: ${needed.agents} operators`,
    `\n20 заказов в час по 10 минут, 80 % начать за 10 минут: операторов нужно ${needed.agents}`,
  ),
);
