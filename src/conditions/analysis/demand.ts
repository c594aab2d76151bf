import type { Duration } from '../../time/duration.ts';

/**
 * An amount on a scale. It is a constant, or the name of a variable (a fact, the moment of evaluation, a
 * moment shifted from it).
 */
export type Quantity = number | string;

/** A value of a fact that is chosen rather than measured: of an enum, a text, a boolean, a currency. */
export type Choice = string | boolean;

/** A constant value or the variable that it is the value of. */
export type Operand = { readonly value: string } | { readonly variable: string };

/** One thing that has to be so: what analysis reduces tests to. */
export type Demand =
  | { readonly kind: 'known' | 'unknown'; readonly fact: string }
  /** `less` is at most `more`, or below it. */
  | { readonly kind: 'order'; readonly less: Quantity; readonly more: Quantity; readonly strict: boolean }
  | { readonly kind: 'apart'; readonly one: Quantity; readonly other: Quantity }
  | {
      readonly kind: 'among';
      readonly variable: string;
      readonly values: readonly Choice[];
      readonly holds: boolean;
    }
  | { readonly kind: 'same'; readonly one: string; readonly other: string; readonly holds: boolean }
  | TextDemand
  | { readonly kind: 'item'; readonly list: string; readonly item: Operand; readonly holds: boolean };

/** Where a text stands in another. */
export interface TextDemand {
  readonly kind: 'text';
  readonly variable: string;
  readonly is: 'contains' | 'startsWith' | 'endsWith';
  readonly part: Operand;
  readonly holds: boolean;
}

/** Demands of which all, or at least one, are to be met. */
export type Requirement =
  | Demand
  | { readonly all: readonly Requirement[] }
  | { readonly any: readonly Requirement[] };

/** The moment of evaluation. No fact has such a name. */
export const NOW = '<now>';

/** The moment that a duration before or after the moment of evaluation stands for. */
export interface Shift {
  readonly variable: string;
  readonly sign: 1 | -1;
  readonly duration: Duration;
}

export const shiftOf = (sign: 1 | -1, duration: Duration): Shift => ({
  variable: `<now${sign === 1 ? '+' : '-'}${JSON.stringify(duration)}>`,
  sign,
  duration,
});

/** The variable of a fact's currency; that of its amount is named after the fact. */
export const currencyOf = (fact: string) => `<currency of ${fact}>`;
