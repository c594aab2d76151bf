/**
 * What several parts of the dictionary count. Names of their own let a bundler leave out parts that nobody
 * uses.
 */
export const clientsEn = (number: string, plural: Intl.LDMLPluralRule): string =>
  `${number} ${plural === 'one' ? 'client' : 'clients'}`;
export const hoursEn = (number: string, _: Intl.LDMLPluralRule): string => `${number} h`;
export const tasksEn = (number: string, plural: Intl.LDMLPluralRule): string =>
  `${number} ${plural === 'one' ? 'task' : 'tasks'}`;
