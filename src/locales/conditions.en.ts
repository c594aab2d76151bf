import type { DurationUnit } from '../time/duration.ts';
import type { Counted } from './condition-phrases.ts';
import { invariable } from './condition-phrases.ts';

export const conditionsEn = {
  /** A list does not agree with its name, and a fact that says since when is no subject. */
  sentence: (fact: string, test: string) =>
    `${fact} ${test}`
      .replace(/ (?=: )/, '')
      .replace(/ since is (not )?more than (.*) ago$/, ' for $1more than $2')
      .replace(/ since is (not )?within the last (.*)$/, ' for $1at most $2')
      .replace(/ since is (not )?known$/, (_, not) => (not ? ': no' : ': yes'))
      .replace(/ since is /, ' since '),
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
    includes: ': {is} is among them',
    includesAny: ': {or} is among them',
    includesAll: ': {and} are among them',
    contains: 'contains {is}',
    startsWith: 'starts with {is}',
    endsWith: 'ends with {is}',
    before: 'is before{than}',
    after: 'is after{than}',
    beforeNow: 'is past',
    afterNow: 'is ahead',
    withinLast: 'is within the last {is}',
    withinNext: 'is within the next {is}',
    olderThan: 'is more than {is} ago',
    furtherThan: 'is more than {is} ahead',
    present: 'is known',
    absent: 'is not known',
  },
  /** The opposite of a test that has no operator for it. */
  negate: (test: string) =>
    test
      .replace(/^is/, 'is not')
      .replace(/^(contain|start|end)s/, 'does not $1')
      .replace(/is among them$/, 'is not among them')
      .replace(/are among them$/, 'are not all among them'),
  and: ' and ',
  or: ' or ',
  nor: ' or ',
  always: 'always',
  never: 'never',

  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  quote: '“{text}”',
  percent: '{number}%',
  /** A number with its unit, in the forms that phrases ask for. */
  count: (number: string, unit: DurationUnit, plural: Intl.LDMLPluralRule): Counted =>
    invariable(`${number} ${plural === 'one' ? unit.slice(0, -1) : unit}`),
  /** Another fact's value: as it stands, and after a comparative. */
  sameAs: '“{fact}”',
  thanFact: ' “{fact}”',

  verdict: {
    yes: 'The conditions are met.',
    no: 'The conditions are not met.',
    unknown: 'Not enough is known to tell whether the conditions are met.',
  },
  /** What stands above alternatives, and above parts of one that must all hold. */
  oneOf: 'At least one of these',
  together: 'All of these',
  needed: '; needed: {value}',
  /** The value there is; a moment that is held against another is said as a date. */
  actually: (fact: string, value: string, isMoment: boolean) =>
    `; ${isMoment ? (fact.endsWith(' since') ? 'since' : 'the date is') : 'now:'} ${value}`,
  missing: ': not known yet',
  invalid: ': not usable',
  currency: '; different currencies do not compare',
  suppliers: ' (who can tell: {roles})',
};
