/** One condition: built, stored as JSON, evaluated, explained, said in words. */
import {
  all,
  any,
  builtInFacts,
  compileCondition,
  describeCondition,
  describeExplanation,
  fact,
  parseCondition,
} from 'sales-conveyor';
import { readLocale } from '../shared/locale.ts';

const { dictionary, say } = readLocale('04-conditions');

const condition = all(
  fact('orders.count').atLeast(3),
  any(fact('orders.lastAt').withinLast({ days: 60 }), fact('windows.nextAt').present()),
);

const stored = JSON.stringify(condition);
const facts = builtInFacts;
const restored = parseCondition(JSON.parse(stored), facts);
console.log(describeCondition(restored, { facts, dictionary }));

const ready = compileCondition(restored, { facts });
const answers = { yes: say('yes', 'да'), no: say('no', 'нет'), unknown: say('unknown', 'неизвестно') };
const now = '2026-03-01T00:00:00.000Z';
console.log(answers[ready.evaluate({ 'orders.count': 5, 'orders.lastAt': '2026-02-01T00:00:00.000Z' }, now)]);
console.log(answers[ready.evaluate({ 'orders.count': 5 }, now)]);

const explanation = ready.explain({ 'orders.count': 2, 'orders.lastAt': '2025-12-01T00:00:00.000Z' }, now);
console.log(describeExplanation(explanation, { facts, dictionary }).join('\n'));
