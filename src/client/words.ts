import type { Blueprint } from '../blueprint/blueprint.ts';
import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';

/** Whose names to say; without it names are said as they are written in the blueprint. */
export interface WordOptions {
  readonly locale?: Locale;
  readonly conveyor?: { readonly blueprint: Blueprint };
}

/** How a placeholder's value is said: `{state:from}` says `from` as the label of a state. */
type Kind = 'role' | 'state' | 'transfer' | 'hold' | 'fact' | 'reason' | 'date' | 'time';

const sections = {
  role: 'roles',
  state: 'states',
  transfer: 'transfers',
  hold: 'holds',
  fact: 'facts',
} as const;

/**
 * Fills a template such as `{employeeId} lacks the role {role:role}`. A part in square brackets is said only where all of its
 * values are there: `rejected[: {note}]`. Lists are said with commas, an empty one counts as missing.
 */
export function fill(template: string, values: object, options: WordOptions): string {
  const parts = template.split(/\[([^[\]]*)\]/);
  const isOptional = (i: number) => i % 2 === 1;
  const said = parts.map((part, i) => fillAll(part, values, options) ?? (isOptional(i) ? '' : undefined));
  // A Russian date ends with a full stop of its own: «2 марта 2026 г.».
  return said.includes(undefined) ? '' : said.join('').replaceAll('г..', 'г.');
}

function fillAll(template: string, values: object, options: WordOptions): string | undefined {
  let complete = true;
  const text = template.replace(/\{(?:(\w+):)?(\w+)\}/g, (_, kind: Kind | undefined, key: string) => {
    const value: unknown = values[key as keyof object];
    const parts = (Array.isArray(value) ? value : [value]).filter(
      (part) => part !== undefined && part !== null,
    );
    if (parts.length === 0) complete = false;
    return parts.map((part) => say(part, kind, options)).join(', ');
  });
  return complete ? text : undefined;
}

function say(value: unknown, kind: Kind | undefined, options: WordOptions): string {
  const { locale = 'en', conveyor } = options;
  const text = String(value);
  if (kind === 'date' || kind === 'time') {
    const style =
      kind === 'date'
        ? { dateStyle: 'medium' as const }
        : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
    const timeZone = conveyor?.blueprint.timeZone ?? 'UTC';
    return new Intl.DateTimeFormat(dictionaryOf(locale).tag, { ...style, timeZone }).format(new Date(text));
  }
  if (kind === 'reason') return sayReason(text, options);
  const named = kind && conveyor?.blueprint[sections[kind]];
  if (!named || !Object.hasOwn(named, text)) return text;
  return `«${named[text as keyof typeof named]?.label[locale]}»`;
}

/** A text that was written where a reason was asked for: what people wrote, or, before there were codes, the name of a transfer. */
function sayReason(reason: string, { locale = 'en', conveyor }: WordOptions): string {
  const { transfers = {} } = conveyor?.blueprint ?? {};
  return Object.hasOwn(transfers, reason) ? `«${transfers[reason]?.label[locale]}»` : reason;
}
