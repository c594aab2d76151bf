/** What several parts of the dictionary count; names of their own, so that a bundler leaves out parts that nobody uses. */
export const clientsEn = (number: string, plural: Intl.LDMLPluralRule): string =>
  `${number} ${plural === 'one' ? 'client' : 'clients'}`;
export const hoursEn = (number: string, _: Intl.LDMLPluralRule): string => `${number} h`;
