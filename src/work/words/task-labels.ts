import { fill, type WordOptions } from '../../client/words.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { WorkDocument } from '../document/work-schema.ts';

/** In which words tasks are spoken of. */
export interface TaskWordOptions extends WordOptions<Dictionary> {
  /** Types, queues, classes and reasons are said by its labels; without it by their names. */
  readonly work?: { readonly document: WorkDocument } | undefined;
}

/** The labels of what a type of tasks names, in quotes. A name without a label is said as it is. */
export function taskLabels(taskType: string, options: TaskWordOptions) {
  const { dictionary, conveyor, work } = options;
  const type = work && lookup(work.document.tasks, taskType);
  const said = (name: string, label: Label | undefined): string =>
    label === undefined
      ? name
      : fill(
          dictionary.conditions.quote,
          { text: labelIn(label, dictionary.language, conveyor?.blueprint.language) },
          options,
        );
  const reasons = { ...type?.pauses, ...type?.returns, ...type?.cancels };
  return {
    taskType: said(taskType, type?.label),
    queue: (name: string) => said(name, lookup(work?.document.queues ?? {}, name)?.label),
    calendar: (name: string) => said(name, lookup(work?.document.calendars ?? {}, name)?.label),
    service: (name: string) => said(name, type?.service.find((one) => one.name === name)?.label),
    reason: (name: string) => said(name, lookup(reasons, name)?.label),
    by: (id: string) => (id === 'system' ? dictionary.work.system : id),
  };
}

/** So many minutes in hours and minutes: `1 h 30 min`. */
export function minutesInWords(minutes: number, options: TaskWordOptions): string {
  const { work, tag } = options.dictionary;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const say = (template: string, count: number) =>
    fill(template, { count: numberIn(tag, count, { maximumFractionDigits: 1 }) }, options);
  const parts = [hours > 0 && say(work.hours, hours), (rest > 0 || hours === 0) && say(work.minutes, rest)];
  return parts.filter((part) => part !== false).join(' ');
}
