import { z } from 'zod';
import { didYouMean } from '../errors/did-you-mean.ts';
import type { Problem } from '../errors/problem.ts';
import { problemsUnder, toProblems } from '../errors/problem.ts';
import { durationSchema } from '../time/duration.ts';
import type { FactTest } from './condition.ts';
import { conditionSchema, factTestSchema, isFactReference, isNow } from './condition.ts';
import { limitProblem, placesOf } from './condition-walk.ts';
import type { FactDeclaration, FactSchema } from './fact-schema.ts';
import { itemSchemaOf, valueSchemaOf } from './fact-schema.ts';
import type { OperandKind } from './operators.ts';
import { operatorNames, traitsOf } from './operators.ts';

/**
 * Everything that is wrong with a condition over the given facts: its shape, facts that are not declared, operators
 * that do not suit the type of their fact, operands of the wrong type. Empty for a valid condition. One that exceeds
 * the limits is not looked at any closer.
 */
export function checkCondition(json: unknown, facts: FactSchema): readonly Problem[] {
  const shape = conditionSchema.safeParse(json);
  const problems = shape.success ? [] : [...toProblems(shape.error)];
  if (limitProblem(json)) return problems;
  for (const { node, path } of placesOf(json)) {
    const test = factTestSchema.safeParse(node);
    if (test.success) problems.push(...problemsUnder(path, checkTest(test.data, facts)));
  }
  return problems;
}

function checkTest(test: FactTest, facts: FactSchema): readonly Problem[] {
  const declaration = declarationOf(test.fact, facts);
  if (!declaration) return [unknownFact(test.fact, facts, 'fact')];
  const { of: types, takes } = traitsOf(test.is);
  if (!types.includes(declaration.type)) return [unsuitableOperator(test, declaration)];
  if (isFactReference(test.value) && (takes === 'value' || takes === 'moment')) {
    return checkReference(test.value.fact, declaration, facts);
  }
  if (isNow(test.value) && takes === 'moment') return [];
  const operand = operandSchemas[takes](declaration).safeParse(test.value);
  const problems = operand.success ? operandTooLarge(test.value) : toProblems(operand.error);
  return problemsUnder(['value'], problems);
}

const maxLength = 1_000;

/** A list, or a text in it, that is longer than anybody would write. */
function operandTooLarge(value: unknown): readonly Problem[] {
  const texts = Array.isArray(value) ? [value, ...value] : [value];
  const tooLong = texts.some((each: { readonly length?: number }) => (each?.length ?? 0) > maxLength);
  return tooLong ? [{ path: '', message: `Must not be longer than ${maxLength}` }] : [];
}

/** What each kind of operand looks like as a literal. */
const operandSchemas: Record<OperandKind, (declaration: FactDeclaration) => z.ZodType> = {
  nothing: () => z.undefined('Must be left out'),
  value: valueSchemaOf,
  moment: valueSchemaOf,
  values: (declaration) => z.array(valueSchemaOf(declaration)).min(1),
  item: itemSchemaOf,
  items: (declaration) => z.array(itemSchemaOf(declaration)).min(1),
  duration: () => durationSchema,
};

function declarationOf(fact: string, facts: FactSchema): FactDeclaration | undefined {
  return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
}

function unknownFact(fact: string, facts: FactSchema, path: string): Problem {
  return { path, message: `Unknown fact "${fact}"${didYouMean(fact, Object.keys(facts))}` };
}

function unsuitableOperator({ fact, is }: FactTest, { type }: FactDeclaration): Problem {
  const suitable = operatorNames.filter((name) => traitsOf(name).of.includes(type));
  return {
    path: 'is',
    message: `"${is}" does not suit "${fact}" of type ${type}; use ${suitable.join(', ')}`,
  };
}

function checkReference(fact: string, { type }: FactDeclaration, facts: FactSchema): readonly Problem[] {
  const path = 'value.fact';
  const other = declarationOf(fact, facts);
  if (!other) return [unknownFact(fact, facts, path)];
  return other.type === type
    ? []
    : [{ path, message: `Must be of type ${type}; "${fact}" is of type ${other.type}` }];
}
