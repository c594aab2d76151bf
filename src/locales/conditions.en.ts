import type { DurationUnit } from '../time/duration.ts';
import type { Counted } from './condition-phrases.ts';
import { invariable } from './condition-phrases.ts';

export const conditionsEn = {
  sentence: '{fact} {test}',
  /** A fact that is true or false. */
  flag: '{fact}: {value}',
  tests: {
    equals: 'is {is}',
    differs: 'is not {is}',
    atLeast: 'is at least{than}',
    atMost: 'is at most{than}',
    above: 'is above{than}',
    below: 'is below{than}',
    oneOf: 'is {or}',
    noneOf: 'is not {nor}',
    includes: 'includes {is}',
    includesAny: 'includes {or}',
    includesAll: 'includes all of {and}',
    contains: 'contains {is}',
    startsWith: 'starts with {is}',
    endsWith: 'ends with {is}',
    before: 'is before{than}',
    after: 'is after{than}',
    withinLast: 'is within the last {is}',
    withinNext: 'is within the next {is}',
    olderThan: 'is more than {is} ago',
    furtherThan: 'is more than {is} ahead',
    present: 'is known',
    absent: 'is not known',
  },
  /** The opposite of a test that has no operator for it. */
  negate: (test: string) =>
    test.replace(/^is/, 'is not').replace(/^(include|contain|start|end)s/, 'does not $1'),
  and: ' and ',
  or: ' or ',
  nor: ' or ',
  always: 'always',
  never: 'never',

  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  now: invariable('now'),
  quote: '“{text}”',
  percent: '{number}%',
  /** A number with its unit, in the forms that phrases ask for. */
  count: (number: string, unit: DurationUnit, plural: Intl.LDMLPluralRule): Counted =>
    invariable(`${number} ${plural === 'one' ? unit.slice(0, -1) : unit}`),
  /** Another fact's value: as it stands, and after a comparative. */
  sameAs: 'the value of “{fact}”',
  thanFact: ' the value of “{fact}”',

  verdict: {
    yes: 'The condition is met.',
    no: 'The condition is not met.',
    unknown: 'Not enough is known to tell whether the condition is met.',
  },
  limit: ' (limit: {value})',
  actually: '; actually: {value}',
  missing: '; not known',
  invalid: '; not usable',
  currency: '; different currencies do not compare',
  suppliers: ' (who can tell: {roles})',
  nearest: 'The nearest way: {steps}.',
};
