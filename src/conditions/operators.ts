import type { FactType } from './fact-schema.ts';

/**
 * What an operator is held against. Nothing; one literal of the fact's type or another fact of that type; the
 * same or the moment of evaluation; a list of literals; one item of a list of texts, or another fact that is
 * a text; several items; a duration.
 */
export type OperandKind = 'nothing' | 'value' | 'moment' | 'values' | 'item' | 'items' | 'duration';

/** The name of a test. */
export type Operator =
  | 'equals'
  | 'differs'
  | 'atLeast'
  | 'atMost'
  | 'above'
  | 'below'
  | 'oneOf'
  | 'noneOf'
  | 'includes'
  | 'includesAny'
  | 'includesAll'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'before'
  | 'after'
  | 'withinLast'
  | 'withinNext'
  | 'olderThan'
  | 'furtherThan'
  | 'present'
  | 'absent';

interface OperatorTraits {
  readonly of: readonly FactType[];
  readonly takes: OperandKind;
}

const scalars = ['number', 'money', 'text', 'boolean', 'instant', 'enum'] as const;
const quantities = ['number', 'money'] as const;
const listed = ['number', 'text', 'enum'] as const;
const every = ['number', 'money', 'text', 'boolean', 'instant', 'enum', 'texts'] as const;

/**
 * The whole vocabulary of tests. Parsing, building and describing all read this one table. Every
 * operator can be said in SQL, so there are no patterns and no functions. Texts compare case-sensitively.
 *
 * The relative ones, for an instant `t`, the moment of evaluation `now` and a duration `d`: `withinLast` now
 * - d <= t <= now, `olderThan` t < now - d, `withinNext` now <= t <= now + d, `furtherThan` t > now + d.
 */
export const operators = {
  equals: { of: scalars, takes: 'value' },
  differs: { of: scalars, takes: 'value' },
  atLeast: { of: quantities, takes: 'value' },
  atMost: { of: quantities, takes: 'value' },
  above: { of: quantities, takes: 'value' },
  below: { of: quantities, takes: 'value' },
  oneOf: { of: listed, takes: 'values' },
  noneOf: { of: listed, takes: 'values' },
  includes: { of: ['texts'], takes: 'item' },
  includesAny: { of: ['texts'], takes: 'items' },
  includesAll: { of: ['texts'], takes: 'items' },
  contains: { of: ['text'], takes: 'value' },
  startsWith: { of: ['text'], takes: 'value' },
  endsWith: { of: ['text'], takes: 'value' },
  before: { of: ['instant'], takes: 'moment' },
  after: { of: ['instant'], takes: 'moment' },
  withinLast: { of: ['instant'], takes: 'duration' },
  withinNext: { of: ['instant'], takes: 'duration' },
  olderThan: { of: ['instant'], takes: 'duration' },
  furtherThan: { of: ['instant'], takes: 'duration' },
  present: { of: every, takes: 'nothing' },
  absent: { of: every, takes: 'nothing' },
} as const satisfies Record<Operator, OperatorTraits>;

/**
 * Operators that say each other's opposite; where there is none, the opposite needs `not`. Not in the table:
 * whoever only evaluates does without that.
 */
export const opposites: { readonly [Is in Operator]?: Operator } = {
  equals: 'differs',
  differs: 'equals',
  atLeast: 'below',
  below: 'atLeast',
  atMost: 'above',
  above: 'atMost',
  oneOf: 'noneOf',
  noneOf: 'oneOf',
  present: 'absent',
  absent: 'present',
};

/** The names of all operators, in the order of the table. */
export const operatorNames = /* @__PURE__ */ Object.keys(operators) as readonly Operator[];

/** The traits of one operator, widened for code that treats all operators alike. */
export function traitsOf(operator: Operator): OperatorTraits {
  return operators[operator];
}
