import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { NewcomerOddity } from './newcomer-oddity.ts';

/**
 * What is odd about a client that moved in, in one line. Roles and states are said by their labels where the
 * conveyor is given.
 */
export function describeOddity(oddity: NewcomerOddity, options: WordOptions<Dictionary>): string {
  return withArguments('describeOddity', { oddity, ...inWords('describeOddity', options) }, () => {
    const { oddities, unfit } = options.dictionary.onboarding;
    const { kinds, by } = options.dictionary.duplicates;
    const alike = oddity.code === 'ALIKE' && { kind: kinds[oddity.kind], by: by[oddity.by] };
    const why = 'why' in oddity && { why: unfit[oddity.why] };
    return fill(oddities[oddity.code], { ...oddity, ...why, ...alike }, options);
  });
}
