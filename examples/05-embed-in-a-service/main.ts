/** Embed the conveyor in a service: your clock, your ids, your store; refusals go to the screen as data and as words. */
import { createSales, defineConveyor, describeEvent, explain, labelIn, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { readLocale } from '../shared/locale.ts';

const { dictionary, locale, say } = readLocale('05-embed-in-a-service');

let time = new Date('2026-03-02T09:00:00Z');
let lastId = 0;
const conveyor = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));
const sales = createSales({
  conveyor,
  store: memoryStore(),
  clock: () => time,
  ids: () => `command-${++lastId}`,
  tenant: 'north',
});

await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 });
await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
await sales.execute(
  { type: 'assignHolder', clientId: 'acme', role: 'telemarketer', employeeId: 'tanya' },
  { by: 'tanya' },
);
await sales.execute({ type: 'transfer', clientId: 'acme', transfer: 'startQualification' }, { by: 'tanya' });

const qualify = { type: 'transfer', clientId: 'acme', transfer: 'qualify' } as const;
const tooEarly = await sales.execute(qualify, { by: 'tanya' });
if (!tooEarly.ok) console.log(explain(tooEarly.refusal, { conveyor, dictionary }));

const facts = { fit: true, constantNeed: true, cardComplete: true };
await sales.execute({ type: 'learnFacts', clientId: 'acme', facts }, { by: 'tanya' });
const director = { personId: 'p-1', name: 'A. Director', part: 'decisionMaker' } as const;
await sales.execute({ type: 'recordPerson', clientId: 'acme', ...director }, { by: 'tanya' });
const done = await sales.execute(qualify, { by: 'tanya', commandId: 'button-17' });
const pressedTwice = await sales.execute(qualify, { by: 'tanya', commandId: 'button-17' });
const stateOf = (state = '') => labelIn(conveyor.blueprint.states[state]?.label ?? state, locale);
console.log(
  done.ok && stateOf(done.client.state),
  pressedTwice.repeated ? say('repeated', 'повтор') : say('new', 'новое'),
);

// Days later nobody has called again: time does its part when the service lets it.
const deferral = { transfer: 'defer', reason: 'notNow', wakeAt: '2026-04-01T06:00:00Z' };
await sales.execute({ type: 'transfer', clientId: 'acme', ...deferral }, { by: 'tanya' });
time = new Date('2026-04-01T07:00:00Z');
const due = await sales.runDue();
console.log(
  say(`${due.clients} client woken`, `пора перезвонить, клиентов: ${due.clients}`) +
    `: ${stateOf((await sales.clients.get('acme'))?.state)}`,
);

for await (const event of sales.events({ after: 0 }))
  if (!('taskId' in event) && ('clientId' in event || 'employeeId' in event))
    console.log(event.position, describeEvent(event, { conveyor, dictionary }));
