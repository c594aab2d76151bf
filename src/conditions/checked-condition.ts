import type { AllOf, AnyOf, Condition, FactTest, Negation } from './condition.ts';

/**
 * The condition with only these facts. A fact that the compiler does not know by name passes: it was checked
 * where the condition was built, or comes from outside.
 */
export type CheckedCondition<Given, Fact extends string> = Condition extends Given
  ? Condition
  : Given extends AllOf
    ? { readonly all: CheckedParts<Given['all'], Fact> }
    : Given extends AnyOf
      ? { readonly any: CheckedParts<Given['any'], Fact> }
      : Given extends Negation
        ? { readonly not: CheckedCondition<Given['not'], Fact> }
        : Given extends FactTest
          ? string extends Given['fact']
            ? FactTest
            : FactTest<Fact>
          : Condition;

type CheckedParts<Parts extends readonly Condition[], Fact extends string> = {
  readonly [Index in keyof Parts]: CheckedCondition<Parts[Index], Fact>;
};
