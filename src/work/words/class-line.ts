import type { Line } from '../../blueprint/regulation/document.ts';
import { spokenFacts } from '../../blueprint/spoken-facts.ts';
import { fill, spokenIn } from '../../client/words.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Label } from '../../locales/label.ts';
import type { ServiceClass, WorkDocument } from '../document/work-schema.ts';
import { rankOf } from '../task/service-classes.ts';
import { serviceLimitInWords } from './service-limit-in-words.ts';
import type { TaskWordOptions } from './task-labels.ts';

/** How the chapter of a regulation names what it speaks of. */
export interface Speaking {
  readonly options: TaskWordOptions;
  role(name: string): string;
  named(label: Label): string;
}

interface OfClass extends Speaking {
  /** Its place among the classes of its type, from 0 on. */
  readonly place: number;
  /** All ranks in its queue, the one that is taken first first. */
  readonly ranks: readonly number[];
  readonly calendars: WorkDocument['calendars'];
}

/** What is promised of a class of service, and of which tasks. */
export function classLine(
  { rank, name, label, when, respond, resolve, calendar, escalate, chain }: ServiceClass,
  { place, ranks, calendars, options, role, named }: OfClass,
): Line {
  const words = options.dictionary.work.regulation;
  const say = (template: string, values: object) => fill(template, values, options);
  const limit = (value: NonNullable<typeof respond>) => serviceLimitInWords(value, options);
  const queues = options.work?.document.queues ?? {};
  const below = [
    ranks.length > 1 &&
      say(words.place, { place: ranks.indexOf(rankOf({ rank }, place)) + 1, places: ranks.length }),
    when && say(words.when, { condition: describeCondition(when, spokenOf(options)) }),
    respond && say(words.respond, { limit: limit(respond) }),
    resolve && say(words.resolve, { limit: limit(resolve) }),
    calendar !== undefined &&
      say(words.calendar, { calendar: named(lookup(calendars, calendar)?.label ?? calendar) }),
    escalate && say(words.escalate, { limit: limit(escalate.before), role: role(escalate.to) }),
    ...(chain ?? []).map(({ queue, within }) =>
      say(words.chain, { queue: named(lookup(queues, queue)?.label ?? queue), limit: limit(within) }),
    ),
  ].filter((line) => typeof line === 'string');
  return {
    lead: say(words.service, { service: named(label ?? name) }),
    below: below.map((text) => ({ text })),
  };
}

export function spokenOf(options: TaskWordOptions) {
  const { dictionary, conveyor, work } = options;
  const facts = { ...spokenFacts(conveyor?.blueprint ?? {}, dictionary), ...work?.document.facts };
  return { facts, ...spokenIn(options) };
}
