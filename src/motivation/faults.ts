import { faultsIn } from '../errors/problem.ts';
import { problemWords } from '../errors/problem-words.ts';
import { payProblemsEn } from '../locales/pay-problems.en.ts';

/** Faults of pay plans. */
export const fault = faultsIn({ ...problemWords.problems, ...payProblemsEn });
