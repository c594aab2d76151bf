import { parseArgs } from 'node:util';
import type { Locale } from 'sales-conveyor';

export interface Options {
  readonly asOf: string;
  readonly client?: string;
  readonly locale: Locale;
  readonly json: boolean;
  /** SQLite file; a file tells one story up to one day. */
  readonly file: string;
}

const usage = `npm start -- [--as-of YYYY-MM-DD] [--client LAZYK] [--locale en|ru] [--json] [--file FILE]`;
const lastDay = '1998-05-06';

/** Reads the command line; on a mistake says how it is meant and ends the program. */
export function readOptions(argv: readonly string[]): Options {
  try {
    return parse(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    process.exit(2);
  }
}

function parse(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'as-of': { type: 'string', default: lastDay },
      client: { type: 'string' },
      locale: { type: 'string', default: 'en' },
      json: { type: 'boolean', default: false },
      file: { type: 'string' },
    },
  });
  const { 'as-of': asOf, client, locale, json } = values;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf)))
    throw new Error(`Not a day: ${asOf}`);
  if (asOf < '1996-07-04') throw new Error('The story begins on 1996-07-04');
  if (locale !== 'en' && locale !== 'ru') throw new Error(`No such locale: ${locale}`);
  const file = values.file ?? `.tmp/northwind-${asOf}.db`;
  return { asOf, locale, json, file, ...(client !== undefined && { client: client.toUpperCase() }) };
}
