import { fillTemplate } from '../errors/fill-template.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Label } from '../locales/label.ts';
import type { Condition, FactTest } from './condition.ts';
import { isFactReference, partsOf } from './condition.ts';
import type { UnmetTest } from './explain.ts';
import { unmetTests } from './explain.ts';
import type { Explanation } from './explanation.ts';
import type { Operator } from './operators.ts';
import { traitsOf } from './operators.ts';
import type { Wording, WordingOptions } from './wording.ts';
import { createWording } from './wording.ts';

/**
 * A condition as one sentence, without a full stop. Negation is said in the words of each test.
 * @example describeCondition(condition, { facts, dictionary: en }); // 'number of orders is at least 3 and segment is A'
 */
export function describeCondition(condition: Condition, options: WordingOptions): string {
  return withArguments('describeCondition', { condition, options }, () => {
    return clauseOf(condition, false, createWording(options)).text;
  });
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
  const texts = clauses.map((clause) =>
    (clause.joint ?? joint) === joint ? clause.text : `(${clause.text})`,
  );
  return { text: texts.join(joint), joint };
}

function testInWords(test: FactTest, negated: boolean, wording: Wording): string {
  const { phrases, label, operandInWords } = wording;
  if (typeof test.value === 'boolean') {
    const value = test.value === ((test.is === 'equals') !== negated);
    return fillTemplate(phrases.flag, { fact: label(test.fact), value: value ? phrases.yes : phrases.no });
  }
  const tests: Readonly<Record<Operator, string>> = phrases.tests;
  const { opposite } = traitsOf(test.is);
  const said = fillTemplate(tests[negated && opposite ? opposite : test.is], operandInWords(test));
  return fillTemplate(phrases.sentence, {
    fact: label(test.fact),
    test: negated && !opposite ? phrases.negate(said) : said,
  });
}

/** What words of an explanation are made for. */
export interface ExplanationWordingOptions extends WordingOptions {
  /** Names of the roles that supply facts; a role without one is written as it is. */
  readonly roles?: Readonly<Record<string, Label>>;
}

/**
 * An explanation as lines for a manager. First the verdict; then each test in the way with the actual value,
 * or what is not known and who can tell; then the nearest way to pass.
 */
export function describeExplanation(
  explanation: Explanation,
  options: ExplanationWordingOptions,
): readonly string[] {
  return withArguments('describeExplanation', { explanation, options }, () =>
    explanationInWords(explanation, options),
  );
}

function explanationInWords(
  { truth, tree, nearest }: Explanation,
  options: ExplanationWordingOptions,
): readonly string[] {
  const wording = createWording(options);
  const { phrases } = wording;
  const lines = [
    phrases.verdict[truth],
    ...unmetTests(tree).map((unmet) => unmetInWords(unmet, wording, options)),
  ];
  const steps = nearest.map((step) => testInWords(step, step.negated ?? false, wording));
  return steps.length > 0
    ? [...lines, fillTemplate(phrases.nearest, { steps: steps.join(phrases.and) })]
    : lines;
}

function unmetInWords(
  { test, wanted }: UnmetTest,
  wording: Wording,
  { roles }: ExplanationWordingOptions,
): string {
  const { phrases, said, label, list, valueInWords } = wording;
  const isResolved = isFactReference(test.value) || traitsOf(test.is).takes === 'duration';
  const { fact, needed, actual, reason } = test;
  const suppliers = (names: readonly string[]) =>
    names.length === 0
      ? ''
      : fillTemplate(phrases.suppliers, { roles: list(names.map((role) => said(roles?.[role] ?? role))) });
  const { missing } = test;
  const isAlone = missing?.length === 1 && missing[0]?.fact === fact;
  const missed = isAlone
    ? missing.map(({ suppliedBy }) => suppliers(suppliedBy))
    : missing?.map((other) => label(other.fact) + suppliers(other.suppliedBy));
  return [
    testInWords(test, wanted === 'no', wording),
    isResolved && needed !== null && fillTemplate(phrases.limit, { value: valueInWords(fact, needed).and }),
    actual !== null && fillTemplate(phrases.actually, { value: valueInWords(fact, actual).and }),
    missed && phrases[reason === 'invalid' ? reason : 'missing'] + (isAlone ? '' : ': ') + list(missed),
    reason === 'currency' && phrases.currency,
  ]
    .filter((part) => typeof part === 'string')
    .join('');
}
