import { expectTypeOf, test } from 'vitest';
import type { FactBuilder, FactOperand, TestsOf } from '../../src/conditions/builder.ts';
import { all, any, factBuilder, not, now } from '../../src/conditions/builder.ts';
import type { CompiledCondition } from '../../src/conditions/compile.ts';
import type { AllOf, AnyOf, Condition, FactTest, Negation, Truth } from '../../src/conditions/condition.ts';
import type {
  FactDeclaration,
  FactSchema,
  FactValueOf,
  FactValues,
  Money,
} from '../../src/conditions/fact-schema.ts';
import type { Instant } from '../../src/time/instant.ts';
import { eur, type sampleFacts } from './sample-facts.ts';

const fact = factBuilder<typeof sampleFacts>();

test('an undeclared fact does not compile', () => {
  // @ts-expect-error there is no such path
  fact('orders.cuont');
});

test('the operators are those of the declared type', () => {
  expectTypeOf(fact('orders.count').atLeast(3)).toEqualTypeOf<FactTest>();
  expectTypeOf(fact('orders.count').between(1, 3)).toEqualTypeOf<AllOf>();
  expectTypeOf(fact('segment')).not.toHaveProperty('atLeast');
  expectTypeOf(fact('monthlyVolume')).not.toHaveProperty('oneOf');
  expectTypeOf(fact('blocked')).not.toHaveProperty('contains');
  expectTypeOf(fact('tags')).not.toHaveProperty('equals');
  expectTypeOf(fact('note')).not.toHaveProperty('before');
  expectTypeOf(fact('lastOrderAt')).not.toHaveProperty('above');
});

test('the operands are those of the declared type', () => {
  // @ts-expect-error not a declared value
  fact('segment').equals('Z');
  // @ts-expect-error not a declared value
  fact('segment').oneOf('A', 'Z');
  // @ts-expect-error not a declared item
  fact('skills').includes('fish');
  // @ts-expect-error a number is no money
  fact('monthlyVolume').above(100);
  // @ts-expect-error a text is no number
  fact('orders.count').equals('3');
  // @ts-expect-error a duration has days, not day
  fact('lastOrderAt').withinLast({ day: 1 });
  // @ts-expect-error now is no number
  fact('orders.count').above(now);
  fact('tags').includes('anything');
  fact('monthlyVolume').above(eur(100));
  fact('lastOrderAt').before(now);
});

test('facts compare with facts of the same type', () => {
  fact('orders.count').atLeast(fact('orders.planned'));
  fact('lastOrderAt').before(fact('contractEndsAt'));
  // @ts-expect-error text
  fact('orders.count').atLeast(fact('note'));
  // @ts-expect-error money
  fact('orders.count').equals(fact('creditLimit'));
  // @ts-expect-error an enum is no text
  fact('note').equals(fact('segment'));
  expectTypeOf(fact('orders.planned')).toExtend<FactOperand<'number'>>();
  expectTypeOf(fact('note')).not.toExtend<FactOperand<'number'>>();
});

test('groups are conditions, a fact without a test is not', () => {
  expectTypeOf(all()).toEqualTypeOf<AllOf>();
  expectTypeOf(any(fact('note').present())).toEqualTypeOf<AnyOf>();
  expectTypeOf(not(all())).toEqualTypeOf<Negation>();
  // @ts-expect-error any needs a part
  any();
  // @ts-expect-error no test
  all(fact('note'));
  expectTypeOf(fact('note').present()).toExtend<Condition>();
});

test('values are those of the declarations', () => {
  type Facts = typeof sampleFacts;
  expectTypeOf<FactValueOf<Facts['orders.count']>>().toEqualTypeOf<number>();
  expectTypeOf<FactValueOf<Facts['monthlyVolume']>>().toEqualTypeOf<Money>();
  expectTypeOf<FactValueOf<Facts['segment']>>().toEqualTypeOf<'A' | 'B' | 'C'>();
  expectTypeOf<FactValueOf<Facts['note']>>().toEqualTypeOf<string>();
  expectTypeOf<FactValueOf<Facts['blocked']>>().toEqualTypeOf<boolean>();
  expectTypeOf<FactValueOf<Facts['lastOrderAt']>>().toEqualTypeOf<Instant>();
  expectTypeOf<FactValueOf<Facts['skills']>>().toEqualTypeOf<readonly ('dairy' | 'meat' | 'bakery')[]>();
  expectTypeOf<FactValueOf<Facts['tags']>>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<FactValues<Facts>['segment']>().toEqualTypeOf<'A' | 'B' | 'C' | null | undefined>();
  expectTypeOf<{ segment: 'A'; 'orders.count': 3 }>().toExtend<FactValues<Facts>>();
  expectTypeOf<{ segment: 'Z' }>().not.toExtend<FactValues<Facts>>();
});

test('a schema that is known at run time only offers what all facts have', () => {
  expectTypeOf<TestsOf<FactDeclaration>>().toHaveProperty('present');
  expectTypeOf<TestsOf<FactDeclaration>>().not.toHaveProperty('atLeast');
  expectTypeOf(factBuilder<FactSchema>()).toExtend<(path: string) => { present(): FactTest }>();
});

test('the fact of a schema can be a constant', () => {
  const constant: FactBuilder<typeof sampleFacts> = factBuilder();
  expectTypeOf(constant('segment').equals('A')).toEqualTypeOf<FactTest>();
});

test('a compiled condition asks its own kind of subject', () => {
  type Compiled = CompiledCondition<{ readonly name: string }>;
  expectTypeOf<Compiled['evaluate']>().toEqualTypeOf<
    (subject: { readonly name: string }, now: Instant) => Truth
  >();
});
