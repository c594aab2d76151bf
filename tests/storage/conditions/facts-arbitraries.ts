import fc from 'fast-check';
import {
  type Condition,
  type FactTest,
  isFactReference,
  type Operand,
} from '../../../src/conditions/condition.ts';
import type { FactDeclaration } from '../../../src/conditions/fact-schema.ts';
import { operatorNames, traitsOf } from '../../../src/conditions/operators.ts';
import { anySubject, anyTest, anyValue, conditionsOver } from '../../conditions/arbitraries.ts';
import { eur, noon, sampleFacts } from '../../conditions/sample-facts.ts';
import { oddInstants, oddNumbers, oddTexts } from './odd-values.ts';

type Path = keyof typeof sampleFacts;

const paths = Object.keys(sampleFacts) as Path[];

const oddText = fc.constantFrom(...oddTexts);
const oddNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(...oddNumbers),
);
const oddInstant = fc.constantFrom(...oddInstants);

function oddValue(declaration: FactDeclaration): fc.Arbitrary<unknown> {
  switch (declaration.type) {
    case 'number':
      return oddNumber;
    case 'money':
      return fc.oneof(
        oddNumber.map(eur),
        fc.constantFrom({ amount: 1 }, { currency: 'EUR' }, { amount: '1', currency: 'EUR' }, [eur(1)]),
      );
    case 'text':
      return oddText;
    case 'instant':
      return oddInstant;
    case 'texts':
      return fc.array(fc.oneof(oddText, fc.constantFrom<unknown>('a', 1, null, ['a'], true)), {
        maxLength: 3,
      });
    default:
      return anyValue(declaration);
  }
}

const wrongValue = fc.constantFrom<unknown>(
  null,
  0,
  1,
  '',
  'a',
  'true',
  true,
  false,
  [],
  ['a'],
  {},
  noon,
  eur(1),
);

/** Records as a store may hold them: mostly plain, some with values that are rare or of the wrong type. */
export const anyRecord: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
  { weight: 2, arbitrary: anySubject },
  {
    weight: 3,
    arbitrary: fc.record(
      Object.fromEntries(
        paths.map((path) => [
          path,
          fc.oneof(
            { weight: 3, arbitrary: anyValue(sampleFacts[path]) },
            { weight: 3, arbitrary: oddValue(sampleFacts[path]) },
            wrongValue,
          ),
        ]),
      ),
      { requiredKeys: [] },
    ),
  },
);

/** Records whose values are plain and of their declared types, as far as they are known. */
export const anyPlainRecord: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  Object.fromEntries(paths.map((path) => [path, anyValue(sampleFacts[path])])),
  { requiredKeys: [] },
);

/** Conditions that SQL can decide without help. */
export const anyDecidableCondition: fc.Arbitrary<Condition> = conditionsOver(
  anyTest.filter(
    ({ is, value }) => !(['contains', 'startsWith', 'endsWith'].includes(is) && isFactReference(value)),
  ),
);

/** Tests whose operands are as odd as the records. */
const oddTest: fc.Arbitrary<FactTest> = fc
  .constantFrom(
    ...paths.filter((path) => ['number', 'money', 'text', 'texts'].includes(sampleFacts[path].type)),
  )
  .chain((path) => {
    const { type } = sampleFacts[path];
    const suitable = operatorNames.filter(
      (is) =>
        traitsOf(is).of.includes(type) && ['value', 'values', 'item', 'items'].includes(traitsOf(is).takes),
    );
    return fc.constantFrom(...suitable).chain((is) => {
      const one: fc.Arbitrary<unknown> =
        type === 'number' ? oddNumber : type === 'money' ? fc.integer().map(eur) : oddText;
      const isList = ['values', 'items'].includes(traitsOf(is).takes);
      const items = 'values' in sampleFacts[path] ? fc.constantFrom('dairy', 'meat') : one;
      const value = isList ? fc.array(items, { minLength: 1, maxLength: 3 }) : items;
      return value.map((operand) => ({ fact: path, is, value: operand as Operand }));
    });
  });

export const anyStoredCondition: fc.Arbitrary<Condition> = conditionsOver(
  fc.oneof({ weight: 3, arbitrary: anyTest }, oddTest),
);
