import { canMeet } from '../../conditions/analysis/analyse-condition.ts';
import { factsIn } from '../../conditions/analysis/facts-in.ts';
import type { Condition, FactTest } from '../../conditions/condition.ts';
import { partsOf } from '../../conditions/condition.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import type { GradeLadder } from './grade-ladder.ts';

/** Where neither up nor down: what a fact may be without anybody moving. */
export interface LadderBand {
  /** Up from the one grade, down from the other: the next one, or the same. */
  readonly up: string;
  readonly down: string;
  readonly fact: string;
  /** What counts for going up is above this, and what counts for going down is below that. */
  readonly above: LadderBar;
  readonly below: LadderBar;
}

/** Where a way begins; whether an equal value counts, too. */
export interface LadderBar {
  readonly value: number;
  readonly included: boolean;
}

/** The bands of a ladder by facts that both ways ask about, as the analysis of conditions proves them. */
export function ladderBands({ grades }: GradeLadder, facts: FactSchema): LadderBand[] {
  return grades.flatMap(({ grade: up, promote }, i) =>
    [grades[i], grades[i + 1]].flatMap((lower) => {
      const { demote, grade: down = '' } = lower ?? {};
      if (!promote || !demote) return [];
      const asked = factsIn(demote.when);
      return factsIn(promote.when).flatMap((fact) => {
        if (facts[fact]?.type !== 'number' || !asked.includes(fact)) return [];
        const bars = [...numbersFor(fact, promote.when), ...numbersFor(fact, demote.when)].sort(
          (a, b) => a - b,
        );
        const barOf = (when: Condition, within: Side, without: Side, from: readonly number[]) => {
          const isNever = (is: Side, value: number) =>
            canMeet([when, { fact, is, value }], facts).verdict === 'never';
          const value = from.find((bar) => isNever(within, bar));
          return value === undefined ? undefined : { value, included: !isNever(without, value) };
        };
        const above = barOf(promote.when, 'below', 'atMost', bars.toReversed());
        const below = barOf(demote.when, 'above', 'atLeast', bars);
        return above && below ? [{ up, down, fact, above, below }] : [];
      });
    }),
  );
}

type Side = 'below' | 'atMost' | 'above' | 'atLeast';

/** The numbers that a condition holds a fact against. */
function numbersFor(fact: string, when: Condition): number[] {
  if ('not' in when) return numbersFor(fact, when.not);
  if (!('fact' in when)) return partsOf(when).flatMap((part) => numbersFor(fact, part));
  const { value } = when as FactTest;
  return when.fact === fact && typeof value === 'number' ? [value] : [];
}
