import { type Condition, partsOf } from '../../conditions/condition.ts';
import { type Line, listed, said } from './document.ts';
import type { Speech } from './speech.ts';

/**
 * A condition as points that must all hold. Alternatives stand below a point of their own, so that no
 * grouping is lost.
 */
export function conditionLines(when: Condition, speech: Speech, isNegated = false): readonly Line[] {
  if ('not' in when) return conditionLines(when.not, speech, !isNegated);
  if ('fact' in when) return [{ text: speech.test(when, isNegated) }];
  const parts = partsOf(when);
  const [only, ...others] = parts;
  const isEvery = 'all' in when !== isNegated;
  const { always, never } = speech.phrases.conditions;
  const words = speech.conditions;
  if (!only) return [{ text: isEvery ? always : never }];
  if (others.length === 0) return conditionLines(only, speech, isNegated);
  if (isEvery) return parts.flatMap((part) => conditionLines(part, speech, isNegated));
  const below = parts.flatMap((part): readonly Line[] => {
    const lines = conditionLines(part, speech, isNegated);
    return lines.length === 1 ? lines : [{ lead: words.together, below: lines }];
  });
  return [{ lead: words.oneOf, below }];
}

/** How a list of conditions begins; `anyCondition` where one of them is enough. */
interface ConditionWords {
  readonly condition: string;
  readonly conditions: string;
  readonly anyCondition: string;
  readonly noConditions: string;
}

/** The conditions of a transfer below a line that says how many of them must hold. */
export function listConditions(
  when: Condition | undefined,
  words: ConditionWords,
  speech: Speech,
): readonly (string | Line)[] {
  const lines = when ? conditionLines(when, speech) : [];
  const [only, ...others] = lines;
  if (!only) return [words.noConditions];
  if (others.length > 0) return listed(words.conditions, lines);
  return only.below ? listed(words.anyCondition, only.below) : said(words.condition, [only.text ?? '']);
}
