import type { Unmapped } from '../../blueprint/migration/unmapped.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { fill, type WordOptions } from '../words.ts';

/**
 * What somebody has to decide before a migration, in one line. It names the clients concerned, where they
 * were counted. Names are said by the labels of the conveyor that is left.
 */
export function describeUnmapped(
  unmapped: Unmapped & { readonly clients?: number },
  options: WordOptions<Dictionary>,
): string {
  return withArguments('describeUnmapped', { unmapped, ...inWords('describeUnmapped', options) }, () => {
    const { migration: said } = options.dictionary;
    const template = unmapped.kind === 'custody' ? said.custody[unmapped.why] : said[unmapped.kind];
    const text = fill(template, unmapped, options);
    return unmapped.clients === undefined
      ? text
      : fill(said.clients, { text, clients: unmapped.clients }, options);
  });
}
