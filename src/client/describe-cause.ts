import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { numberIn } from '../locales/number-in.ts';
import type { Cause, CauseCode } from './cause.ts';
import { reasonInWords } from './reason-in-words.ts';
import { fill, type WordOptions } from './words.ts';

/**
 * Why something in the log is as it is, in a few words.
 */
export function describeCause(cause: Cause, options: WordOptions): string {
  return withArguments('describeCause', { cause, ...inWords('describeCause', options) }, () =>
    causeInWords(cause, options),
  );
}

export function causeInWords(cause: Cause, options: WordOptions): string {
  const { causes } = options.dictionary.causes satisfies {
    causes: Record<CauseCode, string>;
  };
  return fill(causes[cause.code], { ...cause, ...inner(cause, options) }, options);
}

/** What the words need from inside a cause. */
function inner(cause: Cause, options: WordOptions): object {
  const { obstacles, plans, moves } = options.dictionary.causes;
  switch (cause.code) {
    case 'released':
      return { reason: reasonInWords(undefined, cause.reason, options) };
    case 'nobodyCanTake':
      return { obstacles: cause.obstacles.map((code) => obstacles[code as keyof typeof obstacles] ?? code) };
    case 'assigned':
      return { owed: quantity(cause.owed, cause.measure, options) };
    case 'plan':
      return {
        why: cause.kind === 'manual' && cause.note ? cause.note : fill(plans[cause.kind], cause, options),
        move: cause.move && fill(moves[cause.move], cause, options),
      };
    default:
      return {};
  }
}

/** An amount with its unit, to the hundredth, and never a zero with a sign. */
export function quantity(
  amount: number,
  measure: 'hours' | 'clients',
  { dictionary: { tag, causes } }: Pick<WordOptions, 'dictionary'>,
): string {
  const shown = Math.round(amount * 100) / 100 + 0;
  const number = numberIn(tag, shown, { maximumFractionDigits: 2 });
  return causes.units[measure](number, new Intl.PluralRules(tag).select(Math.abs(shown)));
}
