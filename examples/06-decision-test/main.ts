/** Test a rule of your conveyor in three lines: given what happened, when somebody does something, then this follows. */
import { defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { type GivenEvent, scenario } from 'sales-conveyor/testing';
import { readLocale } from '../shared/locale.ts';

const { say } = readLocale('06-decision-test');

const conveyor = defineConveyor(mixed());
const now = '2026-03-02T10:00:00.000Z';
const tanya = { id: 'tanya', roles: ['telemarketer'] };
const denis = { id: 'denis', roles: ['developmentSpecialist'] };

const offered: GivenEvent[] = [
  { type: 'clientRegistered', source: 'cold', state: 'qualified', happenedAt: now },
  { type: 'holderAssigned', role: 'telemarketer', employeeId: 'tanya' },
  {
    type: 'handoffOffered',
    handoff: {
      transfer: 'handToDevelopment',
      from: { role: 'telemarketer', employeeId: 'tanya' },
      to: { role: 'developmentSpecialist', employeeId: 'denis' },
      offeredAt: now,
      expiresAt: '2026-03-02T14:00:00.000Z',
    },
  },
];

scenario(conveyor)
  .given(...offered)
  .when({ type: 'rejectHandoff', clientId: 'client', reason: 'incomplete' }, { now, by: denis })
  .then([{ type: 'handoffRejected', reason: 'incomplete', fixable: true }]);
console.log(
  say(
    'A fixable rejection leaves the client with the sender.',
    'Отказ с доработкой оставляет клиента у отправителя.',
  ),
);

scenario(conveyor)
  .given(...offered)
  .when({ type: 'acceptHandoff', clientId: 'client' }, { now, by: tanya })
  .then({ refused: ['CONDITION_NOT_MET', 'NOT_AUTHORIZED'] });
console.log(
  say('The sender cannot accept for the receiver.', 'Отправитель не может принять передачу за получателя.'),
);

scenario(conveyor)
  .given(...offered)
  .when({ type: 'advanceTime', clientId: 'client' }, { now: '2026-03-02T14:00:00.000Z', by: tanya })
  .then([{ type: 'handoffEscalated', handoff: { escalated: { to: 'headOfSales', cause: 'expired' } } }]);
console.log(
  say(
    'An unanswered handoff goes to the head of sales.',
    'Передачу, на которую не ответили, решает руководитель отдела продаж.',
  ),
);
