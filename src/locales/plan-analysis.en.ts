/** What is said of a plan's objective, rule by rule; `client/words.ts` tells how placeholders are written. */
export const planAnalysisEn = {
  rules: {
    load: 'uneven load',
    potential: 'uneven potential',
    disruption: 'clients who change hands',
    similarity: 'experience that does not fit',
    coverage: 'potential that is not worked',
    cost: 'costs of client and employee together',
    nearness: 'distance from the earlier plan',
  },
  share:
    '{rule}: {share} of what counts against the plan[; most with {employee:employees}][; most by {client:clients}]',
  perfect: 'Nothing could be better by any rule.',
  better: 'The second is better by {amount}.',
  worse: 'The second is worse by {amount}.',
  same: 'Both are equally good.',
  ruleBetter: '{rule}: better by {amount}[; most with {employee:employees}]',
  ruleWorse: '{rule}: worse by {amount}[; most with {employee:employees}]',
  stays: {
    MOVES: 'It goes to {employee:to}.',
    PROTECTED: 'It is protected: {why}.',
    PINNED: 'It was decided by hand.',
    ONLY_DISPLACED_MOVE: 'Only clients move whose holder keeps none.',
    GROUP_IS_SPLIT: 'Its group of companies is with several people, and stays so.',
    NOBODY_ELSE_ELIGIBLE: 'Nobody else may have it.',
    NOT_BETTER: 'Nobody would be better; {employee:employeeId} comes nearest, {amount} worse[ ({rules})].',
    LIMITS: 'With {employee:employeeId} it would be better by {amount}, but {breaks} would be broken.',
    NOT_FOUND:
      'With {employee:employeeId} it would be better by {amount}: the search ended before it saw so.',
  },
};
