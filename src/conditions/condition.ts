import type { Duration } from '../time/duration.ts';
import type { Money } from './fact-schema.ts';
import type { Operator } from './operators.ts';

/**
 * A question about the facts of one subject, as plain JSON: stored, diffed, edited, compiled to SQL. It is
 * answered `yes`, `no` or `unknown` (Kleene's three values): a fact without a value never makes a condition
 * pass.
 */
export type Condition = AllOf | AnyOf | Negation | FactTest;

/** Passes when every part does. `{ all: [] }` always passes: the neutral condition. */
export interface AllOf {
  readonly all: readonly Condition[];
}

/** Passes when at least one part does. Never empty. */
export interface AnyOf {
  readonly any: readonly Condition[];
}

/** Passes when its part fails; stays unknown while its part is unknown. */
export interface Negation {
  readonly not: Condition;
}

/** One fact held against an operand: `{ fact: 'orders.count', is: 'atLeast', value: 3 }`. */
export interface FactTest<Fact extends string = string> {
  readonly fact: Fact;
  readonly is: Operator;
  /** Left out by `present` and `absent` only. */
  readonly value?: Operand;
}

/** What a fact is held against; the table of operators says which of these each takes. */
export type Operand = Literal | FactReference | Now | Duration;

/** A value written into the condition. */
export type Literal = string | number | boolean | Money | readonly string[] | readonly number[];

/** The value of another fact of the same type. */
export interface FactReference {
  readonly fact: string;
}

/** The moment of evaluation, for `before` and `after`. */
export interface Now {
  readonly now: true;
}

/** The answer to a condition. Unknown never passes. */
export type Truth = 'yes' | 'no' | 'unknown';

/** The parts of a group, of a condition or of its explanation. */
export function partsOf<Part>(group: { readonly all: readonly Part[] } | { readonly any: readonly Part[] }) {
  return 'all' in group ? group.all : group.any;
}

/** Tells the value of another fact from the other operands. */
export function isFactReference(operand: unknown): operand is FactReference {
  return typeof operand === 'object' && operand !== null && 'fact' in operand;
}

/** Tells the moment of evaluation from the other operands. */
export function isNow(operand: unknown): operand is Now {
  return typeof operand === 'object' && operand !== null && 'now' in operand;
}
