import fc from 'fast-check';
import type { Condition, FactTest, Operand } from '../../src/conditions/condition.ts';
import type { FactDeclaration } from '../../src/conditions/fact-schema.ts';
import { operatorNames, traitsOf } from '../../src/conditions/operators.ts';
import { toInstant } from '../../src/time/instant.ts';
import { eur, noon, sampleFacts } from './sample-facts.ts';

type Path = keyof typeof sampleFacts;

const paths = Object.keys(sampleFacts) as Path[];
const text = fc.constantFrom('', 'a', 'ab', 'b', 'ba', 'A', 'é');
const instant = fc
  .integer({ min: -5, max: 5 })
  .map((days) => toInstant(Date.parse(noon) + days * 86_400_000));
const amount = fc.integer({ min: -3, max: 3 });

/** Values from small ranges, so that equal ones meet. */
export function anyValue(declaration: FactDeclaration): fc.Arbitrary<unknown> {
  switch (declaration.type) {
    case 'number':
      return amount;
    case 'money':
      return fc.oneof({ weight: 4, arbitrary: amount.map(eur) }, fc.constant({ amount: 1, currency: 'USD' }));
    case 'text':
      return text;
    case 'boolean':
      return fc.boolean();
    case 'instant':
      return instant;
    case 'enum':
    case 'texts': {
      const item = declaration.values ? fc.constantFrom(...declaration.values) : text;
      return declaration.type === 'enum' ? item : fc.array(item, { maxLength: 3 });
    }
  }
}

function anyOperand(path: Path, takes: string): fc.Arbitrary<unknown> {
  const declaration: FactDeclaration = sampleFacts[path];
  const value = anyValue(declaration);
  const sameType = paths.filter((other) => sampleFacts[other].type === declaration.type);
  const reference = fc.record({ fact: fc.constantFrom(...sameType) });
  switch (takes) {
    case 'value':
      return fc.oneof({ weight: 3, arbitrary: value }, reference);
    case 'moment':
      return fc.oneof({ weight: 3, arbitrary: value }, reference, fc.constant({ now: true }));
    case 'values':
      return fc.array(value, { minLength: 1, maxLength: 3 });
    case 'item':
      return value.map((items) => (items as string[])[0]).filter((item) => item !== undefined);
    case 'items':
      return value.filter((items) => (items as string[]).length > 0);
    default:
      return fc.record({ days: fc.nat(4) });
  }
}

/** A valid test of the given fact. */
export function anyTestOf(path: Path): fc.Arbitrary<FactTest> {
  const suitable = operatorNames.filter((is) => traitsOf(is).of.includes(sampleFacts[path].type));
  return fc.constantFrom(...suitable).chain((is): fc.Arbitrary<FactTest> => {
    const { takes } = traitsOf(is);
    if (takes === 'nothing') return fc.constant({ fact: path, is });
    return anyOperand(path, takes).map((value) => ({ fact: path, is, value: value as Operand }));
  });
}

export const anyTest = fc.constantFrom(...paths).chain(anyTestOf);

export function conditionsOver(tests: fc.Arbitrary<FactTest>): fc.Arbitrary<Condition> {
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      tests,
      fc.record({ all: fc.array(tie('condition'), { maxLength: 6 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 6 }) }),
      fc.record({ not: tie('condition') }),
    ),
  })).condition;
}

export const anyCondition = conditionsOver(anyTest);

/** Mostly known facts; some missing, null, or of a wrong type. */
export const anySubject: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  Object.fromEntries(
    paths.map((path) => [
      path,
      fc.oneof(
        { weight: 8, arbitrary: anyValue(sampleFacts[path]) },
        fc.constantFrom(undefined, null),
        fc.constantFrom<unknown[]>(
          Number.NaN,
          Number.POSITIVE_INFINITY,
          '2026-03-15',
          { amount: '1' },
          Symbol.iterator,
        ),
      ),
    ]),
  ),
  { requiredKeys: [] },
);
