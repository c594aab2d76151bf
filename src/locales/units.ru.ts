export const clientsRu = (number: string, plural: Intl.LDMLPluralRule): string =>
  `${number} ${plural === 'one' ? 'клиент' : plural === 'many' ? 'клиентов' : 'клиента'}`;
export const hoursRu = (number: string): string => `${number} ч`;
export const tasksRu = (number: string, plural: Intl.LDMLPluralRule): string =>
  `${number} ${plural === 'one' ? 'задача' : plural === 'many' ? 'задач' : 'задачи'}`;
