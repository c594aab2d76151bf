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
  /** Passes when the fact has a usable value. Never unknown. */
  present(): FactTest;
  /** Passes when the fact has no usable value. Never unknown. */
  absent(): FactTest;
}

/** The tests of a fact that is a single value. */
export interface ScalarTests<Type extends FactType, Value> extends AnyFactTests<Type> {
  /** Passes when the fact is this value. */
  equals(value: Value | FactOperand<Type>): FactTest;
  /** Passes when the fact is known to be another value. */
  differs(value: Value | FactOperand<Type>): FactTest;
}

/** The tests of a fact that is an amount. Money of two currencies does not compare: the answer is unknown. */
export interface QuantityTests<Type extends FactType, Value> extends ScalarTests<Type, Value> {
  /** Passes from this value (included) upwards. */
  atLeast(value: Value | FactOperand<Type>): FactTest;
  /** Passes up to this value (included). */
  atMost(value: Value | FactOperand<Type>): FactTest;
  /** Passes beyond this value (excluded). */
  above(value: Value | FactOperand<Type>): FactTest;
  /** Passes short of this value (excluded). */
  below(value: Value | FactOperand<Type>): FactTest;
  /** Both ends included; the same as `all(atLeast, atMost)`. */
  between(least: Value | FactOperand<Type>, most: Value | FactOperand<Type>): AllOf;
}

/** The tests that choose among values. */
export interface ChoiceTests<Value> {
  /** Passes when the fact is one of these values, at least one of which must be given. */
  oneOf(...values: readonly Value[]): FactTest;
  /** Passes when the fact is known and none of these values, at least one of which must be given. */
  noneOf(...values: readonly Value[]): FactTest;
}

/** The tests of a fact that is a text; case-sensitive. */
export interface TextTests extends ScalarTests<'text', string>, ChoiceTests<string> {
  /** Passes when this text stands anywhere in the fact; an empty one stands everywhere. */
  contains(text: string | FactOperand<'text'>): FactTest;
  /** Passes when the fact begins with this text. */
  startsWith(text: string | FactOperand<'text'>): FactTest;
  /** Passes when the fact ends with this text. */
  endsWith(text: string | FactOperand<'text'>): FactTest;
}

/** The tests of a fact that is a moment. */
export interface InstantTests extends ScalarTests<'instant', Instant> {
  /** Passes when the fact is earlier than this moment. */
  before(moment: Instant | Now | FactOperand<'instant'>): FactTest;
  /** Passes when the fact is later than this moment. */
  after(moment: Instant | Now | FactOperand<'instant'>): FactTest;
  /** Passes from so long ago until the moment of evaluation, both included. */
  withinLast(duration: Duration): FactTest;
  /** Passes from the moment of evaluation until so long after it, both included. */
  withinNext(duration: Duration): FactTest;
  /** Passes when the fact is longer ago than this. */
  olderThan(duration: Duration): FactTest;
  /** Passes when the fact is further ahead than this. */
  furtherThan(duration: Duration): FactTest;
}

/** The tests of a fact that is a list of texts. */
export interface ListTests<Item> extends AnyFactTests<'texts'> {
  /** Passes when this item is on the list. */
  includes(item: Item | FactOperand<'text'> | FactOperand<'enum'>): FactTest;
  /** Passes when at least one of these items is on the list. */
  includesAny(...items: readonly Item[]): FactTest;
  /** Passes when every one of these items is on the list. */
  includesAll(...items: readonly Item[]): FactTest;
}

/** The tests of a fact of each type; `Value` is what the fact may be. */
export interface TestsByType<Value> {
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
