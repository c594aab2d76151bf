import { labelsOf, spokenFacts } from '../../blueprint/spoken-facts.ts';
import { fill, spokenIn } from '../../client/words.ts';
import { describeCondition, describeExplanation } from '../../conditions/describe.ts';
import { lookup } from '../../conditions/lookup.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { startOfDay } from '../../time/calendar-day.ts';
import type { DeadlineExplanation, ExplainedPause } from '../clock/explain-deadline.ts';
import { serviceLimitInWords } from './service-limit-in-words.ts';
import { minutesInWords, type TaskWordOptions, taskLabels } from './task-labels.ts';

/**
 * How a deadline comes about, line by line, for whoever has to keep it or complains of it. First what is due
 * and how it stands, then the class and why, what was promised, what counts and what does not.
 */
export function describeDeadline(explained: DeadlineExplanation, options: TaskWordOptions): string {
  return withArguments(
    'describeDeadline',
    { explained, ...inWords('describeDeadline', options, 'work') },
    () => linesOf(explained, options).join('\n'),
  );
}

function linesOf(explained: DeadlineExplanation, options: TaskWordOptions): readonly string[] {
  const { target, status, firstDay, counted, countedMinutes, leftMinutes } = explained;
  const words = options.dictionary.work.deadline;
  const labels = taskLabels(explained.taskType, options);
  const say = (template: string, values: object) => fill(template, values, options);
  const span = (minutes: number) => ({ span: minutesInWords(minutes, options) });
  const days = (list: readonly string[]) => ({
    days: list.map((day) => startOfDay(day, explained.timeZone)),
  });
  const { daysOff, changedDays } = explained;
  return [
    say(words.heads[target][status], explained),
    ...classLines(explained, options),
    say(words.limit, {
      openedAt: explained.openedAt,
      limit: serviceLimitInWords(explained.limit, options),
      hours:
        'role' in explained.hours
          ? say('{role:role}', explained.hours)
          : labels.calendar(explained.hours.calendar),
    }),
    ...(firstDay === undefined ? [] : [say(words.firstDay, days([firstDay]))]),
    ...counted.map((one) => say(words.counted, { ...one, ...span(one.minutes) })),
    ...(counted.length > 1 ? [say(words.sum, span(countedMinutes))] : []),
    ...(daysOff.length > 0 ? [say(words.daysOff, days(daysOff))] : []),
    ...(changedDays.length > 0 ? [say(words.changedDays, days(changedDays))] : []),
    ...explained.pauses.map((pause) => pauseLine(pause, explained, options)),
    ...(leftMinutes !== undefined && (status === 'running' || status === 'stopped')
      ? [say(words.left, span(leftMinutes))]
      : []),
  ];
}

/** Which class it is and by what condition, and what spoke against those before it. */
function classLines(
  { classes, service: chosen, taskType }: DeadlineExplanation,
  options: TaskWordOptions,
): readonly string[] {
  const { dictionary, conveyor, work } = options;
  const words = dictionary.work.deadline;
  const labels = taskLabels(taskType, options);
  const spoken = {
    facts: { ...spokenFacts(conveyor?.blueprint ?? {}, dictionary), ...work?.document.facts },
    ...spokenIn(options),
  };
  const roles = labelsOf(conveyor?.blueprint.roles ?? {});
  const when = lookup(work?.document.tasks ?? {}, taskType)?.service.find(
    ({ name }) => name === chosen,
  )?.when;
  const condition = when && describeCondition(when, spoken);
  const tried = classes.flatMap(({ service, explanation }) => {
    if (!explanation || service === chosen) return [];
    const [, ...lines] = describeExplanation(explanation, { ...spoken, roles });
    return [
      fill(words.tried, { service: labels.service(service) }, options),
      ...lines.map((line) => `– ${line}`),
    ];
  });
  return [fill(words.service, { service: labels.service(chosen), condition }, options), ...tried];
}

function pauseLine(
  pause: ExplainedPause,
  { taskType }: DeadlineExplanation,
  options: TaskWordOptions,
): string {
  const { pause: over, pauseGoesOn, pauseCounts } = options.dictionary.work.deadline;
  const template = pause.stopsClock ? (pause.until === undefined ? pauseGoesOn : over) : pauseCounts;
  const reason = taskLabels(taskType, options).reason(pause.reason);
  return fill(template, { ...pause, reason, span: minutesInWords(pause.costMinutes, options) }, options);
}
