import { orUsage, readCommandLine, UsageError } from '../shared/command-line.ts';
import { type Locale, localeOption, spokenIn } from '../shared/locale.ts';

export interface Options {
  readonly asOf: string;
  readonly client?: string;
  readonly locale: Locale;
  readonly json: boolean;
  /** SQLite file; a file tells one story up to one day. */
  readonly file: string;
}

export const usage = `npm start -- [--as-of YYYY-MM-DD] [--client LAZYK] [--locale en|ru] [--json] [--file FILE]`;
const [firstDay, lastDay] = ['1996-07-04', '1998-05-06'];

/** Reads the command line; `customers` are the ids that `--client` may name. */
export function readOptions(customers: readonly string[]): Options {
  const values = readCommandLine(usage, {
    'as-of': { type: 'string', default: lastDay },
    client: { type: 'string' },
    ...localeOption,
    json: { type: 'boolean', default: false },
    file: { type: 'string' },
  });
  const { 'as-of': asOf, json } = values;
  const client = values.client?.toUpperCase();
  return orUsage(usage, () => {
    if (!isDay(asOf)) throw new UsageError(`--as-of ${asOf}: not a day such as 1997-06-30`);
    if (asOf < firstDay) throw new UsageError(`--as-of ${asOf}: the story begins on ${firstDay}`);
    if (client !== undefined && !customers.includes(client)) {
      throw new UsageError(`--client ${client}: no such company; there are ${customers.join(', ')}`);
    }
    const { locale } = spokenIn(usage, values.locale);
    const file = values.file ?? `.tmp/northwind-${asOf}.db`;
    return { asOf, locale, json, file, ...(client !== undefined && { client }) };
  });
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
