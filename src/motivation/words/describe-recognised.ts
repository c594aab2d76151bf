import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { OwnRecord, Recognised } from '../recognition/define-recognition.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/** What is worth being said of somebody's month. `plans` say in which unit a record is, and its label. */
export function describeRecognised(recognised: Recognised, options: PayWordOptions): string {
  return withArguments(
    'describeRecognised',
    { recognised, ...inWords('describeRecognised', options, ...payWordOptions) },
    () => {
      const { words, say, month } = payWording('', options);
      const { recognition: said } = words;
      const { records, streaks, handoffs, returned } = recognised;
      const lines = [
        ...records.map((one) => recordInWords(one, options)),
        ...streaks
          .filter(({ best }) => best > 0)
          .map((one) => say(said.streak, { ...one, months: one.paused.map(month) })),
        ...handoffs.map((one) => say(said.handoff, one)),
        ...returned.map((one) => say(said.returned, one)),
      ];
      const head = say(said.head, { ...recognised, month: month(recognised.period) });
      return [head, ...(lines.length > 0 ? lines : [said.nothing]).map((text) => `– ${text}`)].join('\n');
    },
  );
}

function recordInWords(
  { component: id, period, measure, isNew }: OwnRecord,
  options: PayWordOptions,
): string {
  const plan = options.plans?.findLast(({ components }) => id in components);
  const kind = plan?.components[id]?.measure.kind;
  const wording = payWording(plan?.currency ?? '', options);
  const { words, say, component, exactMoney, percent, number, month } = wording;
  const inUnit = kind === 'sum' ? exactMoney : kind === 'ratio' ? percent : number;
  const { newRecord, record } = words.recognition;
  return say(isNew ? newRecord : record, {
    component: plan ? component({ plan: plan.id, version: plan.version }, id) : id,
    month: month(period),
    measure: inUnit(measure),
  });
}
