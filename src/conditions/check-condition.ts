import * as z from 'zod';
import { examine } from '../errors/admit.ts';
import { assertRecord } from '../errors/assert-record.ts';
import type { Problem } from '../errors/problem.ts';
import { fault, issue, problemsUnder } from '../errors/problem.ts';
import { unknownName } from '../errors/unknown-name.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { durationSchema } from '../time/duration-schema.ts';
import type { Condition, FactTest } from './condition.ts';
import { isFactReference, isNow } from './condition.ts';
import { conditionSchema, factTestSchema } from './condition-schema.ts';
import { limitProblem, placesOf } from './condition-walk.ts';
import type { FactShape, FactShapes, FactType } from './fact-schema.ts';
import { expectedOf, toFactItem, toFactValue } from './fact-value.ts';
import { kept } from './kept.ts';
import { lookup } from './lookup.ts';
import type { OperandKind } from './operators.ts';
import { operatorNames, traitsOf } from './operators.ts';

/**
 * Everything that is wrong with a condition over the given facts. That is its shape, facts that are not
 * declared, operators that do not suit the type of their fact, operands of the wrong type. Empty for a valid
 * condition. One that exceeds the limits is not looked at any closer.
 */
export function checkCondition(json: unknown, facts: FactShapes): readonly Problem[] {
  return withArguments('checkCondition', { 'json: .': json, facts }, () => problemsOf(json, facts));
}

function problemsOf(json: unknown, facts: FactShapes): readonly Problem[] {
  assertRecord(facts);
  const { data, problems: misshapen } = examine(conditionSchema, json);
  if (limitProblem(json)) return misshapen;
  const problems = [...misshapen];
  for (const { node, path } of placesOf(data ?? json)) {
    // Where the whole is of its shape, so is each test of it.
    const test = data ? (node as Condition) : factTestSchema.safeParse(node).data;
    if (test && 'fact' in test) problems.push(...problemsUnder(path, checkTest(test, facts)));
  }
  return problems;
}

function checkTest(test: FactTest, facts: FactShapes): readonly Problem[] {
  const shape = lookup(facts, test.fact);
  if (!shape) return [unknownFact(test.fact, facts, 'fact')];
  const { of: types, takes } = traitsOf(test.is);
  if (!types.includes(shape.type)) return [unsuitableOperator(test, shape)];
  const schema = operandSchemaFor(test.value, takes, shape);
  const { problems } = examine(schema, test.value);
  if (problems.length > 0) return problemsUnder(['value'], problems);
  return isFactReference(test.value)
    ? checkReference(test.value.fact, takes === 'item' ? ['text', 'enum'] : [shape.type], facts)
    : tooLong(test.value);
}

const referenceSchema = z.strictObject({ fact: z.string() });
const nowSchema = z.strictObject({ now: z.literal(true) });

function operandSchemaFor(operand: unknown, takes: OperandKind, shape: FactShape): z.ZodType {
  if (isFactReference(operand) && (takes === 'value' || takes === 'moment' || takes === 'item'))
    return referenceSchema;
  if (isNow(operand) && takes === 'moment') return nowSchema;
  const ofShape = kept(madeSchemas, shape, () => new Map());
  return kept(ofShape, takes, () => operandSchemas[takes](shape));
}

/** To make a schema takes far longer than to check an operand by it. */
const madeSchemas = new WeakMap<FactShape, Map<OperandKind, z.ZodType>>();

const maxLength = 1_000;

/** A list, or a text in it, that is longer than anybody would write. */
function tooLong(operand: unknown): readonly Problem[] {
  const measured: readonly unknown[] = Array.isArray(operand) ? [operand, ...operand] : [operand];
  const fits = (each: unknown) =>
    !(Array.isArray(each) || typeof each === 'string') || each.length <= maxLength;
  return measured.every(fits) ? [] : [{ path: 'value', ...fault('TOO_LONG', { most: maxLength }) }];
}

const valueSchemaOf = (shape: FactShape) =>
  z.custom((value) => toFactValue(value, shape) !== undefined, issue('WRONG_TYPE', expectedOf(shape)));
const itemSchemaOf = (shape: FactShape) =>
  z.custom(
    (value) => toFactItem(value, shape) !== undefined,
    issue('WRONG_TYPE', expectedOf({ ...shape, type: shape.values ? 'enum' : 'text' })),
  );

/** What each kind of operand looks like as a literal. */
const operandSchemas: Record<OperandKind, (shape: FactShape) => z.ZodType> = {
  nothing: () => z.undefined('must be left out'),
  value: valueSchemaOf,
  moment: valueSchemaOf,
  values: (shape) => z.array(valueSchemaOf(shape)).min(1),
  item: itemSchemaOf,
  items: (shape) => z.array(itemSchemaOf(shape)).min(1),
  duration: () => durationSchema,
};

function unknownFact(fact: string, facts: FactShapes, path: string): Problem {
  return { path, ...unknownName('fact', fact, Object.keys(facts)) };
}

function unsuitableOperator({ fact, is }: FactTest, { type }: FactShape): Problem {
  const suitable = operatorNames.filter((name) => traitsOf(name).of.includes(type));
  return {
    path: 'is',
    ...fault('UNSUITABLE_OPERATOR', { operator: is, fact, type, suitable }),
  };
}

function checkReference(fact: string, types: readonly FactType[], facts: FactShapes): readonly Problem[] {
  const path = 'value.fact';
  const other = lookup(facts, fact);
  if (!other) return [unknownFact(fact, facts, path)];
  return types.includes(other.type)
    ? []
    : [{ path, ...fault('WRONG_FACT_TYPE', { fact, type: other.type, types }) }];
}
