import { redistributionProblemsEn } from './redistribution-problems.en.ts';

/** What may be wrong with pay plans. */
export const payProblemsEn = {
  TWICE: redistributionProblemsEn.TWICE,
  NOT_EXACT: 'must be a whole number, or a text such as "3.33" or "100/3"',
  SHARES_NOT_WHOLE: 'the shares that are no overlays come to {sum}, not to 100',
};
