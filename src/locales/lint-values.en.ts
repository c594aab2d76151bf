/** What findings of a lint name beside what the blueprint declares. */
export const lintValuesEn = {
  ways: { rejection: 'rejection', return: 'return' },
  lapses: { overdue: 'overdue', dormant: 'dormant', lost: 'lost' },
};
