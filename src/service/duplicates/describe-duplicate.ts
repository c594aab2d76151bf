import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { DuplicateProposal } from './duplicates-of.ts';

/**
 * Who is perhaps the same, by what, and whose client it is, in one line. Roles and states are said by their
 * labels where the conveyor is given.
 */
export function describeDuplicate(proposal: DuplicateProposal, options: WordOptions<Dictionary>): string {
  return withArguments('describeDuplicate', { proposal, ...inWords('describeDuplicate', options) }, () => {
    const { kinds, by, line } = options.dictionary.duplicates;
    const { kind, by: mark, holder, ...rest } = proposal;
    const values = { ...rest, ...holder, kind: kinds[kind], by: by[mark] };
    return fill(line, values, options);
  });
}
