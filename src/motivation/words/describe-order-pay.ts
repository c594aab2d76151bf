import { labelsOf, spokenFacts } from '../../blueprint/spoken-facts.ts';
import { spokenIn } from '../../client/words.ts';
import { describeExplanation } from '../../conditions/describe.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import { moneyInWords } from '../../conditions/wording.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { OrderPay, OrderPayRule, UnpayableReason } from '../orders/order-pay.ts';
import type { CreditFact } from '../plan/plan-facts.ts';
import { custodyInWords } from './custody-in-words.ts';
import { gateInWords } from './gate-in-words.ts';
import { type PayWording, type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/**
 * What an order pays, to whom, and everything that is in the way of it, component by component. Whoever would
 * have the credit is named as things are now.
 */
export function describeOrderPay(pay: OrderPay, options: PayWordOptions): string {
  return withArguments(
    'describeOrderPay',
    { pay, ...inWords('describeOrderPay', options, ...payWordOptions) },
    () => {
      const wording = payWording(pay.currency, options);
      const { words, say } = wording;
      const lines = pay.rules.flatMap((rule) => ruleLines(rule, wording, options));
      return [say(words.order.head, pay), ...(lines.length > 0 ? lines : [`– ${words.order.none}`])].join(
        '\n',
      );
    },
  );
}

function ruleLines(
  { rule, credits, wouldBe, reasons }: OrderPayRule,
  wording: PayWording,
  options: PayWordOptions,
): readonly string[] {
  const { words, say, component, plan, money, number } = wording;
  const head = { component: component(rule, rule.component), plan: plan(rule), version: rule.version };
  return [
    `– ${say(words.order.rule, head)}`,
    ...credits.map((credit) =>
      say(credit.amount === 0 ? words.order.counted : words.order.credited, {
        ...credit,
        amount: money(credit.amount),
        count: number(credit.count),
        custody: custodyInWords(credit.title, wording),
      }),
    ),
    ...wouldBe.map(({ employeeId, title }) =>
      say(words.order.wouldBe, { employeeId, custody: custodyInWords(title, wording) }),
    ),
    ...reasons.flatMap((reason) => reasonLines(reason, rule, wording, options)),
  ].map((text, i) => (i === 0 ? text : `  – ${text.trim()}`));
}

function reasonLines(
  reason: UnpayableReason,
  rule: OrderPayRule['rule'],
  { words, say, month }: PayWording,
  options: PayWordOptions,
): readonly string[] {
  const { reasons } = words.order;
  const { dictionary, conveyor } = options;
  switch (reason.code) {
    case 'NOT_YET': {
      const { paid = 0, worth = 0, currency } = reason;
      const money = (amount: number) => currency && moneyInWords({ amount, currency }, dictionary);
      return [
        say(words.order.notYet[reason.on as keyof typeof words.order.notYet], {
          paid: money(paid),
          worth: money(worth),
        }),
      ];
    }
    case 'CONDITION': {
      const facts = { ...spokenFacts(conveyor?.blueprint ?? {}, dictionary), ...creditFactsIn(options) };
      const roles = labelsOf(conveyor?.blueprint.roles ?? {});
      const [, ...inTheWay] = describeExplanation(reason.explanation, { facts, roles, ...spokenIn(options) });
      return [reasons.CONDITION, ...inTheWay];
    }
    case 'GATE':
      return [
        say(reasons.GATE, reason),
        ...(reason.gate ? gateInWords(reason.gate, rule, options).slice(1) : []),
      ];
    case 'FROZEN':
    case 'NEXT_CLOSING':
      return [say(reasons[reason.code], { ...reason, month: month(reason.period) })];
    default:
      return [say(reasons[reason.code], reason)];
  }
}

/** The facts of what happened, in words. */
function creditFactsIn({ dictionary, conveyor }: PayWordOptions): FactSchema {
  const { creditFacts: labels, orderKinds } = dictionary.motivation satisfies {
    creditFacts: Record<CreditFact, string>;
  };
  const { transfers = {}, states = {} } = conveyor?.blueprint ?? {};
  const choice = (fact: CreditFact, valueLabels: Readonly<Record<string, FactSchema[string]['label']>>) =>
    ({ type: 'enum', label: labels[fact], values: Object.keys(valueLabels), valueLabels }) as const;
  const text = (fact: CreditFact) => ({ type: 'text', label: labels[fact] }) as const;
  const flag = (fact: CreditFact) => ({ type: 'boolean', label: labels[fact] }) as const;
  return {
    'credit.amount': { type: 'money', label: labels['credit.amount'] },
    'credit.kind': choice('credit.kind', orderKinds),
    'credit.isFirst': flag('credit.isFirst'),
    'credit.transfer': choice('credit.transfer', labelsOf(transfers)),
    'credit.from': choice('credit.from', labelsOf(states)),
    'credit.to': choice('credit.to', labelsOf(states)),
    'credit.reason': text('credit.reason'),
    'credit.channel': text('credit.channel'),
    'credit.twoWay': flag('credit.twoWay'),
  } satisfies Record<CreditFact, FactSchema[string]>;
}
