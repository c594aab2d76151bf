import type { Duration } from '../../time/duration.ts';
import { toInstant } from '../../time/instant.ts';
import type { Condition, FactTest } from '../condition.ts';
import { isFactReference, isNow, partsOf } from '../condition.ts';
import type { FactSchema, Money } from '../fact-schema.ts';
import { lookup } from '../lookup.ts';
import {
  type Choice,
  currencyOf,
  type Demand,
  NOW,
  type Operand,
  type Quantity,
  type Requirement,
  shiftOf,
} from './demand.ts';

/** What a condition is to come out as. Unknown is neither yes nor no. */
export type Wanted = 'yes' | 'no' | 'notYes' | 'notNo';

const negated = { yes: 'no', no: 'yes', notYes: 'notNo', notNo: 'notYes' } as const satisfies Record<
  Wanted,
  Wanted
>;

/** What has to be so for a condition to come out as wanted: exactly that, in Kleene's three values. */
export function requirementOf(condition: Condition, wanted: Wanted, facts: FactSchema): Requirement {
  if ('fact' in condition) return requirementOfTest(condition, wanted, facts);
  if ('not' in condition) return requirementOf(condition.not, negated[wanted], facts);
  const parts = partsOf(condition).map((part) => requirementOf(part, wanted, facts));
  const isEach = 'all' in condition === (wanted === 'yes' || wanted === 'notNo');
  return isEach ? { all: parts } : { any: parts };
}

const known = (fact: string): Demand => ({ kind: 'known', fact });
const unknown = (fact: string): Demand => ({ kind: 'unknown', fact });

function requirementOfTest(test: FactTest, wanted: Wanted, facts: FactSchema): Requirement {
  const { fact, is, value } = test;
  if (is === 'present' || is === 'absent') {
    return (is === 'present') === (wanted === 'yes' || wanted === 'notNo') ? known(fact) : unknown(fact);
  }
  const read = isFactReference(value) ? [...new Set([fact, value.fact])] : [fact];
  const { holds, fails, fits } = meaningOf(test, facts);
  const judged = (outcome: Requirement): Requirement => ({
    all: [...read.map(known), ...(fits ? [fits(true)] : []), outcome],
  });
  const unjudged: Requirement[] = [
    ...read.map(unknown),
    ...(fits ? [{ all: [...read.map(known), fits(false)] }] : []),
  ];
  switch (wanted) {
    case 'yes':
      return judged(holds);
    case 'no':
      return judged(fails);
    case 'notYes':
      return { any: [...unjudged, judged(fails)] };
    case 'notNo':
      return { any: [...unjudged, judged(holds)] };
  }
}

/** What a test says of its fact once everything that it reads is known. */
interface Meaning {
  readonly holds: Requirement;
  readonly fails: Requirement;
  /** What must be so for the test to be answered at all: one currency. */
  readonly fits?: (fit: boolean) => Demand;
}

function meaningOf(test: FactTest, facts: FactSchema): Meaning {
  const type = lookup(facts, test.fact)?.type;
  switch (type) {
    case 'number':
    case 'instant':
      return amountMeaning(test, test.fact, quantityOf);
    case 'money':
      return { ...amountMeaning(test, test.fact, amountOf), fits: currencyFits(test) };
    case 'texts':
      return listMeaning(test);
    default:
      return choiceMeaning(test);
  }
}

const quantityOf = (value: unknown): Quantity => {
  if (isFactReference(value)) return value.fact;
  if (isNow(value)) return NOW;
  return typeof value === 'string' ? Date.parse(toInstant(value)) : (value as number);
};
const amountOf = (value: unknown): Quantity =>
  isFactReference(value) ? value.fact : (value as Money).amount;

function currencyFits({ fact, value }: FactTest): (fit: boolean) => Demand {
  if (isFactReference(value)) {
    return (holds) => ({ kind: 'same', one: currencyOf(fact), other: currencyOf(value.fact), holds });
  }
  const { currency } = value as Money;
  return (holds) => ({ kind: 'among', variable: currencyOf(fact), values: [currency], holds });
}

