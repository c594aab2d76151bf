import type { MigrationOrphan } from '../../blueprint/migration/orphan.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { dictionaryOf } from '../../locales/dictionary.ts';
import type { Locale } from '../../locales/locale.ts';
import { migrationEn } from '../../locales/migration.en.ts';
import { migrationRu } from '../../locales/migration.ru.ts';
import { fill, type WordOptions } from '../words.ts';

/** Apart from the dictionary, so that who migrates nothing carries none of it. */
const words: Readonly<Record<Locale, typeof migrationEn>> = { en: migrationEn, ru: migrationRu };

/**
 * What somebody has to decide before a migration, in one line; with the clients that it concerns, where they were counted. Names are
 * said by the labels of the conveyor that is left.
 * @throws UNKNOWN_LOCALE
 */
export function describeOrphan(
  orphan: MigrationOrphan & { readonly clients?: number },
  options: WordOptions = {},
): string {
  return withArguments('describeOrphan', { orphan, options }, () => {
    const { locale = 'en' } = options;
    dictionaryOf(locale);
    const said = words[locale];
    const template = orphan.kind === 'custody' ? said.custody[orphan.why] : said[orphan.kind];
    const text = fill(template, orphan, options);
    return orphan.clients === undefined
      ? text
      : fill(said.clients, { text, clients: orphan.clients }, options);
  });
}
