import type { ClientEvent } from '../../client/event.ts';
import { fill, type WordOptions } from '../../client/words.ts';
import { lookup } from '../../conditions/lookup.ts';
import { minorUnitDigits } from '../../conditions/minor-units.ts';
import { moneyInWords } from '../../conditions/wording.ts';
import { fillTemplate } from '../../errors/fill-template.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import { numberIn } from '../../locales/number-in.ts';
import { startOfDay } from '../../time/calendar-day.ts';
import type { PayRule } from '../credits/credit.ts';
import { compared, type Exact, exactly, times } from '../money/exact.ts';
import type { PayPlan } from '../plan/pay-plan.ts';

/** In which words pay is spoken of. */
export interface PayWordOptions extends WordOptions<Dictionary> {
  /** Plans and their components are said by their labels; without them by their names. */
  readonly plans?: readonly PayPlan[] | undefined;
  /** Clients' events: what an adjustment rests on is said by those among them, else by ids. */
  readonly events?: readonly ClientEvent[] | undefined;
}

/** Beside what everything takes that puts something into words. */
export const payWordOptions = ['plans', 'events'] as const;

/** So many digits more than the unit has are said of an exact number. */
const MORE_DIGITS = 4;

/** The words of one currency and one set of options. */
export function payWording(currency: string, options: PayWordOptions) {
  const { dictionary, conveyor, plans = [] } = options;
  const { tag, motivation: words } = dictionary;
  const digits = minorUnitDigits(currency);

  const quoted = (name: string, label: Label | undefined): string =>
    label === undefined
      ? name
      : fillTemplate(dictionary.conditions.quote, {
          text: labelIn(label, dictionary.language, conveyor?.blueprint.language),
        });
  const planOf = ({ plan, version }: Pick<PayRule, 'plan' | 'version'>) =>
    plans.find((one) => one.id === plan && one.version === version);
  const component = (rule: Pick<PayRule, 'plan' | 'version'>, id: string): string =>
    quoted(id, lookup(planOf(rule)?.components ?? {}, id)?.label);

  /** As many digits as it takes; with a sign where there would be more. */
  function exact(value: Exact, least: number, style: Intl.NumberFormatOptions = {}): string {
    const most = least + MORE_DIGITS;
    const isWhole = (10n ** BigInt(most) * value.of) % value.over === 0n;
    const number = numberIn(tag, Number(value.of) / Number(value.over), {
      ...style,
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    });
    return isWhole ? number : `≈ ${number}`;
  }

  return {
    words,
    say: (template: string, values: object) => fill(template, values, options),
    component,
    plan: (rule: Pick<PayRule, 'plan' | 'version'>) => quoted(rule.plan, planOf(rule)?.label),
    grade: (name: string) => quoted(name, lookup(conveyor?.blueprint.grades ?? {}, name)?.label),
    money: (amount: number, of = currency) => moneyInWords({ amount, currency: of }, dictionary),
    /** Minor units as an exact text: also what is less than one. */
    exactMoney: (text: string) =>
      exact(times(exactly(text), { of: 1n, over: 10n ** BigInt(digits) }), digits, {
        style: 'currency',
        currency,
      }),
    number: (text: string) => exact(exactly(text), 0),
    percent: (text: string) =>
      fillTemplate(dictionary.conditions.percent, { number: exact(exactly(text), 0) }),
    day: (day: string) => startOfDay(day, conveyor?.blueprint.timeZone ?? 'UTC'),
    /** As it stands within a sentence. */
    month: (period: string) =>
      new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${period}-01T00:00:00.000Z`),
      ),
  };
}

/** What payWording gives. */
export type PayWording = ReturnType<typeof payWording>;

export const isSame = (a: string, b: string): boolean => compared(exactly(a), exactly(b)) === 0;
