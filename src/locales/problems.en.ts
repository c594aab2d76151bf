import type { ProblemCode } from '../errors/problem-details.ts';
import { problemWords } from '../errors/problem-words.ts';
import { blueprintProblemsEn } from './blueprint-problems.en.ts';
import { payProblemsEn } from './pay-problems.en.ts';
import { redistributionProblemsEn } from './redistribution-problems.en.ts';

/** What is wrong with an input: the messages of problems, in one table. */
export const problemsEn = {
  ...problemWords,
  problems: {
    ...problemWords.problems,
    ...blueprintProblemsEn,
    ...redistributionProblemsEn,
    ...payProblemsEn,
  } satisfies Record<ProblemCode, string>,
};
