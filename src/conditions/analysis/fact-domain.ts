import type { FactDeclaration } from '../fact-schema.ts';
import type { ChoiceDomain } from './choices.ts';

/** What is known of a fact's values beyond its declaration. */
export interface FactDomain {
  /** The fact is never unknown. */
  readonly alwaysKnown?: boolean;
  /** A number without fractions. */
  readonly whole?: boolean;
  /** The least that a number can be, itself included. */
  readonly least?: number;
  /** The most that a number can be, itself included. */
  readonly most?: number;
  /** The only values of a text, the only items of a list of texts. */
  readonly values?: readonly string[];
}

/** What is known of several facts together. */
export interface FactRelations {
  /** Pairs of numbers or of moments: the first is never above the second while both are known. */
  readonly notAbove?: readonly (readonly [string, string])[];
  /** Pairs of facts that are known together or not at all. */
  readonly knownTogether?: readonly (readonly [string, string])[];
}

/** What a fact that is chosen rather than measured may be. */
export function choicesOf(declaration: FactDeclaration, { values }: FactDomain): ChoiceDomain {
  if (declaration.type === 'boolean') return [true, false];
  if (declaration.type === 'enum')
    return values ? declaration.values.filter((value) => values.includes(value)) : declaration.values;
  return values ?? 'text';
}

/** What a list may have on it, if that is said anywhere. */
export function itemsOf(
  declaration: FactDeclaration | undefined,
  { values }: FactDomain,
): readonly string[] | undefined {
  const declared = declaration?.type === 'texts' ? declaration.values : undefined;
  return declared && values ? declared.filter((value) => values.includes(value)) : (declared ?? values);
}
