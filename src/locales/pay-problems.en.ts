import { redistributionProblemsEn } from './redistribution-problems.en.ts';

/** What may be wrong with pay plans. */
export const payProblemsEn = {
  TWICE: redistributionProblemsEn.TWICE,
  NOT_EXACT: 'must be a whole number, or a text such as "3.33" or "100/3"',
  SHARES_NOT_WHOLE: 'the shares that are no overlays come to {sum}, not to 100',
  NO_BAND:
    'one month could count for going up and for going down from "{grade}": leave a band between the two',
  BOTH_WAYS: 'enough of the last months could count for going up, and others for going down from "{grade}"',
};
