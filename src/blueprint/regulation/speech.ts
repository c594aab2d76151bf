import type { FactTest } from '../../conditions/condition.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import { createWording } from '../../conditions/wording.ts';
import { fillTemplate } from '../../errors/fill-template.ts';
import { capital } from '../../locales/capital.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import type { Duration } from '../../time/duration.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { limitsInWords } from '../limits-in-words.ts';
import { spokenFacts } from '../spoken-facts.ts';

/** How one blueprint is spoken of in one language. */
export type Speech = ReturnType<typeof createSpeech>;

export function createSpeech(blueprint: Blueprint, dictionary: Dictionary) {
  const phrases = { ...dictionary.regulation, actions: dictionary.things.actions };
  const facts = spokenFacts(blueprint, dictionary);
  const { timeZone, language } = blueprint;
  const spoken = { dictionary, language, timeZone };
  const wording = createWording({ facts, ...spoken });
  const { tag } = wording;

  const name = ({ label }: { readonly label: Label }) => labelIn(label, dictionary.language, language);
  const quoted = (text: string) => fillTemplate(wording.phrases.quote, { text });
  const nameIn =
    <T extends { readonly label: Label }>(section: Readonly<Record<string, T>>) =>
    (id: string) => {
      const found = section[id];
      return found ? name(found) : id;
    };
  const number = (value: number) => value.toLocaleString(tag, { maximumFractionDigits: 4 });
  const moments: Readonly<Record<string, { readonly after: string }>> = phrases.forPeople.moments;
  /** One test of a condition, or its opposite. */
  const test = (one: FactTest, isNegated: boolean) =>
    capital(describeCondition(isNegated ? { not: one } : one, { facts, ...spoken }));
  const { workingHours, limit } = limitsInWords(dictionary, { number, duration: wording.duration });
  const role = nameIn(blueprint.roles);
  const state = nameIn(blueprint.states);
  const transfer = nameIn(blueprint.transfers);
  const fact = nameIn(facts);
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
    test,
    /** The test as a demand: what has to be so is said without a yes. */
    demand: (one: FactTest, isNegated: boolean) => {
      if (one.value === true && (one.is === 'equals') !== isNegated) return capital(wording.label(one.fact));
      const moment = moments[one.fact];
      if (!moment || one.is !== 'olderThan' || isNegated) return test(one, isNegated);
      return capital(fillTemplate(moment.after, { time: wording.duration(one.value as Duration).is }));
    },
    role,
    source: (id: string) => capital(name({ label: lookup(blueprint.entryLabels ?? {}, id) ?? id })),
    state: (id: string) => quoted(state(id)),
    transfer: (id: string) => quoted(transfer(id)),
    fact: (path: string) => quoted(fact(path)),
    /** Labels of reasons, holds and the like, each in quotes. */
    named: (things: Readonly<Record<string, { readonly label: Label }>>) =>
      Object.values(things).map((thing) => quoted(name(thing))),
    percent: (share: number) => share.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 2 }),
    workingHours,
    limit,
    duration: wording.duration,
    /** The moment that a transfer by time waits for. */
    moment: ({
      at,
      plus,
      plusWorkingMinutes: minutes,
    }: Extract<BlueprintTransfer['trigger'], { kind: 'time' }>) => {
      const added = (to: string, after: string) =>
        fillTemplate(phrases.transfer.timePlus, { fact: to, after });
      const moment = plus ? added(quoted(fact(at)), wording.duration(plus).is) : quoted(fact(at));
      return minutes ? added(moment, workingHours(minutes / 60).is) : moment;
    },
    day: (day: string) =>
      new Intl.DateTimeFormat(tag, { dateStyle: dictionary.dateStyle, timeZone: 'UTC' }).format(
        new Date(day),
      ),
    /** In short, by its ISO number; 1 January 2024 was a Monday. */
    weekday: (day: number) =>
      new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
  };
}
