import { parseInstant } from '../time/instant.ts';
import type { FactShape, FactType, FactValue, Money } from './fact-schema.ts';

/** A value of each type as it is kept, an instant in the canonical spelling; `undefined` where it is none. */
const kept: { readonly [Type in FactType]: (value: unknown, shape: FactShape) => FactValue | undefined } = {
  number: (value) => (Number.isFinite(value) ? (value as number) : undefined),
  money: (value) => (isExactMoney(value) ? { ...value } : undefined),
  text,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  instant: (value) => (typeof value === 'string' ? parseInstant(value) : undefined),
  enum: text,
  texts: (value, shape) =>
    Array.isArray(value) && value.every((item) => text(item, shape) !== undefined) ? [...value] : undefined,
};

/** What a supplied value of a fact is kept as; `undefined` where the fact admits no such value. */
export function toFactValue(value: unknown, shape: FactShape): FactValue | undefined {
  return kept[shape.type](value, shape);
}

/** The same of one item of a list of texts. */
export function toFactItem(value: unknown, shape: FactShape): string | undefined {
  return text(value, shape);
}

/** What a value of the fact has to be. */
export const expectedOf = ({ type, values }: FactShape) => ({
  expected: type,
  ...(values && { allowed: values }),
});

function text(value: unknown, { values }: FactShape): string | undefined {
  return typeof value === 'string' && (values?.includes(value) ?? true) ? value : undefined;
}

function isExactMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false;
  const { amount, currency, ...others } = value as Partial<Money>;
  return (
    Number.isSafeInteger(amount) &&
    typeof currency === 'string' &&
    /^[A-Z]{3}$/.test(currency) &&
    Object.keys(others).length === 0
  );
}
