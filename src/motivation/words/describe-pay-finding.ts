import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { PayFinding, PayLintRule } from '../lint/pay-finding.ts';
import type { CreditTrigger } from '../plan/credit-rule.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/** A finding of `lintPayPlan` in words, in one line; `plan` is the one that was looked at. */
export function describePayFinding(
  finding: PayFinding,
  options: PayWordOptions & { readonly plan: Pick<PayPlan, 'id' | 'version' | 'currency'> },
): string {
  return withArguments(
    'describePayFinding',
    {
      finding,
      'finding.values': finding?.values,
      ...inWords('describePayFinding', options, ...payWordOptions, 'plan'),
      'options.plan': options?.plan,
    },
    () => {
      const { plan, ...rest } = options;
      const { words, say, component, money, exactMoney, number, percent, grade } = payWording(
        plan.currency,
        rest,
      );
      const lint = words.lint satisfies Record<PayLintRule, string>;
      const { rule, values } = finding;
      const { measure, at, first, second, deal, more, cap, on, grades } = values;
      const inUnit = measure === 'sum' ? exactMoney : measure === 'ratio' ? percent : number;
      const said = (text: string | undefined) => (text === undefined ? undefined : inUnit(text));
      const parties: Readonly<Record<string, string>> = words.parties;
      return say(lint[rule], {
        ...values,
        component: component({ plan: plan.id, version: plan.version }, finding.component),
        unit: measure === 'sum' ? money(1) : words.units[measure],
        at: said(at),
        first: said(first),
        second: said(second),
        deal: said(deal),
        more: more === undefined ? undefined : money(more),
        cap: cap === undefined ? undefined : money(cap),
        percent: values.percent === undefined ? undefined : percent(values.percent),
        trigger: on === undefined ? undefined : words.triggers[on as CreditTrigger],
        to: values.to === undefined ? undefined : (parties[values.to] ?? say('{role:to}', values)),
        grades: grades?.map(grade),
      });
    },
  );
}
