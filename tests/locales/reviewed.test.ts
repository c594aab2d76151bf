/**
 * What the library says in Russian as a head of sales has read it: `reviewed.ru.txt`. A text that is new or otherwise is read, too,
 * before `vitest -u` writes it there.
 */
import {
  bareCauses,
  type Cause,
  describeCause,
  describeCondition,
  describeEvent,
  describeProblem,
  type EventType,
  explain,
  type RefusalCode,
  type RefusalReason,
} from 'sales-conveyor';
import { ru } from 'sales-conveyor/locales/ru';
import { expect, test } from 'vitest';
import { type DurationUnit, durationUnits } from '../../src/time/duration.ts';
import { conveyor } from '../client/department.ts';
import { eventOf, events, refusals } from '../client/every-word.ts';
import { everyProblem } from './every-problem.ts';

const numbers = [0, 1, 2, 5, 11, 21, 22, 1.5, -1.5];
const plural = (value: number) => new Intl.PluralRules(ru.tag).select(Math.abs(value));
const written = (value: number) => value.toLocaleString(ru.tag);

const inUnit = (unit: DurationUnit) => ({ n: { type: 'number', unit, label: 'срок' } }) as const;
const since = { t: { type: 'instant', label: 'дата' } } as const;

function countsOf(unit: DurationUnit): readonly string[] {
  const of = (is: 'atLeast' | 'equals') =>
    numbers.map((value) =>
      describeCondition({ fact: 'n', is, value }, { facts: inUnit(unit), dictionary: ru }),
    );
  const last = numbers
    .filter((value) => Number.isInteger(value) && value > 0)
    .map((value) => ({ fact: 't', is: 'withinLast', value: { [unit]: value } }) as const)
    .map((condition) => describeCondition(condition, { facts: since, dictionary: ru }));
  return [of('atLeast').join(' | '), of('equals').join(' | '), last.join(' | ')];
}

/** A woman, a man, and somebody of whom only the role is known. */
const people = { ivanova: 'Вера', petrova: 'Анна', denis: 'Глеб', head: 'Пётр', x: 'Вера', y: 'Глеб' };
const options = { dictionary: ru, conveyor, names: { employees: people, clients: () => 'Ромашка' } };

test('all of it, with numbers that take every form and with people of whatever gender, is as it was reviewed', async () => {
  const plans = (Object.keys(ru.causes.plans) as Cause<'plan'>['kind'][]).map(
    (kind) => ({ code: 'plan', kind, employeeIds: ['x', 'y'], planId: 'p', more: 3 }) as Cause,
  );
  const moves = (Object.keys(ru.causes.moves) as NonNullable<Cause<'plan'>['move']>[]).map(
    (move) => ({ code: 'plan', kind: 'manual', move, from: 'x', to: 'y' }) as Cause,
  );
  const lines = [
    ...durationUnits.flatMap(countsOf),
    numbers.map((value) => ru.causes.units.clients(written(value), plural(value))).join(' | '),
    ...(['is', 'of'] as const).map((form) =>
      numbers
        .map((value) => ru.regulation.workingHoursCount(written(value), plural(value))[form])
        .join(' | '),
    ),
    ...(Object.keys(refusals) as RefusalCode[]).map((code) =>
      explain({ reasons: [{ code, ...refusals[code] } as RefusalReason] }, options),
    ),
    ...(Object.keys(events) as EventType[]).map((type) =>
      describeEvent(eventOf(type, events[type]), options),
    ),
    ...[...bareCauses.map((code): Cause => ({ code })), ...plans, ...moves].map((cause) =>
      describeCause(cause, options),
    ),
    ...everyProblem.map((problem) => describeProblem(problem, options)),
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('reviewed.ru.txt');
});
