import type { Duration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { AllOf, AnyOf, Condition, FactTest, Literal, Negation, Now, Operand } from './condition.ts';
import { isFactReference } from './condition.ts';
import type { FactDeclaration, FactSchema, FactType, FactValueOf, Money } from './fact-schema.ts';
import type { Operator } from './operators.ts';
import { operatorNames, traitsOf } from './operators.ts';

/**
 * Passes when every part does; `all()` always passes.
 * @example all(fact('orders.count').atLeast(3), not(fact('segment').equals('C')))
 */
export const all = (...parts: readonly Condition[]): AllOf => ({ all: parts });

/** Passes when at least one part does. */
export const any = (...parts: readonly [Condition, ...Condition[]]): AnyOf => ({ any: parts });

/** Passes when the part fails; unknown stays unknown. */
export const not = (part: Condition): Negation => ({ not: part });

/** The moment of evaluation: `fact('contract.endsAt').before(now)`. */
export const now: Now = { now: true };

declare const typeOfFact: unique symbol;

/** A fact as an operand: `fact('a').atLeast(fact('b'))`. Facts compare with facts of the same type only. */
export interface FactOperand<Type extends FactType> {
  readonly fact: string;
  /** Exists for the compiler only. */
  readonly [typeOfFact]: Type;
}

/** The tests of a fact of any type. */
export interface AnyFactTests<Type extends FactType> extends FactOperand<Type> {
  present(): FactTest;
  absent(): FactTest;
}

/** The tests of a fact that is a single value. */
export interface ScalarTests<Type extends FactType, Value> extends AnyFactTests<Type> {
  equals(value: Value | FactOperand<Type>): FactTest;
  differs(value: Value | FactOperand<Type>): FactTest;
}

/** The tests of a fact that is an amount. */
export interface QuantityTests<Type extends FactType, Value> extends ScalarTests<Type, Value> {
  atLeast(value: Value | FactOperand<Type>): FactTest;
  atMost(value: Value | FactOperand<Type>): FactTest;
  above(value: Value | FactOperand<Type>): FactTest;
  below(value: Value | FactOperand<Type>): FactTest;
  /** Both ends included; the same as `all(atLeast, atMost)`. */
  between(least: Value | FactOperand<Type>, most: Value | FactOperand<Type>): AllOf;
}

/** The tests that choose among values. */
export interface ChoiceTests<Value> {
  oneOf(...values: readonly Value[]): FactTest;
  noneOf(...values: readonly Value[]): FactTest;
}

/** The tests of a fact that is a text; case-sensitive. */
export interface TextTests extends ScalarTests<'text', string>, ChoiceTests<string> {
  contains(text: string | FactOperand<'text'>): FactTest;
  startsWith(text: string | FactOperand<'text'>): FactTest;
  endsWith(text: string | FactOperand<'text'>): FactTest;
}

/** The tests of a fact that is a moment. */
export interface InstantTests extends ScalarTests<'instant', Instant> {
  before(moment: Instant | Now | FactOperand<'instant'>): FactTest;
  after(moment: Instant | Now | FactOperand<'instant'>): FactTest;
  withinLast(duration: Duration): FactTest;
  withinNext(duration: Duration): FactTest;
  olderThan(duration: Duration): FactTest;
  furtherThan(duration: Duration): FactTest;
}

/** The tests of a fact that is a list of texts. */
export interface ListTests<Item> extends AnyFactTests<'texts'> {
  includes(item: Item): FactTest;
  includesAny(...items: readonly Item[]): FactTest;
  includesAll(...items: readonly Item[]): FactTest;
}

interface TestsByType<Value> {
  number: QuantityTests<'number', number> & ChoiceTests<number>;
  money: QuantityTests<'money', Money>;
  text: TextTests;
  boolean: ScalarTests<'boolean', boolean>;
  instant: InstantTests;
  enum: ScalarTests<'enum', Value> & ChoiceTests<Value>;
  texts: ListTests<Value extends readonly (infer Item)[] ? Item : never>;
}

/** The tests that a declared fact offers. */
export type TestsOf<Declaration extends FactDeclaration> = TestsByType<
  FactValueOf<Declaration>
>[Declaration['type']];

/** Starts a test of a declared fact; undeclared paths do not compile. */
export type FactBuilder<Schema extends FactSchema> = <Path extends keyof Schema & string>(
  path: Path,
) => TestsOf<Schema[Path]>;

/** The `fact` of a schema known at compile time: `const fact: FactBuilder<BuiltInFacts> = factBuilder()`. */
export function factBuilder<Schema extends FactSchema>(): FactBuilder<Schema> {
  return (path) => testsOf(path) as TestsOf<Schema[typeof path]>;
}

/**
 * The `fact` of a schema at hand.
 * @example const { fact } = factsOf({ segment: { type: 'enum', values: ['A', 'B'], label } });
 */
export function factsOf<const Schema extends FactSchema>(
  _schema: Schema,
): { readonly fact: FactBuilder<Schema> } {
  return { fact: factBuilder() };
}

type BuildTest = (...operands: readonly Operand[]) => FactTest;

/** Every operator, whatever the type of the fact: which of them suit is the compiler's business. */
function testsOf(fact: string): unknown {
  const entries = operatorNames.map((is): [Operator, BuildTest] => [
    is,
    (...given) => testOf(fact, is, given),
  ]);
  const tests = Object.fromEntries(entries) as Record<Operator, BuildTest>;
  const between = (least: Operand, most: Operand) => all(tests.atLeast(least), tests.atMost(most));
  return { fact, ...tests, between };
}

function testOf(fact: string, is: Operator, operands: readonly Operand[]): FactTest {
  const { takes } = traitsOf(is);
  if (takes === 'values' || takes === 'items') return { fact, is, value: operands as Literal };
  const [operand] = operands;
  if (operand === undefined) return { fact, is };
  return { fact, is, value: isFactReference(operand) ? { fact: operand.fact } : operand };
}
