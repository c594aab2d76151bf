import type { Blueprint } from '../blueprint/blueprint.ts';
import { lookup } from '../conditions/lookup.ts';
import { fillTemplate } from '../errors/fill-template.ts';
import type { ClientDictionary, ExplanationDictionary } from '../locales/dictionary.ts';
import { type Label, labelIn } from '../locales/label.ts';
import { ERASED } from './erased.ts';

/** In which words, and by which names: `explain(refusal, { dictionary: ru, conveyor })`. */
export interface WordOptions<Words = ClientDictionary> {
  readonly dictionary: Words;
  /** Roles, states and the like are said by its labels; without it by their names. */
  readonly conveyor?: { readonly blueprint: Blueprint } | undefined;
  /** People and clients are said by these names; without one by their ids. */
  readonly names?: Names | undefined;
}

/** What people and clients are called. */
export interface Names {
  readonly employees?: NamesById | undefined;
  readonly clients?: NamesById | undefined;
}

/** Names by id, or a function that knows them. */
export type NamesById = Readonly<Record<string, string>> | ((id: string) => string | undefined);

/** What every template is said with. */
type Said = WordOptions<
  Pick<ExplanationDictionary, 'language' | 'tag' | 'dateStyle' | 'conditions' | 'facts' | 'things'>
>;

/**
 * How a placeholder's value is said: `{state:from}` says `from` as the label of a state.
 * `{last:to}` is the last day of what ends at `to`.
 */
type Kind =
  | 'employee'
  | 'client'
  | 'role'
  | 'state'
  | 'transfer'
  | 'hold'
  | 'fact'
  | 'source'
  | 'reason'
  | 'date'
  | 'last'
  | 'time';

const sections = {
  role: 'roles',
  state: 'states',
  transfer: 'transfers',
  hold: 'holds',
  fact: 'facts',
  source: 'entryLabels',
} as const;

/** Fills a template as `fillTemplate` does, names and dates in the words of the options. */
export const fill = (template: string, values: object, options: Said): string =>
  fillTemplate(template, values, (value, kind) => say(value, kind as Kind | undefined, options));

function say(value: unknown, kind: Kind | undefined, options: Said): string {
  const { dictionary, conveyor } = options;
  const text = value === ERASED ? dictionary.things.erased : String(value);
  if (kind === 'date' || kind === 'last' || kind === 'time') {
    const { dateStyle } = dictionary;
    const style = kind === 'time' ? ({ dateStyle, timeStyle: 'short' } as const) : { dateStyle };
    const timeZone = conveyor?.blueprint.timeZone ?? 'UTC';
    // Of what ends at a moment, the last day is the one before it.
    const moment = Date.parse(text) - Number(kind === 'last');
    return new Intl.DateTimeFormat(dictionary.tag, { ...style, timeZone }).format(moment);
  }
  if (kind === 'client') return nameOf(text, options.names?.clients) ?? text;
  // Who receives a client may be whoever of a role.
  if (kind === 'employee')
    return nameOf(text, options.names?.employees) ?? labelled('roles', text, options) ?? text;
  // What people wrote where a reason was asked for; before there were codes, also the name of a transfer.
  if (kind === 'reason') return labelled('transfers', text, options) ?? text;
  return (kind && labelled(sections[kind], text, options)) ?? text;
}

function nameOf(id: string, names: NamesById | undefined): string | undefined {
  if (typeof names === 'function') return names(id);
  return names && lookup(names, id);
}

function labelled(
  section: (typeof sections)[keyof typeof sections],
  name: string,
  { dictionary, conveyor }: Said,
): string | undefined {
  const things: Readonly<Record<string, { readonly label: Label } | Label>> =
    conveyor?.blueprint[section] ?? {};
  // Who may do something is a role, or a service.
  const others = section === 'roles' ? conveyor?.blueprint.services : undefined;
  const known = section === 'facts' && conveyor ? dictionary.facts.labels : (others ?? {});
  const thing = lookup(things, name) ?? lookup<Label | { readonly label: Label }>(known, name);
  const label = typeof thing === 'object' && 'label' in thing ? thing.label : thing;
  if (label === undefined) return undefined;
  const text = labelIn(label, dictionary.language, conveyor?.blueprint.language);
  return fillTemplate(dictionary.conditions.quote, { text });
}

/** The same as conditions are put into words with. */
export const spokenIn = ({ dictionary, conveyor }: WordOptions<ExplanationDictionary>) => ({
  dictionary,
  language: conveyor?.blueprint.language,
  timeZone: conveyor?.blueprint.timeZone ?? 'UTC',
});
