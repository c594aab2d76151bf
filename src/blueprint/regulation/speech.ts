import type { Condition } from '../../conditions/condition.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { createWording } from '../../conditions/wording.ts';
import { fillTemplate } from '../../errors/fill-template.ts';
import { capital } from '../../locales/capital.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import type { Duration } from '../../time/duration.ts';
import type { Blueprint } from '../blueprint.ts';
import { allFacts } from '../built-in-facts.ts';
import { plain } from './markdown.ts';

/** How one blueprint is spoken of in one language. */
export type Speech = ReturnType<typeof createSpeech>;

export function createSpeech(blueprint: Blueprint, dictionary: Dictionary) {
  const phrases = { ...dictionary.regulation, actions: dictionary.things.actions };
  const facts = allFacts(blueprint.facts);
  const { timeZone, language } = blueprint;
  const spoken = { dictionary, language, timeZone };
  const wording = createWording({ facts, ...spoken });
  const { tag } = wording;

  const name = ({ label }: { readonly label: Label }) => plain(labelIn(label, dictionary.language, language));
  const quoted = (text: string) => fillTemplate(wording.phrases.quote, { text });
  const nameIn =
    <T extends { readonly label: Label }>(section: Readonly<Record<string, T>>) =>
    (id: string) => {
      const found = section[id];
      return found ? name(found) : plain(id);
    };
  const number = (value: number) => value.toLocaleString(tag, { maximumFractionDigits: 4 });
  const role = nameIn(blueprint.roles);
  const state = nameIn(blueprint.states);
  const transfer = nameIn(blueprint.transfers);
  const fact = nameIn(facts);
  const conditionLines = (when: Condition): string[] => {
    const parts = 'all' in when && when.all.length > 0 ? when.all : [when];
    return parts.map((part) => capital(plain(describeCondition(part, { facts, ...spoken }))));
  };
  return {
    phrases,
    facts,
    tag,
    fill: fillTemplate,
    contactsOf: blueprint.contactsOf,
    name,
    capital,
    quoted,
    number,
    conditionLines,
    role,
    state: (id: string) => quoted(state(id)),
    transfer: (id: string) => quoted(transfer(id)),
    fact: (path: string) => quoted(fact(path)),
    /** Labels of reasons, holds and the like, each in quotes. */
    named: (things: Readonly<Record<string, { readonly label: Label }>>) =>
      Object.values(things).map((thing) => quoted(name(thing))),
    percent: (share: number) => share.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 2 }),
    workingHours: (hours: number) =>
      phrases.workingHoursCount(number(hours), new Intl.PluralRules(tag).select(hours)),
    duration: (duration: Duration) => wording.duration(duration),
    /** The moment that a transfer by time waits for. */
    moment: ({ at, plus }: { readonly at: string; readonly plus?: Duration | undefined }) => {
      const moment = quoted(fact(at));
      return plus
        ? fillTemplate(phrases.transfer.timePlus, { fact: moment, after: wording.duration(plus).is })
        : moment;
    },
    day: (day: string) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
    /** By its ISO number; 1 January 2024 was a Monday. */
    weekday: (day: number) =>
      new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
  };
}
