/** One client's life, from a lead to a manager's departure: six roles, each with what no other does. */
import { describeEvent } from 'sales-conveyor';
import { dayIn, readLocale } from '../shared/locale.ts';
import { bold } from '../shared/terminal.ts';
import { type Chapter, liveThrough } from './life.ts';

const { dictionary, locale, say } = readLocale('14-a-client-for-years');
const titles: Record<Chapter, string> = {
  lead: say('A lead, for the telemarketer', 'Лид у телемаркетолога'),
  entry: say('The development specialist waits for the decision', 'Специалист по развитию ждёт даты решения'),
  firstOrders: say('The first orders; the back office ships', 'Первые заказы; отгружает бэк-офис'),
  regular: say('A regular client, with an order operator', 'Действующий клиент с операционистом'),
  givenBack: say('The order operator gives the client back', 'Операционист возвращает клиента'),
  creditStop: say('A credit stop, by the back office', 'Бэк-офис останавливает отгрузки'),
  holiday: say('The manager is on holiday', 'Менеджер в отпуске'),
  anotherManager: say('The client wants another manager', 'Клиент просит другого менеджера'),
  departure: say('That one leaves', 'Новый менеджер уходит из компании'),
};
const names = {
  employees: {
    head: say('Head', 'Руководитель'),
    tanya: say('Tanya', 'Таня'),
    denis: say('Denis', 'Денис'),
    irina: say('Irina', 'Ирина'),
    pavel: say('Pavel', 'Павел'),
    olga: say('Olga', 'Ольга'),
    sonya: say('Sonya', 'Соня'),
    boris: say('Boris', 'Борис'),
  },
};

let told = 0;
for await (const { chapter, history, conveyor } of liveThrough(say('moves to another town', 'переезд'))) {
  console.log(bold(`\n${titles[chapter]}`));
  for (const event of history.slice(told))
    console.log(
      `  ${dayIn(locale, event.happenedAt)}  ${describeEvent(event, { dictionary, conveyor, names })}`,
    );
  told = history.length;
}
