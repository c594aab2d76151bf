import type { Unmapped } from '../../blueprint/migration/unmapped.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { fill, type WordOptions } from '../words.ts';

/**
 * What somebody has to decide before a migration, in one line; with the clients that it concerns, where they
 * were counted. Names are said by the labels of the conveyor that is left.
 */
export function describeUnmapped(
  orphan: Unmapped & { readonly clients?: number },
  options: WordOptions<Dictionary>,
): string {
  return withArguments('describeUnmapped', { orphan, options }, () => {
    const { migration: said } = options.dictionary;
    const template = orphan.kind === 'custody' ? said.custody[orphan.why] : said[orphan.kind];
    const text = fill(template, orphan, options);
    return orphan.clients === undefined
      ? text
      : fill(said.clients, { text, clients: orphan.clients }, options);
  });
}
