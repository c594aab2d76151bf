import type { lintValuesEn } from './lint-values.en.ts';

export const lintValuesRu: typeof lintValuesEn = {
  ways: { rejection: 'отказ', return: 'возврат' },
  lapses: { overdue: 'под угрозой', dormant: 'спящий', lost: 'потерянный' },
};
