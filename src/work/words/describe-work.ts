import { dayWords } from '../../blueprint/regulation/day-words.ts';
import {
  type Block,
  heading,
  listed,
  paragraph,
  points,
  type RegulationDocument,
  said,
} from '../../blueprint/regulation/document.ts';
import { workingTimeLines } from '../../blueprint/regulation/working-hours.ts';
import { writtenAs } from '../../blueprint/regulation/written-as.ts';
import { fill } from '../../client/words.ts';
import type { Condition } from '../../conditions/condition.ts';
import { describeCondition } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { labelIn } from '../../locales/label.ts';
import type { TaskType, WorkDocument } from '../document/work-schema.ts';
import { rankOf } from '../task/service-classes.ts';
import { classLine, type Speaking, spokenOf } from './class-line.ts';
import { serviceLimitInWords } from './service-limit-in-words.ts';
import { minutesInWords, type TaskWordOptions } from './task-labels.ts';

/** How work in queues is put into words for those who do it. */
export interface WorkRegulationOptions extends TaskWordOptions {
  /** Markdown unless HTML is asked for: one page with its own styles, to print on A4. */
  readonly format?: 'markdown' | 'html' | undefined;
}

/**
 * Work in queues as a chapter of the regulation. It has the queues with who works in them, and of every type
 * of tasks who opens it, what is promised by class, the cut-off, why it may rest, go back or be called off,
 * and what it takes of somebody's time. All of it is read off the document. Roles and facts of clients are
 * said by their labels where the conveyor is given.
 */
export function describeWork(
  work: { readonly document: WorkDocument },
  options: WorkRegulationOptions,
): string {
  return withArguments(
    'describeWork',
    { work, ...inWords('describeWork', options, 'work', 'format') },
    () => {
      return writtenAs(options.format, documentOf(work, options), 'describeWork');
    },
  );
}

/**
 * The same as a chapter that `describeBlueprint` prints with the regulation, so that both are one document.
 * @example describeBlueprint(conveyor.blueprint, { dictionary: ru, chapters: [workChapter(work, options)] })
 */
export function workChapter(
  work: { readonly document: WorkDocument },
  options: TaskWordOptions,
): RegulationDocument {
  return withArguments('workChapter', { work, ...inWords('workChapter', options, 'work') }, () =>
    documentOf(work, options),
  );
}

function documentOf(work: { readonly document: WorkDocument }, options: TaskWordOptions): RegulationDocument {
  const { title } = options.dictionary.work.regulation;
  const blocks = [heading(1, title), ...blocksOf(work.document, { ...options, work })];
  return { title, language: options.dictionary.tag, blocks };
}

function blocksOf({ queues, tasks, calendars }: WorkDocument, options: TaskWordOptions): readonly Block[] {
  const words = options.dictionary.work.regulation;
  const named = (label: Parameters<typeof labelIn>[0]) =>
    labelIn(label, options.dictionary.language, options.conveyor?.blueprint.language);
  const say = (template: string, values: object) => fill(template, values, options);
  const { roles, services } = options.conveyor?.blueprint ?? { roles: {}, services: {} };
  const role = (name: string) => {
    const label = lookup({ ...services, ...roles }, name)?.label;
    return label === undefined ? name : named(label);
  };
  return [
    paragraph(words.intro),
    heading(2, words.queues),
    points(
      Object.values(queues).map(({ label, role: worker, lead, dealt }) => ({
        lead: named(label),
        text: say(words.queue, {
          worker: role(worker),
          lead: lead && role(lead),
          dealt: dealt && words.dealt,
        }),
      })),
    ),
    ...calendarBlocks(calendars, options, named),
    ...Object.values(tasks).flatMap((type): readonly Block[] => {
      const ranks = ranksIn(tasks, type.queue);
      return [
        heading(2, named(type.label)),
        points(
          ...linesOf(type, { options, queue: named(queues[type.queue]?.label ?? type.queue), role, named }),
          type.service.map((one, place) => classLine(one, { place, ranks, calendars, options, role, named })),
        ),
      ];
    }),
  ];
}

/** The hours of each calendar of the document, as far as there are any. */
function calendarBlocks(
  calendars: WorkDocument['calendars'],
  { dictionary, conveyor }: TaskWordOptions,
  named: Speaking['named'],
): readonly Block[] {
  const words = { phrases: dictionary.regulation, ...dayWords(dictionary, conveyor?.blueprint.timeZone) };
  const lines = Object.entries(calendars).map(([name, { label, ...time }]) => ({
    lead: named(label ?? name),
    below: workingTimeLines(time, words).map((text) => ({ text })),
  }));
  return lines.length > 0 ? [heading(2, dictionary.work.regulation.calendars), points(lines)] : [];
}

/** The ranks that tasks of a queue can have, the one that is taken first first. */
const ranksIn = (tasks: WorkDocument['tasks'], queue: string): readonly number[] =>
  [
    ...new Set(
      Object.values(tasks)
        .filter((type) => type.queue === queue)
        .flatMap(({ service }) => service.map(rankOf)),
    ),
  ].sort((a, b) => a - b);

function linesOf(
  { opens, opensOn, opensAt = [], responds, load, pauses, returns, cancels }: TaskType,
  { options, queue, role, named }: Speaking & { readonly queue: string },
) {
  const { work, regulation } = options.dictionary;
  const words = work.regulation;
  const say = (template: string, values: object) => fill(template, values, options);
  const reasons = (of: TaskType['returns']) => Object.values(of).map(({ label }) => named(label));
  const events: Readonly<Record<string, string>> = regulation.events;
  const conditionOf = (when: Condition | undefined) => when && describeCondition(when, spokenOf(options));
  return [
    said(words.queueOf, [queue]),
    said(words.opens, opens.map(role)),
    said(
      words.opensOn,
      [
        ...opensOn.map(({ event, when }) =>
          say(words.event, { event: lookup(events, event) ?? event, condition: conditionOf(when) }),
        ),
        ...opensAt.map(({ deadline, of, before, when }) =>
          say(words.ahead, {
            deadline: say(work.openings[deadline], { of }),
            before: before && serviceLimitInWords(before, options),
            condition: conditionOf(when),
          }),
        ),
      ],
      '; ',
    ),
    said(words.responds.lead, [words.responds[responds]]),
    said(words.load, load ? [minutesInWords(load.minutes, options)] : []),
    listed(
      words.pauses,
      Object.values(pauses).map(({ label, stopsClock }) =>
        say(stopsClock ? words.pause.stops : words.pause.runs, { reason: named(label) }),
      ),
    ),
    said(words.returns, reasons(returns), '; '),
    said(words.cancels, reasons(cancels), '; '),
  ];
}
