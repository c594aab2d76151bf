import { type Condition, type FactTest, isFactReference } from '../../conditions/condition.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import { createWording } from '../../conditions/wording.ts';
import { fillTemplate } from '../../errors/fill-template.ts';
import { capital } from '../../locales/capital.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import { monthIn } from '../../locales/month-in.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { Duration } from '../../time/duration.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { limitsInWords } from '../limits-in-words.ts';
import { spokenFacts } from '../spoken-facts.ts';
import { dayWords } from './day-words.ts';

/** How one blueprint is spoken of in one language. */
export type Speech = ReturnType<typeof createSpeech>;

export type TimeTrigger = Extract<BlueprintTransfer['trigger'], { kind: 'time' }>;

/** Under which name a dictionary has words for a whole condition. */
function keyOf(condition: Condition): string {
  if ('any' in condition) return condition.any.map(keyOf).join(' or ');
  if (!('fact' in condition)) return JSON.stringify(condition);
  const { fact, is, value } = condition;
  if (value === undefined) return `${fact} ${is}`;
  return `${fact} ${is} ${isFactReference(value) ? value.fact : JSON.stringify(value)}`;
}

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
  const number = (value: number) => numberIn(tag, value, { maximumFractionDigits: 4 });
  const moments: Readonly<Record<string, { readonly after: string }>> = phrases.forPeople.moments;
  const usual: Readonly<Record<string, string>> = phrases.forPeople.conditions;
  /** One test of a condition, or its opposite. */
  const test = (one: FactTest, isNegated: boolean) =>
    capital(describeCondition(isNegated ? { not: one } : one, { facts, ...spoken }));
  const { workingHours, limit } = limitsInWords(dictionary, { number, duration: wording.duration });
  const role = nameIn({ ...blueprint.services, ...blueprint.roles });
  const state = nameIn(blueprint.states);
  const transfer = nameIn(blueprint.transfers);
  const fact = nameIn(facts);
  return {
    phrases,
    conditions: wording.phrases,
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
      const own = isNegated ? undefined : lookup(usual, keyOf(one));
      if (own) return capital(own);
      const moment = moments[one.fact];
      if (!moment || one.is !== 'olderThan' || isNegated) return test(one, isNegated);
      return capital(fillTemplate(moment.after, { time: wording.duration(one.value as Duration).is }));
    },
    role,
    source: (id: string) => capital(name({ label: lookup(blueprint.entryLabels ?? {}, id) ?? id })),
    state: (id: string) => quoted(state(id)),
    transfer: (id: string) => quoted(transfer(id)),
    fact: (path: string) => quoted(fact(path)),
    hold: (id: string) => quoted(nameIn(blueprint.holds)(id)),
    /** Labels of reasons, holds and the like, each in quotes. */
    named: (things: Readonly<Record<string, { readonly label: Label }>>) =>
      Object.values(things).map((thing) => quoted(name(thing))),
    percent: (share: number) => numberIn(tag, share, { style: 'percent', maximumFractionDigits: 2 }),
    workingHours,
    limit,
    duration: wording.duration,
    /** The moment that a transfer by time waits for. */
    moment: ({ at, plus, plusWorkingMinutes: minutes }: TimeTrigger) => {
      const added = (to: string, after: string) =>
        fillTemplate(phrases.transfer.timePlus, { fact: to, after });
      const moment = plus ? added(quoted(fact(at)), wording.duration(plus).is) : quoted(fact(at));
      return minutes ? added(moment, workingHours(minutes / 60).is) : moment;
    },
    /** A limit in time with the notice before it, and with the condition under which it counts. */
    limited: (limit: string, { notice }: TimeTrigger, when: Condition | undefined) => {
      const { forPeople } = phrases;
      const condition = when && (lookup(usual, keyOf(when)) ?? describeCondition(when, { facts, ...spoken }));
      const under = condition ? fillTemplate(forPeople.under, { limit, condition }) : limit;
      return notice
        ? fillTemplate(forPeople.notice, { limit: under, time: wording.duration(notice).is })
        : under;
    },
    currency: (code: string) => new Intl.DisplayNames(tag, { type: 'currency' }).of(code) ?? code,
    ...dayWords(dictionary, timeZone),
    month: (month: number) => monthIn(tag, month),
  };
}
