import { fillTemplate } from '../errors/fill-template.ts';
import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { capital } from '../locales/capital.ts';
import type { Label } from '../locales/label.ts';
import { shifts } from './compile-test.ts';
import type { Condition, FactTest } from './condition.ts';
import { isFactReference, isNow, partsOf, type Truth } from './condition.ts';
import type { ExplainedCondition, ExplainedTest, Explanation } from './explanation.ts';
import { lookup } from './lookup.ts';
import type { Operator } from './operators.ts';
import { opposites } from './operators.ts';
import { oppositeOf } from './truth.ts';
import type { Wording, WordingOptions } from './wording.ts';
import { createWording } from './wording.ts';

/**
 * A condition as one sentence, without a full stop. Negation is said in the words of each test.
 * @example describeCondition(condition, { facts, dictionary: en }); // 'number of orders is at least 3 and segment is A'
 */
export function describeCondition(condition: Condition, options: WordingOptions): string {
  return withArguments(
    'describeCondition',
    {
      condition,
      ...inWords('describeCondition', options, 'facts', 'language', 'timeZone'),
      'options.facts': options?.facts,
    },
    () => {
      return clauseOf(condition, false, createWording(options)).text;
    },
  );
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
  const tests: Readonly<Record<Operator | `${'before' | 'after'}Now`, string>> = phrases.tests;
  const opposite = opposites[test.is];
  const is = negated && opposite ? opposite : test.is;
  const said = isNow(test.value)
    ? tests[`${is as 'before' | 'after'}Now`]
    : fillTemplate(tests[is], operandInWords(test));
  return phrases.sentence(label(test.fact), negated && !opposite ? phrases.negate(said) : said);
}

/** What words of an explanation are made for. */
export interface ExplanationWordingOptions extends WordingOptions {
  /** Names of the roles that supply facts; a role without one is written as it is. */
  readonly roles?: Readonly<Record<string, Label>>;
}

/**
 * An explanation as lines for a manager. First the verdict; then each test in the way with the actual value,
 * or what is not known and who can tell. Alternatives stand below a line of their own, each after a dash.
 */
export function describeExplanation(
  explanation: Explanation,
  options: ExplanationWordingOptions,
): readonly string[] {
  return withArguments(
    'describeExplanation',
    {
      explanation,
      ...inWords('describeExplanation', options, 'facts', 'language', 'timeZone', 'roles'),
      'options.facts': options?.facts,
    },
    () => {
      const wording = createWording(options);
      const { truth, tree } = explanation;
      return [wording.phrases.verdict[truth], ...unmetLines(tree, 'yes', wording, options)];
    },
  );
}

/** What is in the way, a line for each test. */
function unmetLines(
  node: ExplainedCondition,
  wanted: Truth,
  wording: Wording,
  options: ExplanationWordingOptions,
): readonly string[] {
  if (node.truth === wanted) return [];
  if ('fact' in node) return [unmetInWords(node, wanted, wording, options)];
  if ('not' in node) return unmetLines(node.not, oppositeOf[wanted], wording, options);
  const parts = partsOf(node)
    .map((part) => unmetLines(part, wanted, wording, options))
    .filter((lines) => lines.length > 0);
  if ('all' in node === (wanted === 'yes') || parts.length < 2) return parts.flat();
  const { oneOf, together } = wording.phrases;
  const below = parts.flatMap((lines) =>
    lines.filter((line) => !line.startsWith(DASH)).length > 1 ? headed(together, lines) : lines,
  );
  return headed(oneOf, below);
}

const DASH = '– ';

const headed = (head: string, lines: readonly string[]) => [`${head}:`, ...lines.map((line) => DASH + line)];

function unmetInWords(
  test: ExplainedTest,
  wanted: Truth,
  wording: Wording,
  { roles, facts }: ExplanationWordingOptions,
): string {
  const { phrases, said, label, list, valueInWords } = wording;
  const { fact, needed, actual, reason, missing, value } = test;
  const name = label(fact);
  const isFlag = typeof value === 'boolean';
  const inWords = (one: unknown) => ({ value: valueInWords(fact, one).and });
  const suppliers = (names: readonly string[]) =>
    names.length === 0
      ? ''
      : fillTemplate(phrases.suppliers, { roles: list(names.map((role) => said(roles?.[role] ?? role))) });
  const isAlone = missing?.length === 1 && missing[0]?.fact === fact;
  const missed = isAlone
    ? missing.map(({ suppliedBy }) => suppliers(suppliedBy))
    : missing?.map((other) => label(other.fact) + suppliers(other.suppliedBy));
  const isNeeded = (wanted === 'yes') === ((test.is === 'equals') === value);
  const isMoment = test.is === 'before' || test.is === 'after' || shifts[test.is] !== undefined;
  const line = [
    isFlag
      ? actual === null
        ? name
        : fillTemplate(phrases.flag, { fact: name, ...inWords(actual) })
      : testInWords(test, wanted === 'no', wording),
    isFactReference(value) && needed !== null && ` (${inWords(needed).value})`,
    actual !== null && !isFlag && phrases.actually(name, inWords(actual).value, isMoment),
    missed && phrases[reason === 'invalid' ? reason : 'missing'] + (isAlone ? '' : ': ') + list(missed),
    isFlag && (actual !== null || !isNeeded) && fillTemplate(phrases.needed, inWords(isNeeded)),
    reason === 'currency' && phrases.currency,
  ]
    .filter((part) => typeof part === 'string')
    .join('');
  // A fact without words is said by its path, as it is written.
  return lookup(facts, fact) ? capital(line) : line;
}
