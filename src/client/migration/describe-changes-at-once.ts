import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { Instant } from '../../time/instant.ts';
import { fill, type WordOptions } from '../words.ts';

/** What there is to tell, see `atOnce` of a migration's preview. */
interface ToldAtOnce {
  readonly clients: number;
  readonly changes: readonly {
    readonly from: string;
    readonly to: string;
    readonly transfer?: string;
    readonly clients: number;
  }[];
  readonly next?: { readonly at: Instant; readonly clients: number };
}

/**
 * Whom time moves as soon as new rules are in force, and when it goes on. A line for each way; names are said
 * by the labels of the new conveyor.
 */
export function describeChangesAtOnce(atOnce: ToldAtOnce, options: WordOptions<Dictionary>): string {
  return withArguments(
    'describeChangesAtOnce',
    { atOnce, ...inWords('describeChangesAtOnce', options) },
    () => {
      const { atOnce: said } = options.dictionary.migration;
      const { clients, changes, next } = atOnce;
      const first = clients > 0 ? fill(said.moved, { clients }, options) : said.nobody;
      const ways = changes.map((change) => fill(said.way, change, options));
      return [first, ...ways, ...(next ? [fill(said.next, next, options)] : [])].join('\n');
    },
  );
}
