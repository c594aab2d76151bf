import type { FactTest, Truth } from './condition.ts';
import type { FactValue } from './fact-schema.ts';

/** Why a condition passes or not: the whole tree, nothing short-circuited, as plain JSON. */
export interface Explanation {
  /** Always what `evaluate` answers. */
  readonly truth: Truth;
  readonly tree: ExplainedCondition;
  /** Facts without a usable value among the tests that do not hold; empty when the condition passes. */
  readonly missing: readonly MissingFact[];
  /**
   * The fewest tests to change so that the condition passes. Every unmet part of an `all`, the cheapest part
   * of an `any` (the first of equals). Each test is taken on its own: two steps on one fact may contradict
   * each other. Empty when the condition passes, and when no fact could make it pass.
   */
  readonly nearest: readonly NearestStep[];
}

/** The condition, each node with its answer. */
export type ExplainedCondition = ExplainedAll | ExplainedAny | ExplainedNegation | ExplainedTest;

/** A group, every part of which has to hold. */
export interface ExplainedAll {
  readonly truth: Truth;
  readonly all: readonly ExplainedCondition[];
}

/** A group, one part of which has to hold. */
export interface ExplainedAny {
  readonly truth: Truth;
  readonly any: readonly ExplainedCondition[];
}

/** A part that has to fail. */
export interface ExplainedNegation {
  readonly truth: Truth;
  readonly not: ExplainedCondition;
}

/** A test with what it met. */
export interface ExplainedTest extends FactTest {
  readonly truth: Truth;
  /** `null` when the fact has no usable value. */
  readonly actual: FactValue | null;
  /**
   * The operand resolved: another fact's value, the bound instant of a duration. `null` when there is none.
   */
  readonly needed: FactValue | readonly number[] | null;
  /** Said only where the answer is unknown. */
  readonly reason?: UnknownReason;
  /** The facts of this test without a usable value. */
  readonly missing?: readonly MissingFact[];
}

/**
 * `invalid`: the value is not of the declared type. `currency`: the currencies differ, and do not compare.
 */
export type UnknownReason = 'missing' | 'invalid' | 'currency';

/** A fact without a usable value, and the roles that can supply one. */
export interface MissingFact {
  readonly fact: string;
  readonly suppliedBy: readonly string[];
}

/**
 * One test that has to hold. Negation is pushed into the operator (`not atLeast` is `below`), or said by
 * `negated`.
 */
export interface NearestStep extends FactTest {
  readonly negated?: true;
  readonly actual: FactValue | null;
  readonly needed: FactValue | readonly number[] | null;
}
