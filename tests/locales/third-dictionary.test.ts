import {
  type ClientEvent,
  type Dictionary,
  describeCondition,
  describeEvent,
  explain,
  fact,
  labelIn,
} from 'sales-conveyor';
import { describeBlueprint, describeDiff, lintBlueprint } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { expect, test } from 'vitest';
import { defineConveyor } from '../../src/client/define-conveyor.ts';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';

/** As much German as a department begins with; the rest is English still. */
const de: Dictionary = {
  ...en,
  language: 'de',
  tag: 'de-DE',
  events: {
    ...en.events,
    orderShipped: 'Auftrag {orderId} versandt',
    clientPooled: 'im Pool {role:pool}: {cause}',
  },
  causes: { ...en.causes, causes: { ...en.causes.causes, registered: 'neu angelegt' } },
  conditions: { ...en.conditions, quote: '„{text}“' },
  facts: { ...en.facts, labels: { ...en.facts.labels, 'orders.count': 'Zahl der Aufträge' } },
  refusals: { ...en.refusals, RECEIVER_NEEDED: 'Wer aus der Rolle {role:role} übernimmt?' },
};

const event = (type: string, payload: object) =>
  ({ type, id: 'a#1', clientId: 'a', by: 'head', happenedAt: '', recordedAt: '', ...payload }) as ClientEvent;

test('a third language needs no change of the library, and has quotation marks of its own', () => {
  const blueprint = smallBlueprint({ roles: { head: { label: { en: 'head', de: 'Leiterin' } } } });
  const conveyor = defineConveyor(blueprint);
  const options = { dictionary: de, conveyor };
  expect(describeEvent(event('orderShipped', { orderId: 'o1' }), options)).toBe('Auftrag o1 versandt');
  const pooled = event('clientPooled', { pool: 'head', cause: { code: 'registered' } });
  expect(describeEvent(pooled, options)).toBe('im Pool „Leiterin“: neu angelegt');
  expect(explain({ reasons: [{ code: 'RECEIVER_NEEDED', role: 'head' }] }, options)).toBe(
    'Wer aus der Rolle „Leiterin“ übernimmt?',
  );
  expect(
    describeEvent(event('factsLearned', { facts: { 'orders.count': { value: 1 } } }), options),
  ).toContain('Zahl der Aufträge: 1');
  const renamed = smallBlueprint({ roles: { head: { label: { de: 'Chefin' } } } });
  expect(describeDiff(conveyor.blueprint, defineConveyor(renamed).blueprint, { dictionary: de })).toContain(
    'Role „Chefin“:\n  label: „Leiterin“ ',
  );
});

test('employees and clients are said by the names that the caller gives, in a record or by a function', () => {
  const refusal = { reasons: [{ code: 'EMPLOYEE_LACKS_ROLE', employeeId: 'e1', role: 'head' } as const] };
  const employees = { e1: 'Анна Петрова' };
  const said = explain(refusal, { dictionary: ru, names: { employees } });
  expect(said).toBe('Анна Петрова: нет роли head.');
  const byFunction = { employees: (id: string) => (id === 'e1' ? 'Анна Петрова' : undefined) };
  expect(explain(refusal, { dictionary: ru, names: byFunction })).toBe(said);
  expect(explain(refusal, { dictionary: ru, names: { employees: {} } })).toContain('e1');
  const merged = event('mergedAway', { into: 'c2' });
  expect(describeEvent(merged, { dictionary: ru, names: { clients: { c2: 'Ромашка' } } })).toContain(
    'Ромашка',
  );
});

test('a label is said in the language asked for, else in the blueprint’s, else in the first it has', () => {
  expect(labelIn('Лид', 'en')).toBe('Лид');
  expect(labelIn({ en: 'lead', ru: 'лид' }, 'ru', 'en')).toBe('лид');
  expect(labelIn({ de: 'Kontakt', en: 'lead', ru: 'лид' }, 'fr', 'ru')).toBe('лид');
  expect(labelIn({ de: 'Kontakt', en: 'lead' }, 'fr', 'ru')).toBe('Kontakt');
  expect(labelIn({ en: 'lead' }, 'constructor')).toBe('lead');
});

test('a label has a name in one language at least', () => {
  const withLabel = (label: Record<string, string>) => () => defineConveyor({ ...smallBlueprint({}), label });
  expect(withLabel({ pt: 'vendas' })).not.toThrow();
  expect(withLabel({})).toThrow('must have a name in one language at least');
});

test('a department that speaks Russian alone writes Russian alone', () => {
  const russian = (label: unknown): unknown => {
    if (typeof label !== 'object' || label === null) return label;
    if ('ru' in label && 'en' in label) return label.ru;
    if (Array.isArray(label)) return label.map(russian);
    return Object.fromEntries(Object.entries(label).map(([key, value]) => [key, russian(value)]));
  };
  const both = smallBlueprint({});
  const { blueprint } = defineConveyor({ ...(russian(both) as typeof both), language: 'ru' });
  const text = describeBlueprint(blueprint, { dictionary: en });
  expect(text).toContain(
    labelIn(both.states.kept?.label ?? Object.values(both.states)[0]?.label ?? '', 'ru'),
  );
  expect(lintBlueprint(blueprint)).toEqual(lintBlueprint(defineConveyor(both).blueprint));
  const condition = fact('orders.count').atLeast(3);
  expect(describeCondition(condition, { facts: blueprint.facts, dictionary: ru })).toContain('orders.count');
  expect(describeDiff(blueprint, blueprint, { dictionary: ru })).toBe('Отличий нет.');
});
