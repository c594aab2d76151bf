import { factsIn } from '../../conditions/analysis/facts-in.ts';
import type { Condition } from '../../conditions/condition.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import { createWording } from '../../conditions/wording.ts';
import { fillTemplate } from '../../errors/fill-template.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import { monthIn } from '../../locales/month-in.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { Duration } from '../../time/duration.ts';
import type { Action } from '../action.ts';
import type { Blueprint, BlueprintHandoff, BlueprintTransfer } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import { limitsInWords } from '../limits-in-words.ts';
import { daysInWords, spansInWords } from '../regulation/working-hours.ts';
import { spokenFacts } from '../spoken-facts.ts';
import type { TimeLimit } from '../time-limit.ts';
import type { WorkingShift, WorkingSpan } from '../working-time.ts';
import { type BlueprintSection, sections } from './diff-blueprints.ts';

/** Puts the parts of one blueprint into the words of one language. */
export interface PartWords {
  /** The label of what is declared under the name. */
  name(of: BlueprintSection, name: string): string;
  /** One value of the part at `path` of such a thing; a star stands for any name. */
  value(of: BlueprintSection, path: string, value: unknown): string;
}

type Say = (value: never) => string;

export function partWords(blueprint: Blueprint, dictionary: Dictionary): PartWords {
  const { diff: words, tag } = dictionary;
  const { timeZone, language } = blueprint;
  const spoken = { dictionary, language, timeZone };
  const said = (label: Label) => labelIn(label, dictionary.language, language);
  const facts = spokenFacts(blueprint, dictionary);
  const wording = createWording({ facts, ...spoken });
  const inQuotes = (text: string) => fillTemplate(wording.phrases.quote, { text });
  const quoted = (label: Label | undefined, name: string) =>
    inQuotes(label === undefined ? name : said(label));
  const labelled = (section: 'roles' | 'states', name: string) =>
    quoted(Object.hasOwn(blueprint[section], name) ? blueprint[section][name]?.label : undefined, name);
  const list = (items: readonly string[]) => (items.length > 0 ? wording.list(items) : words.none);

  const role = (name: string) => labelled('roles', name);
  const state = (name: string) => labelled('states', name);
  const fact = (path: string) => inQuotes(wording.label(path));
  const duration = (value: Duration) => wording.duration(value).is;
  const number = (value: number) => numberIn(tag, value, { maximumFractionDigits: 20 });
  const percent = (share: number) => numberIn(tag, share, { style: 'percent', maximumFractionDigits: 2 });
  const inOthers = (given: Label) => {
    const others = typeof given === 'string' ? [] : Object.values(given).filter((one) => one !== said(given));
    return others.length > 0 ? ` (${others.join(', ')})` : '';
  };
  const label = (given: Label) => inQuotes(said(given)) + inOthers(given);
  const flag = (value: boolean) => (value ? words.yes : words.no);
  const hours = (value: number) => fillTemplate(words.hours, { number: number(value) });
  const reason = (given: { readonly label: Label }) => inQuotes(said(given.label));
  const reasons = (given: Readonly<Record<string, { readonly label: Label }>>) =>
    list(Object.values(given).map(reason));
  const names = (values: readonly string[]) => list(values);
  const rights = (values: readonly Action[]) =>
    list(values.map((action) => dictionary.things.actions[action]));
  const dayInWords = (day: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: dictionary.dateStyle, timeZone: 'UTC' }).format(new Date(day));
  const days = (values: readonly string[]) => list(values.map(dayInWords));
  const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

  function trigger(value: BlueprintTransfer['trigger']): string {
    switch (value.kind) {
      case 'person':
        return fillTemplate(words.triggers.person, { by: list(value.by.map(role)) });
      case 'event':
        return fillTemplate(words.triggers.event, {
          on: list(value.on.map((event) => dictionary.regulation.events[event])),
        });
      case 'time': {
        const at = fact(value.at);
        const { plus, plusWorkingMinutes, notice } = value;
        const when = plus
          ? fillTemplate(words.triggers.timePlus, { at, plus: duration(plus) })
          : fillTemplate(words.triggers.time, { at });
        return fillTemplate(words.triggers.more, {
          when,
          minutes: plusWorkingMinutes && number(plusWorkingMinutes),
          notice: notice && duration(notice),
        });
      }
    }
  }

  function policy(value: CadencePolicy): string {
    switch (value.kind) {
      case 'fixed':
        return fillTemplate(words.policies.fixed, { after: duration(value.after) });
      case 'ownMedian':
      case 'ownPercentile': {
        const percentile = 'percentile' in value && percent(value.percentile);
        const times = 'times' in value && number(value.times);
        const { minMoments, minDays } = value;
        const [atLeast, atMost] = [value.atLeast, value.atMost].map((limit) => limit && duration(limit));
        const [window, otherwise] = [duration(value.window), policy(value.otherwise)];
        return fillTemplate(words.policies[value.kind], {
          percentile,
          times,
          minMoments,
          minDays,
          window,
          atLeast,
          atMost,
          otherwise,
        });
      }
      case 'timesOverdue':
        return fillTemplate(words.policies.timesOverdue, {
          times: number(value.times),
          atLeast: duration(value.atLeast),
        });
      case 'custom':
        return fillTemplate(words.policies.custom, {
          name: value.name,
          params: value.params ? ` ${JSON.stringify(value.params)}` : '',
        });
    }
  }

  function rejection(value: BlueprintHandoff['rejections'][string]): string {
    const to = value.to === undefined ? '' : fillTemplate(words.leadsTo, { state: state(value.to) });
    return fillTemplate(words.rejection, {
      label: reason(value),
      to,
      fixable: value.fixable ? words.fixable : words.final,
    });
  }

  function handoff(value: BlueprintHandoff): string {
    const { parts } = words;
    const said = Object.entries(value).flatMap(([key, part]) => {
      if (key === 'rejections')
        return list(Object.values(part as BlueprintHandoff['rejections']).map(rejection));
      const path = `handoff.${key}` as 'handoff.to';
      return `${parts.transfer[path]} ${say('transfer', path, part)}`;
    });
    return said.join(words.listJoint);
  }

  function onReturn({ to, within, reasons: given }: NonNullable<BlueprintHandoff['onReturn']>): string {
    return fillTemplate(words.onReturn, { to: state(to), within: duration(within), reasons: reasons(given) });
  }

  const weekday = (day: number) => words.weekdays[day - 1] ?? String(day);
  const weekdays = (days: readonly number[]) =>
    daysInWords(
      days.toSorted((a, b) => a - b),
      weekday,
    ).join(', ');
  const percentages = (shares: readonly number[]) => list(shares.map(percent));
  const when = (condition: Condition) => inQuotes(describeCondition(condition, { facts, ...spoken }));

  const valuesWith = (months: Readonly<Record<string, readonly number[]>>) =>
    list(
      Object.entries(months).map(
        ([value, numbers]) => `${value} (${numbers.map((month) => monthIn(tag, month)).join(', ')})`,
      ),
    );

  const limits = limitsInWords(dictionary, { number, duration: wording.duration });
  const limit = (value: TimeLimit) => limits.limit(value).is;

  const sayings: Readonly<Record<string, Say>> = {
    'blueprint.version': number,
    'blueprint.workingTime.days': (days: readonly number[]) => weekdays(days),
    'blueprint.workingTime.holidays': days,
    'blueprint.workingTime.shifts': (shifts: readonly WorkingShift[]) =>
      [...shifts]
        .sort((a, b) => Math.min(...a.days) - Math.min(...b.days) || (a.from < b.from ? -1 : 1))
        .map((shift) => `${weekdays(shift.days)} ${spansInWords([shift])}`)
        .join(words.listJoint),
    'blueprint.workingTime.dates': (dates: Readonly<Record<string, readonly WorkingSpan[]>>) =>
      list(Object.entries(dates).map(([day, spans]) => `${dayInWords(day)} ${spansInWords(spans)}`)),
    'blueprint.workingTime.dates.*': spansInWords,
    'blueprint.entryLabels': (labels: Readonly<Record<string, Label>>) =>
      list(Object.values(labels).map(label)),
    'blueprint.entryLabels.*': label,
    'transfer.technical': flag,
    'blueprint.windowLeadTime': duration,
    'blueprint.windowLeadTimes': (times: Readonly<Record<string, Duration>>) =>
      list(Object.entries(times).map(([category, time]) => `${category}: ${duration(time)}`)),
    'blueprint.windowLeadTimes.*': duration,
    'blueprint.windowGrace': duration,
    'blueprint.mergedState': state,
    'blueprint.quietMonths': (rules: NonNullable<Blueprint['quietMonths']>) =>
      list(rules.map(({ fact: path, months }) => `${fact(path)}: ${valuesWith(months)}`)),
    'blueprint.releaseReasons': reasons,
    'blueprint.paymentTerm': fact,
    'blueprint.creditLimit': ({ fact: path, hold, group }: NonNullable<Blueprint['creditLimit']>) =>
      `${list([fact(path), ...(group ? [`${fact(group.limit)} (${fact(group.fact)})`] : [])])} → ${hold}`,
    'fact.type': (type: keyof typeof words.factTypes) => words.factTypes[type],
    'fact.values': names,
    'fact.valueLabels': (labels: Readonly<Record<string, Label>>) => list(Object.values(labels).map(label)),
    'fact.valueLabels.*': label,
    'fact.personal': flag,
    'fact.suppliedBy': (roles: readonly string[]) => list(roles.map(role)),
    'role.may.own': rights,
    'role.may.any': rights,
    'role.mayRead': (mayRead: Condition) =>
      factsIn(mayRead).length === 0 ? words.nobodyElse : when(mayRead),
    'role.claims': number,
    'role.rampUp': percentages,
    'role.loadBy': ({ fact: path, factors }: { fact: string; factors: Record<string, number> }) =>
      `${fact(path)}: ${list(Object.entries(factors).map(([value, factor]) => `${value} × ${number(factor)}`))}`,
    'role.loadBy.fact': fact,
    'role.loadBy.factors.*': number,
    'grade.load': number,
    'service.may': rights,
    'service.mayPropose': rights,
    'hold.stopsClock': flag,
    'hold.blocksTransfers': flag,
    'hold.blocks': rights,
    'hold.by': (roles: readonly string[]) => list(roles.map(role)),
    'hold.review': ({ after, by }: { after: Duration; by: string }) => `${duration(after)}: ${role(by)}`,
    'state.responsible': role,
    'state.supporting': (roles: readonly string[]) => list(roles.map(role)),
    'state.load.*': hours,
    'state.cadence': flag,
    'state.waiting': flag,
    'state.resting': flag,
    'state.final': flag,
    'entry.': state,
    'transfer.from': (states: readonly string[]) => list(states.map(state)),
    'transfer.to': state,
    'transfer.trigger': trigger,
    'transfer.when': when,
    'transfer.priority': number,
    'transfer.reasons': reasons,
    'transfer.reasons.*': reason,
    'transfer.needsWakeDate': flag,
    'transfer.releases': (roles: readonly string[]) => list(roles.map(role)),
    'transfer.handoff': handoff,
    'transfer.handoff.to': role,
    'transfer.handoff.dealt': flag,
    'transfer.handoff.acceptWithin': limit,
    'transfer.handoff.decideWithin': limit,
    'transfer.handoff.firstContactWithin': limit,
    'transfer.handoff.lasts': duration,
    'transfer.handoff.rejectionsCountFor': duration,
    'transfer.handoff.escalateTo': role,
    'transfer.handoff.rejections.*': rejection,
    'transfer.handoff.rejections.*.fixable': flag,
    'transfer.handoff.rejections.*.to': state,
    'transfer.handoff.onReturn': onReturn,
    'transfer.handoff.onReturn.to': state,
    'transfer.handoff.onReturn.within': duration,
    'transfer.handoff.onReturn.reasons.*': reason,
    'cadence.': policy,
  };

  function say(of: BlueprintSection, path: string, value: unknown): string {
    const isLabel = path === 'label' || path.endsWith('.label');
    const saying: Say = isLabel ? label : (sayings[`${of}.${path}`] ?? plain);
    return saying(value as never);
  }

  return {
    name: (of, name) => {
      if (of === 'cadence') return words.cadence[name as keyof typeof words.cadence];
      if (of === 'entry') return said(lookup(blueprint.entryLabels ?? {}, name) ?? name);
      if (of === 'blueprint') return name;
      const declared = blueprint[sections[of]] as Readonly<Record<string, { readonly label: Label }>>;
      return quoted(Object.hasOwn(declared, name) ? declared[name]?.label : undefined, name);
    },
    value: say,
  };
}
