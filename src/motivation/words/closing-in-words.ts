import { describeEvent } from '../../client/explain.ts';
import { capital } from '../../locales/capital.ts';
import type { AdjustedLine, ClosedPeriod, PayAdjustment } from '../statement/closing.ts';
import { type PayWording, type PayWordOptions, payWording } from './pay-words.ts';

/** What a closing adds to its statement: what has changed of closed months, what is owed, what is paid. */
export function closingInWords(closed: ClosedPeriod, options: PayWordOptions): readonly string[] {
  const wording = payWording(closed.statement.currency, options);
  return [
    ...closed.adjustments.flatMap((one) => adjustmentLines(one, wording, options)),
    ...paymentLines(closed, wording),
  ];
}

function adjustmentLines(
  adjustment: PayAdjustment,
  wording: PayWording,
  options: PayWordOptions,
): readonly string[] {
  const { words, say, money, month } = wording;
  const { late, period, before, now, difference, revision, lines } = adjustment;
  return [
    capital(
      say(words.adjustment[late], {
        month: month(period),
        before: money(before),
        now: money(now),
        difference: money(difference),
        revision,
      }),
    ),
    ...lines.map((line) => `– ${adjustedLine(line, wording, options)}`),
  ];
}

function adjustedLine(
  { rule, before, now, because }: AdjustedLine,
  { words, say, money, component }: PayWording,
  options: PayWordOptions,
): string {
  const name = rule.component === undefined ? words.salaryName : component(rule, rule.component);
  const events = because.map((id) => eventInWords(id, options));
  return say(words.adjusted, { component: name, before: money(before), now: money(now), events });
}

function eventInWords(id: string, options: PayWordOptions): string {
  const event = options.events?.find((one) => one.id === id);
  if (!event) return id;
  const { dictionary, conveyor, names } = options;
  const { words, say } = payWording('', options);
  return say(words.event, { ...event, said: describeEvent(event, { dictionary, conveyor, names }) });
}

function paymentLines({ payment }: ClosedPeriod, { words, say, money }: PayWording): readonly string[] {
  const { salary, variable, adjusted, owedBefore, owed, draw, recovered, paid } = payment;
  const said = words.payment;
  const earned = variable + adjusted;
  const advanced = owedBefore - owed;
  return [
    ...(adjusted === 0
      ? []
      : [
          say(said.earned, {
            variable: money(variable),
            adjusted: money(adjusted),
            earned: money(earned),
          }),
        ]),
    ...(advanced > 0
      ? [say(draw > 0 ? said.drawn : said.owing, { draw: money(draw), advanced: money(advanced) })]
      : []),
    ...(recovered > 0 ? [say(said.recovered, { recovered: money(recovered) })] : []),
    ...(owedBefore === 0 && owed === 0
      ? []
      : [say(said.owed, { before: money(0 - owedBefore), after: money(0 - owed) })]),
    say(said.paid, { salary: money(salary), variable: money(paid - salary), paid: money(paid) }),
  ];
}
