import type { Phrase } from '../locales/condition-phrases.ts';
import type { Label } from '../locales/label.ts';
import type { Condition, FactTest } from './condition.ts';
import { partsOf } from './condition.ts';
import type { UnmetTest } from './explain.ts';
import { unmetTests } from './explain.ts';
import type { Explanation, MissingFact } from './explanation.ts';
import type { Operator, ReversibleOperator } from './operators.ts';
import { traitsOf } from './operators.ts';
import type { Wording, WordingOptions } from './wording.ts';
import { createWording } from './wording.ts';

/**
 * A condition as one sentence, without a full stop. Negation is said in the words of each test.
 * @throws UNKNOWN_LOCALE
 * @example describeCondition(condition, { facts, locale: 'en' }); // 'number of orders is at least 3 and segment is A'
 */
export function describeCondition(condition: Condition, options: WordingOptions): string {
  return clauseOf(condition, false, createWording(options)).text;
}

interface Clause {
  readonly text: string;
  /** What joins its parts, when it has several. */
  readonly joint?: string;
}

function clauseOf(condition: Condition, negated: boolean, wording: Wording): Clause {
  const { phrases } = wording;
  if ('fact' in condition) return { text: testInWords(condition, negated, wording) };
  if ('not' in condition) return clauseOf(condition.not, !negated, wording);
  const joint = 'all' in condition === negated ? phrases.or : phrases.and;
  const clauses = partsOf(condition).map((part) => clauseOf(part, negated, wording));
  const [only, ...others] = clauses;
  if (!only) return { text: negated ? phrases.never : phrases.always };
  if (others.length === 0) return only;
  const texts = clauses.map((clause) => ((clause.joint ?? joint) === joint ? clause.text : `(${clause.text})`));
  return { text: texts.join(joint), joint };
}

function testInWords(test: FactTest, negated: boolean, { phrases, label, operandOf }: Wording): string {
  const tests: Record<Operator, Phrase> = phrases.tests;
  const negatedTests: Record<Exclude<Operator, ReversibleOperator>, Phrase> = phrases.negatedTests;
  const { opposite = test.is } = traitsOf(test.is);
  const phrase = 
}