const atMost = (less: Quantity, more: Quantity): Demand => ({ kind: 'order', less, more, strict: false });
const under = (less: Quantity, more: Quantity): Demand => ({ kind: 'order', less, more, strict: true });
const opposite = ({ holds, fails }: Meaning): Meaning => ({ holds: fails, fails: holds });
const equal = (one: Quantity, other: Quantity): Meaning => ({
  holds: { all: [atMost(one, other), atMost(other, one)] },
  fails: { kind: 'apart', one, other },
});

function amountMeaning({ is, value }: FactTest, x: string, operandOf: (value: unknown) => Quantity): Meaning {
  switch (is) {
    case 'oneOf':
    case 'noneOf': {
      const each = (value as readonly number[]).map((one) => equal(x, one));
      const found: Meaning = {
        holds: { any: each.map(({ holds }) => holds) },
        fails: { all: each.map(({ fails }) => fails) },
      };
      return is === 'oneOf' ? found : opposite(found);
    }
    case 'withinLast':
    case 'withinNext':
    case 'olderThan':
    case 'furtherThan':
      return relativeMeaning(is, x, value as Duration);
    default:
      return comparison(is, x, operandOf(value));
  }
}

function comparison(is: FactTest['is'], x: string, y: Quantity): Meaning {
  switch (is) {
    case 'equals':
      return equal(x, y);
    case 'differs':
      return opposite(equal(x, y));
    case 'atLeast':
      return { holds: atMost(y, x), fails: under(x, y) };
    case 'atMost':
      return { holds: atMost(x, y), fails: under(y, x) };
    case 'above':
    case 'after':
      return { holds: under(y, x), fails: atMost(x, y) };
    default:
      return { holds: under(x, y), fails: atMost(y, x) };
  }
}

function relativeMeaning(is: FactTest['is'], x: string, duration: Duration): Meaning {
  const { variable: bound } = shiftOf(is === 'withinLast' || is === 'olderThan' ? -1 : 1, duration);
  switch (is) {
    case 'olderThan':
      return { holds: under(x, bound), fails: atMost(bound, x) };
    case 'furtherThan':
      return { holds: under(bound, x), fails: atMost(x, bound) };
    default: {
      const [from, to] = is === 'withinLast' ? [bound, NOW] : [NOW, bound];
      return {
        holds: { all: [atMost(from, x), atMost(x, to)] },
        fails: { any: [under(x, from), under(to, x)] },
      };
    }
  }
}

function choiceMeaning({ fact: variable, is, value }: FactTest): Meaning {
  const both = (demand: (holds: boolean) => Demand): Meaning => ({
    holds: demand(true),
    fails: demand(false),
  });
  switch (is) {
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return both((holds) => ({ kind: 'text', variable, is, part: operandOf(value), holds }));
    case 'oneOf':
    case 'noneOf': {
      const values = value as readonly string[];
      return both((holds) => ({ kind: 'among', variable, values, holds: holds === (is === 'oneOf') }));
    }
    default: {
      const wanted = is === 'equals';
      if (isFactReference(value)) {
        return both((holds) => ({ kind: 'same', one: variable, other: value.fact, holds: holds === wanted }));
      }
      return both((holds) => ({
        kind: 'among',
        variable,
        values: [value as Choice],
        holds: holds === wanted,
      }));
    }
  }
}

function listMeaning({ fact: list, is, value }: FactTest): Meaning {
  const on = (item: Operand, holds: boolean): Demand => ({ kind: 'item', list, item, holds });
  const items =
    is === 'includes' ? [operandOf(value)] : (value as readonly string[]).map((item) => ({ value: item }));
  const each = (holds: boolean) => items.map((item) => on(item, holds));
  return is === 'includesAny'
    ? { holds: { any: each(true) }, fails: { all: each(false) } }
    : { holds: { all: each(true) }, fails: { any: each(false) } };
}

const operandOf = (value: unknown): Operand =>
  isFactReference(value) ? { variable: value.fact } : { value: value as string };
