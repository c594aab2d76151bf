/** The weights of the check digits of an INN, the longest row; shorter ones begin further right. */
const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

const digitAfter = (digits: readonly number[]): number =>
  (digits.reduce(
    (sum, digit, i) => sum + digit * (weights[weights.length - digits.length + i] as number),
    0,
  ) %
    11) %
  10;

/**
 * Whether a text is a Russian tax id (ИНН). It has 10 digits of a company or 12 of a person, with right check
 * digits, not all zeros. The rule is that of the tax service (ФНС, приказ ММВ-7-6/435@).
 */
export function isInn(text: string): boolean {
  if (typeof text !== 'string' || !/^(\d{10}|\d{12})$/.test(text) || /^0+$/.test(text)) return false;
  const digits = [...text].map(Number);
  const checks = text.length === 10 ? [9] : [10, 11];
  return checks.every((place) => digitAfter(digits.slice(0, place)) === digits[place]);
}

/**
 * Whether a text has the form of a КПП: four digits, two digits or Latin capitals, three digits. It has no
 * check digit.
 */
export const isKpp = (text: string): boolean =>
  typeof text === 'string' && /^\d{4}[\dA-Z]{2}\d{3}$/.test(text) && !/^0+$/.test(text);
