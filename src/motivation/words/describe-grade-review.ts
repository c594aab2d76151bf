import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { capital } from '../../locales/capital.ts';
import type { GradeReview, StepReview } from '../grades/grade-review.ts';
import { type PayWording, type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/** How somebody stands on the ladder: what is proposed, which months counted, and what is missing. */
export function describeGradeReview(review: GradeReview, options: PayWordOptions): string {
  return withArguments(
    'describeGradeReview',
    { review, ...inWords('describeGradeReview', options, ...payWordOptions) },
    () => {
      const wording = payWording('', options);
      const { words, say, grade, month, day } = wording;
      const { grades: said } = words;
      const { outcome, proposal, steps, paused } = review;
      const proposed = proposal && {
        to: grade(proposal.to),
        from: day(proposal.from),
        approval: said.approvals[proposal.approval],
      };
      return [
        say(said.head, { ...review, grade: grade(review.grade) }),
        say(said[outcome], proposed ?? {}),
        ...steps.flatMap((step) => stepLines(step, wording)),
        ...(paused.length === 0 ? [] : [say(said.paused, { months: paused.map(month) })]),
      ].join('\n');
    },
  );
}

function stepLines(step: StepReview, { words: { grades: said }, say, month }: PayWording): string[] {
  const missing = step.missing.map((code) => say(said.missing[code], step));
  const told = { ...step, way: said.ways[step.way], asked: step.months.length, missing };
  return [
    `– ${capital(say(said.step, told))}`,
    ...step.months.map(
      ({ period, explanation }) => `  – ${say(said.month[explanation.truth], { month: month(period) })}`,
    ),
  ];
}
