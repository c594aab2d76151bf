import type { DurationUnit } from '../time/duration.ts';
import type { Forms } from './condition-phrases.ts';
import { invariable, phrases } from './condition-phrases.ts';

export const conditionsEn = {
  tests: phrases({
    equals: ({ nominative }) => `is ${nominative}`,
    differs: ({ nominative }) => `is not ${nominative}`,
    atLeast: ({ than }) => `is at least${than}`,
    atMost: ({ than }) => `is at most${than}`,
    above: ({ than }) => `is above${than}`,
    below: ({ than }) => `is below${than}`,
    oneOf: ({ either }) => `is ${either}`,
    noneOf: ({ either }) => `is not ${either}`,
    includes: ({ nominative }) => `includes ${nominative}`,
    includesAny: ({ either }) => `includes ${either}`,
    includesAll: ({ every }) => `includes ${every}`,
    contains: ({ nominative }) => `contains ${nominative}`,
    startsWith: ({ nominative }) => `starts with ${nominative}`,
    endsWith: ({ nominative }) => `ends with ${nominative}`,
    before: ({ than }) => `is before${than}`,
    after: ({ than }) => `is after${than}`,
    withinLast: ({ nominative }) => `is within the last ${nominative}`,
    withinNext: ({ nominative }) => `is within the next ${nominative}`,
    olderThan: ({ nominative }) => `is more than ${nominative} ago`,
    furtherThan: ({ nominative }) => `is more than ${nominative} ahead`,
    present: () => 'is known',
    absent: () => 'is not known',
  }),
  /** For the tests whose opposite is no test. */
  negatedTests: phrases({
    includes: ({ nominative }) => `does not include ${nominative}`,
    includesAny: ({ either }) => `does not include ${either}`,
    includesAll: ({ every }) => `does not include all of ${every}`,
    contains: ({ nominative }) => `does not contain ${nominative}`,
    startsWith: ({ nominative }) => `does not start with ${nominative}`,
    endsWith: ({ nominative }) => `does not end with ${nominative}`,
    before: ({ than }) => `is not before${than}`,
    after: ({ than }) => `is not after${than}`,
    withinLast: ({ nominative }) => `is not within the last ${nominative}`,
    withinNext: ({ nominative }) => `is not within the next ${nominative}`,
    olderThan: ({ nominative }) => `is not more than ${nominative} ago`,
    furtherThan: ({ nominative }) => `is not more than ${nominative} ahead`,
  }),

  sentence: (label: string, predicate: string) => `${label} ${predicate}`,
  and: ' and ',
  or: ' or ',
  always: 'always',
  never: 'never',

  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  now: invariable('now'),
  quote: (text: string) => `“${text}”`,
  percent: (number: string) => `${number}%`,
  count: (number: string, unit: DurationUnit, plural: Intl.LDMLPluralRule): Forms =>
    invariable(`${number} ${plural === 'one' ? unit.slice(0, -1) : unit}`),
  /** The value of another fact: as it stands, and after a comparative. */
  valueOf: (label: string) => ({ plain: `the value of “${label}”`, than: ` the value of “${label}”` }),

  verdict: {
    yes: 'The condition is met.',
    no: 'The condition is not met.',
    unknown: 'Not enough is known to tell whether the condition is met.',
  },
  limit: (moment: string) => ` (limit: ${moment})`,
  actually: (value: string) => `; actually: ${value}`,
  missing: (facts: string) => `; not known: ${facts}`,
  invalid: (facts: string) => `; not usable: ${facts}`,
  currency: '; different currencies do not compare',
  suppliers: (roles: string) => ` (who can tell: ${roles})`,
  nearest: (steps: string) => `The nearest way: ${steps}.`,
};
